package decisive.tensor.io;

import static decisive.tensor.io.SafetensorsBytes.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files that lie: each is refused, and the message says where and why. */
class HostileSafetensorsTest {
  private static final byte[] NO_DATA = {};

  @Test
  void lengths() throws IOException {
    refused(NO_DATA, "at byte 0: the file ends within the 8 bytes", "it is empty or truncated");
    refused(new byte[7], "at byte 7: the file ends within the 8 bytes");
    byte[] file = SafetensorsBytes.of("{}", NO_DATA);
    ByteBuffer length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(0, 3);
    refused(file, "at byte 0: the header is declared to have 3 bytes, the file has 2 left");
    length.putLong(0, Long.MAX_VALUE);
    refused(file, "the header is declared to have 9223372036854775807 bytes, the file has 2 left");
    length.putLong(0, -1);
    refused(file, "the header is declared to have 18446744073709551615 bytes, the file has 2 left");
    length.putLong(0, 0);
    refused(file, "at byte 8: the header is not a JSON object", "is this a safetensors file?");
  }

  /** The file is sparse: it takes no room on the disk, and no memory when it is refused. */
  @Test
  void aHeaderOverTheLimit() throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      byte[] length =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_001).array();
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.write(length);
        file.setLength(100_000_100);
      }
      FormatException thrown =
          assertThrows(FormatException.class, () -> SafetensorsFile.read(path));
      assertTrue(
          thrown.getMessage().contains("declared to have 100000001 bytes, the limit is 100000000"),
          thrown::getMessage);
    }
  }

  @Test
  void missingFilesAndDirectories() throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      assertThrows(
          NoSuchFileException.class, () -> SafetensorsFile.read(scratch.path("x.safetensors")));
      Path directory = Files.createDirectory(scratch.path("directory"));
      assertThrows(IOException.class, () -> SafetensorsFile.read(directory));
    }
  }

  @Test
  void headersThatAreNotAnObject() throws IOException {
    refusedHeader("[]", "at byte 8: the header is not a JSON object");
    refusedHeader(" {}", "at byte 8: the header is not a JSON object");
    refusedHeader("\uFEFF{}", "at byte 8: the header is not a JSON object");
    refusedHeader("{ ", "the header is not valid: Unexpected end-of-input");
    refusedHeader("{\"x\":", "the header is not valid: Unexpected end-of-input");
    refusedHeader("{x:1}", "at byte 9: the header is not valid: Unexpected character ('x'");
    refusedHeader("{} {}", "something follows the header's object");
    refusedHeader("{}}", "the header is not valid: Unexpected close marker '}'");
    refused(
        SafetensorsBytes.of("", "{}".getBytes(StandardCharsets.UTF_16LE)),
        "at byte 8: the header is not a JSON object");
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
    byte[] file = SafetensorsBytes.of("{}{}", NO_DATA);
    System.arraycopy(utf16, 0, file, 8, 4);
    refused(file, "at byte 8: the header is not a JSON object in UTF-8");
    byte[] broken = SafetensorsBytes.of("{\"xy\":1}", NO_DATA);
    broken[10] = (byte) 0xC3; // starts a character of two bytes, which 'y' does not end
    refused(broken, "the header is not valid: Invalid UTF-8");
  }

  @Test
  void nestingDoesNotExhaustTheStack() throws IOException {
    refusedHeader("{\"x\":" + "[".repeat(100_000), "tensor 'x': its entry is START_ARRAY");
    refusedHeader(
        "{\"x\":{\"shape\":" + "[".repeat(100_000), "tensor 'x': shape[0] is START_ARRAY");
  }

  @Test
  void duplicates() throws IOException {
    String x = entry("x", "F32", "[]", 0, 4);
    refusedHeader("{" + x + "," + x + "}", 4, "the header is not valid: Duplicate", "'x'");
    refusedHeader(
        "{\"x\":{\"dtype\":\"F32\",\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[0,4]}}",
        4,
        "Duplicate",
        "'dtype'");
    refusedHeader("{\"__metadata__\":{},\"__metadata__\":{}}", "Duplicate", "'__metadata__'");
    refusedHeader("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "Duplicate", "'a'");
  }

  @Test
  void metadataThatAreNotStrings() throws IOException {
    refusedHeader(
        "{\"__metadata__\":3}", "__metadata__ is VALUE_NUMBER_INT, should be START_OBJECT");
    refusedHeader(
        "{\"__metadata__\":{\"epoch\":3}}",
        "__metadata__ 'epoch' is VALUE_NUMBER_INT, should be VALUE_STRING");
  }

  @Test
  void entriesThatAreNotWhole() throws IOException {
    refusedHeader("{\"x\":null}", "tensor 'x': its entry is VALUE_NULL, should be START_OBJECT");
    refusedHeader(
        "{\"x\":{}}", "at byte 15: tensor 'x': a dtype, a shape and two data_offsets are needed");
    refusedHeader(
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0]}}", "two data_offsets");
    refusedHeader(
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0,0]}}", "two data_offsets");
    refusedHeader("{\"x\":{\"offset\":0}}", "tensor 'x': unknown field 'offset'");
  }

  @Test
  void dtypes() throws IOException {
    refusedHeader("{\"x\":{\"dtype\":32}}", "dtype is VALUE_NUMBER_INT, should be VALUE_STRING");
  }

  /** What a parser's limits are for is no damage. */
  @Test
  void limitsAreToldAsLimits() throws IOException {
    String name = "n".repeat(60_000);
    refusedHeader(
        "{\"" + name + "\":{}}", "the header is beyond a limit of this reader: Name length");
    String digits = "1".repeat(2_000);
    refusedHeader(
        "{\"x\":{\"shape\":[" + digits + "]}}",
        "the header is beyond a limit of this reader: Number value length");
  }

  @Test
  void shapes() throws IOException {
    refusedShape("[-1]", "extent -1 of axis 0 is outside 0 .. 2^31-1");
    refusedShape("[1,4294967297]", "extent 4294967297 of axis 1 is outside 0 .. 2^31-1");
    refusedShape("[65536,65536]", "shape [65536,65536]: more elements than an array holds");
    refusedShape("[2147483647,2147483647,0]", "takes 0 bytes, data_offsets [0, 4] give 4");
    refusedShape("[99999999999999999999]", "the header is not valid: Numeric value");
    refusedShape("[1.0]", "tensor 'x': shape[0] is VALUE_NUMBER_FLOAT, should be VALUE_NUMBER_INT");
    refusedShape("[\"1\"]", "shape[0] is VALUE_STRING, should be VALUE_NUMBER_INT");
    refusedShape("4", "tensor 'x': shape is VALUE_NUMBER_INT, should be START_ARRAY");
    refusedShape("[" + "1,".repeat(64) + "1]", "tensor 'x': shape has more than 64 numbers");
    refusedShape("[2]", "shape [2] of F32 takes 8 bytes, data_offsets [0, 4] give 4");
    refusedShape("[0]", "shape [0] of F32 takes 0 bytes, data_offsets [0, 4] give 4");
    refusedShape("[536870912]", "takes 2147483648 bytes, data_offsets [0, 4] give 4");
    assertEquals(Shape.of(1, 1), read(shaped("[1,1]")).shape("x"));
  }

  @Test
  void offsets() throws IOException {
    refusedOffsets(-4, 0, 4, "data_offsets [-4, 0] are not within the 4 bytes of data");
    refusedOffsets(4, 0, 4, "data_offsets [4, 0] are not within");
    refusedOffsets(4, 8, 4, "data_offsets [4, 8] are not within the 4 bytes of data");
    refusedOffsets(
        0, 4, 3, "data_offsets [0, 4] are not within the 3 bytes", "the file is truncated");
    refusedOffsets(Long.MAX_VALUE - 3, Long.MAX_VALUE, 4, "are not within the 4 bytes of data");
    refusedOffsets(Long.MIN_VALUE, 4, 4, "are not within the 4 bytes of data");
    refusedOffsets(0, 4, 5, "1 bytes follow the last tensor", "two files were joined");
    refusedOffsets(1, 5, 5, "tensor 'x' starts at 1 of the data, after a hole");
    refusedHeader("{}", 1, "at byte 10: 1 bytes follow the last tensor");
  }

  @Test
  void tensorsThatOverlapOrLeaveHoles() throws IOException {
    String first = entry("first", "F32", "[2]", 0, 8);
    refusedHeader(
        "{" + first + "," + entry("second", "F32", "[2]", 4, 12) + "}",
        12,
        "tensor 'second' starts at 4 of the data, inside the tensor before it, which ends at 8");
    refusedHeader(
        "{" + first + "," + entry("same", "F32", "[2]", 0, 8) + "}",
        8,
        "tensor 'same' starts at 0 of the data, inside the tensor before it");
    refusedHeader(
        "{" + first + "," + entry("second", "F32", "[1]", 12, 16) + "}",
        16,
        "tensor 'second' starts at 12 of the data, after a hole, which ends at 8");
    refusedHeader(
        "{" + first + "," + entry("empty", "F32", "[0]", 4, 4) + "}",
        8,
        "tensor 'empty' starts at 4 of the data, inside the tensor before it");
  }

  @Test
  void namesNeitherFloodNorSteerTheTerminal() throws IOException {
    // Escape, its one-character form, and the mark that reverses what follows.
    String hostile = "\\u001b[2J\\u009b2J\\u202e" + "long ".repeat(1000);
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      byte[] bytes = SafetensorsBytes.of("{\"" + hostile + "\":0}", NO_DATA);
      Path path = scratch.file("x.safetensors", bytes);
      String message =
          assertThrows(FormatException.class, () -> SafetensorsFile.read(path)).getMessage();
      assertTrue(message.contains("tensor '?[2J?2J?long long"), message);
      assertTrue(message.length() < 800, message);
    }
  }

  @Test
  void aFileThatShrinksWhileItIsRead() throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.file("shrinking", new byte[16]);
      try (FileSource source = new FileSource(path)) {
        source.bytes(4);
        Files.write(path, new byte[8]);
        FormatException thrown =
            assertThrows(
                FormatException.class, () -> source.floats(Dtype.F32, ByteOrder.LITTLE_ENDIAN, 3));
        assertEquals(
            path
                + " at byte 8: the file ends early, 8 more bytes are wanted here"
                + "; it is truncated: copy or export it again",
            thrown.getMessage());
      }
    }
  }

  private static byte[] shaped(String shape) {
    return SafetensorsBytes.of("{" + entry("x", "F32", shape, 0, 4) + "}", new byte[4]);
  }

  private static void refusedShape(String shape, String part) throws IOException {
    refused(shaped(shape), part);
  }

  private static void refusedOffsets(long begin, long end, int available, String... parts)
      throws IOException {
    refusedHeader("{" + entry("x", "F32", "[1]", begin, end) + "}", available, parts);
  }

  private static void refusedHeader(String header, String... parts) throws IOException {
    refusedHeader(header, 0, parts);
  }

  private static void refusedHeader(String header, int available, String... parts)
      throws IOException {
    refused(SafetensorsBytes.of(header, new byte[available]), parts);
  }

  private static void refused(byte[] bytes, String... parts) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path file = scratch.file("x.safetensors", bytes);
      FormatException thrown =
          assertThrows(FormatException.class, () -> SafetensorsFile.read(file));
      assertTrue(thrown.getMessage().startsWith(file + " at byte "), thrown::getMessage);
      for (String part : parts) {
        assertTrue(thrown.getMessage().contains(part), thrown::getMessage);
      }
    }
  }

  private static SafetensorsFile read(byte[] bytes) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      return SafetensorsFile.read(scratch.file("x.safetensors", bytes));
    }
  }
}
