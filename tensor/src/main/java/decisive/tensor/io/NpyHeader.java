package decisive.tensor.io;

import decisive.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of an {@code .npy} file: {@code {'descr': '<f4', 'fortran_order': False, …}}. */
record NpyHeader(Dtype dtype, ByteOrder order, boolean fortran, Shape shape) {
  private static final String MAGIC = "\u0093NUMPY";

  /** The most that version 1.0 can say; the largest header that we could accept is far shorter. */
  private static final int LONGEST = 0xFFFF;

  /** Where the data starts is a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** Names of the dictionary are as the format has them: all three, no other. */
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  /** One {@code 'key': value} with the comma after it, the last comma being optional. */
  private static final Pattern ITEM =
      Pattern.compile(
          "\\s*'(?<key>\\w+)'\\s*:\\s*(?<value>'[^']*'|True|False|\\([\\d\\s,L]*\\))\\s*(,|(?=\\}))");

  private static final Pattern DESCR = Pattern.compile("'(?<order>[<>|])(?<kind>[a-z]\\d)'");

  /** Reads up to where the data starts. */
  static NpyHeader read(FileSource source) throws IOException {
    String magic = source.size() < 8 ? "" : latin(source.bytes(6));
    if (!magic.equals(MAGIC)) {
      throw source.error(0, "this is not an npy file", "save the array with numpy.save");
    }
    byte[] version = source.bytes(2);
    if (version[0] < 1 || version[0] > 3 || version[1] != 0) {
      throw source.error(
          6,
          "version " + (version[0] & 0xFF) + "." + (version[1] & 0xFF) + " is not 1.0, 2.0 or 3.0",
          "save the array with a released NumPy");
    }
    int lengthBytes = version[0] == 1 ? 2 : 4;
    byte[] length = Arrays.copyOf(source.bytes(lengthBytes), 8);
    long longLength = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (longLength > LONGEST || longLength > source.remaining()) {
      throw source.error(
          8,
          "the header is declared to have "
              + longLength
              + " bytes, the file has "
              + source.remaining()
              + " left and "
              + LONGEST
              + " is the limit",
          "the file is truncated or damaged: copy or save it again");
    }
    long start = source.position();
    return parse(source, latin(source.bytes((int) longLength)), start);
  }

  private static NpyHeader parse(FileSource source, String text, long start)
      throws FormatException {
    Map<String, String> values = new TreeMap<>();
    Map<String, Long> offsets = new HashMap<>();
    int at = 1;
    if (text.startsWith("{")) {
      Matcher item = ITEM.matcher(text);
      while (item.region(at, text.length()).lookingAt()) {
        String key = item.group("key");
        if (!KEYS.contains(key) || values.put(key, item.group("value")) != null) {
          throw malformed(source, start + at, "the key " + key + " is repeated or unknown");
        }
        offsets.put(key, start + item.start("value"));
        at = item.end();
      }
    }
    if (!text.startsWith("{") || !text.substring(at).strip().equals("}")) {
      throw malformed(source, start + at, "the header is not a dictionary of plain values");
    }
    if (!values.keySet().equals(KEYS)) {
      throw malformed(source, start, "the header has the keys " + values.keySet());
    }
    if (!values.get("fortran_order").matches("True|False")) {
      throw malformed(source, offsets.get("fortran_order"), "fortran_order is no truth value");
    }
    Matcher descr = DESCR.matcher(values.get("descr"));
    Dtype dtype = descr.matches() ? dtype(descr.group("kind")) : null;
    if (dtype == null || descr.group("order").equals("|") && dtype.bytes() > 1) {
      throw source.error(
          offsets.get("descr"),
          "dtype "
              + values.get("descr")
              + " is not among those read (f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 b1)",
          "convert the array with astype('<f4') and save it again");
    }
    return new NpyHeader(
        dtype,
        descr.group("order").equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        values.get("fortran_order").equals("True"),
        shape(source, values.get("shape"), offsets.get("shape")));
  }

  private static Dtype dtype(String kind) {
    return switch (kind) {
      case "b1" -> Dtype.BOOL;
      case "u1" -> Dtype.U8;
      case "u2" -> Dtype.U16;
      case "u4" -> Dtype.U32;
      case "u8" -> Dtype.U64;
      case "i1" -> Dtype.I8;
      case "i2" -> Dtype.I16;
      case "i4" -> Dtype.I32;
      case "i8" -> Dtype.I64;
      case "f2" -> Dtype.F16;
      case "f4" -> Dtype.F32;
      case "f8" -> Dtype.F64;
      default -> null;
    };
  }

  private static Shape shape(FileSource source, String tuple, long offset) throws FormatException {
    // (), (3,), (2, 3), and (2L, 3L) from Python 2; a lone (3) is a number to Python, not a shape
    String[] numbers = tuple.replaceAll("[()]", "").split(",", -1);
    boolean endsInComma = numbers[numbers.length - 1].isBlank(); // or is empty
    if (!tuple.startsWith("(") || numbers.length == 1 && !endsInComma) {
      throw malformed(source, offset, "the shape " + tuple + " is not a tuple of integers");
    }
    long[] extents = new long[endsInComma ? numbers.length - 1 : numbers.length];
    for (int axis = 0; axis < extents.length; axis++) {
      try {
        extents[axis] = Long.parseLong(numbers[axis].strip().replaceFirst("L$", ""));
      } catch (NumberFormatException notLong) {
        throw malformed(source, offset, "extent '" + numbers[axis] + "' is not a 64-bit integer");
      }
    }
    return source.shape(extents, offset);
  }

  /** Everything that version 1.0 puts before float32 data in C order. */
  static String text(Shape shape) {
    StringBuilder tuple = new StringBuilder();
    for (int extent : shape.extents()) {
      tuple.append(tuple.length() == 0 ? "" : " ").append(extent).append(',');
    }
    if (shape.rank() > 1) {
      tuple.setLength(tuple.length() - 1);
    }
    String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int before = MAGIC.length() + 4;
    int padding = -(before + dictionary.length() + 1) & ALIGNMENT - 1;
    int length = dictionary.length() + padding + 1;
    return MAGIC
        + "\u0001\u0000"
        + (char) (length & 0xFF)
        + (char) (length >> 8)
        + dictionary
        + " ".repeat(padding)
        + "\n";
  }

  private static FormatException malformed(FileSource source, long offset, String wrong) {
    return source.error(
        offset,
        wrong,
        "it should be as {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
