package decisive.tensor.io;

import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Small valid files, damaged at random some thousand times: each is either refused with a {@link
 * FormatException} or read as what it now says, and reading never takes memory out of proportion.
 */
class MutationTest {
  private static final int MUTATIONS = 3000;

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
    Map<String, Integer> outcomes = mutate(valid, SafetensorsFileCheck::check);
    assertTrue(outcomes.get("read") > 50, outcomes::toString);
    assertTrue(outcomes.get("refused") > 500, outcomes::toString);
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
      Map<String, Integer> outcomes = mutate(valid, MutationTest::readNpy);
      assertTrue(outcomes.get("read") > 50, outcomes::toString);
      assertTrue(outcomes.get("refused") > 500, outcomes::toString);
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

  private static Map<String, Integer> mutate(byte[] valid, Reader reader) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Generator generator = new Generator(7);
    Map<String, Integer> outcomes = new TreeMap<>();
    try (TemporaryDirectory scratch = new TemporaryDirectory();
        FileChannel writer = FileChannel.open(scratch.file("damaged", valid), WRITE)) {
      Path file = scratch.path("damaged");
      reader.read(file, valid); // loads classes, which takes memory too
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] damaged = damaged(valid, generator.split(i));
        // In place, since file systems take their time over a file that is emptied and closed.
        writer.write(ByteBuffer.wrap(damaged), 0);
        writer.truncate(damaged.length);
        long before = threads.getCurrentThreadAllocatedBytes();
        String outcome;
        try {
          reader.read(file, damaged);
          outcome = "read";
        } catch (FormatException refused) {
          outcome = "refused";
        } catch (RuntimeException | Error wrong) {
          throw new AssertionError("mutation " + i + ": " + Arrays.toString(damaged), wrong);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MEMORY, "mutation " + i + " took " + allocated + " bytes");
        outcomes.merge(outcome, 1, Integer::sum);
      }
    }
    return outcomes;
  }

  /** One to three of: a bit or byte changed, a digit changed, bytes cut, inserted or doubled. */
  private static byte[] damaged(byte[] valid, Generator generator) {
    byte[] bytes = valid.clone();
    for (int times = 1 + generator.nextInt(3); times > 0 && bytes.length > 0; times--) {
      int at = generator.nextInt(bytes.length);
      int end = at + generator.nextInt(Math.min(16, bytes.length - at) + 1);
      switch (generator.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << generator.nextInt(8));
        case 1 -> bytes[at] = (byte) generator.nextLong();
        case 2 -> digit(bytes, at, generator);
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 -> bytes = replaced(bytes, at, end, new byte[0]);
        case 5 -> bytes = replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
        default -> bytes = replaced(bytes, at, at, new byte[] {(byte) generator.nextLong()});
      }
    }
    return bytes;
  }

  /** Changes the next digit, so that headers stay readable but lie. */
  private static void digit(byte[] bytes, int from, Generator generator) {
    for (int at = from; at < bytes.length; at++) {
      if (Character.isDigit(bytes[at])) {
        bytes[at] = (byte) ('0' + generator.nextInt(10));
        return;
      }
    }
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    return ByteBuffer.allocate(bytes.length - (to - from) + by.length)
        .put(bytes, 0, from)
        .put(by)
        .put(bytes, to, bytes.length - to)
        .array();
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 7 == 6 || i > 23 && i < 40 ? 0 : i); // the integers stay small
    }
    return bytes;
  }
}
