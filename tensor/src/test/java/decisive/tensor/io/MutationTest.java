package decisive.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Tensor;
import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Small valid files, damaged at random: each is either refused with a {@link FormatException} or
 * read as what it now says, and reading never takes memory out of proportion.
 */
class MutationTest {
  /** Buffers of the reader and of the JSON parser; the files have a few hundred bytes. */
  private static final long MEMORY = 1 << 20;

  private static final String HEADER =
      "{\"__metadata__\":{\"epoch\":\"3\"},"
          + SafetensorsBytes.entry("weight", "F32", "[2,3]", 0, 24)
          + ","
          + SafetensorsBytes.entry("empty", "F32", "[0,7]", 24, 24)
          + ","
          + SafetensorsBytes.entry("target", "I64", "[2]", 24, 40)
          + ","
          + SafetensorsBytes.entry("half", "F16", "[]", 40, 42)
          + ","
          + SafetensorsBytes.entry("pixels", "U8", "[3]", 42, 45)
          + "}";

  private interface Reader {
    /** Reads a damaged file and checks what it finds against the bytes. */
    void read(Path file, byte[] bytes) throws IOException;
  }

  @Test
  void safetensors() throws IOException {
    byte[] valid = SafetensorsBytes.of(HEADER, counting(45));
    assertEquals(5, SafetensorsFileCheck.check(valid));
    mutate(valid, SafetensorsFileCheck::check);
  }

  @Test
  void npy() throws IOException {
    String hex = "00000000 0000803f 00000040 00004040 00008040 0000a040";
    for (byte[] valid :
        new byte[][] {
          NpyTest.npy(1, "'<f4'", "False", "(2, 3)", hex),
          NpyTest.npy(2, "'>i4'", "True", "(3, 2)", hex),
          NpyTest.npy(3, "'<f8'", "False", "(3,)", hex)
        }) {
      mutate(valid, MutationTest::readNpy);
    }
  }

  private static void readNpy(Path file, byte[] bytes) throws IOException {
    Tensor tensor = Npy.read(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String shape = text.substring(text.indexOf('(') + 1, text.indexOf(')'));
    int size = 1;
    for (String extent : shape.replaceAll("[\\sL]", "").split(",")) {
      size *= extent.isEmpty() ? 1 : Integer.parseInt(extent);
    }
    assertEquals(size, tensor.size());
    int data = bytes.length - 4 * size;
    if (text.contains("'<f4'") && text.contains("False")) {
      for (int i = 0; i < size; i++) {
        int bits = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(data + 4 * i);
        assertEquals(bits, Float.floatToRawIntBits(tensor.data()[i]));
      }
    }
  }

  /** What a safetensors file that is read must hold, found without the reader's help. */
  private static final class SafetensorsFileCheck {
    static int check(byte[] bytes) throws IOException {
      try (TemporaryDirectory scratch = new TemporaryDirectory()) {
        Path file = scratch.file("valid", bytes);
        check(file, bytes);
        return SafetensorsFile.read(file).names().size();
      }
    }

    static void check(Path file, byte[] bytes) throws IOException {
      SafetensorsFile read = SafetensorsFile.read(file);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int at = 8 + (int) buffer.getLong(0);
      for (String name : read.names()) {
        int size = read.shape(name).size();
        switch (read.dtype(name)) {
          case "F32" -> {
            for (float value : read.tensor(name).data()) {
              assertEquals(buffer.getInt(at), Float.floatToRawIntBits(value));
              at += 4;
            }
          }
          case "F16", "BF16" -> {
            assertEquals(size, read.tensor(name).size());
            at += 2 * size;
          }
          case "F64" -> {
            assertEquals(size, read.tensor(name).size());
            at += 8 * size;
          }
          case "U8" -> {
            for (int value : read.integers(name)) {
              assertEquals(bytes[at++] & 0xFF, value);
            }
          }
          case "BOOL", "I8" -> at += read.integers(name).length;
          case "I16", "U16" -> at += 2 * size;
          case "I32", "U32" -> at += 4 * size;
          case "I64", "U64" -> at += 8 * size;
          default -> {
            return; // a type of unknown size
          }
        }
      }
      assertEquals(bytes.length, at, "every byte belongs to one tensor");
    }
  }

  private static void mutate(byte[] valid, Reader reader) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path file = scratch.file("damaged", valid);
      Mutations mutations = Mutations.of(file).within(MEMORY).refusing(FormatException.class);
      int refused = mutations.check(() -> reader.read(file, mutations.bytes()));
      assertTrue(refused > Mutations.COUNT / 6, refused + " were refused");
      assertTrue(Mutations.COUNT - refused > Mutations.COUNT / 60, refused + " were refused");
    }
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 7 == 6 || i > 23 && i < 40 ? 0 : i); // the integers stay small
    }
    return bytes;
  }
}
