package decisive.tensor.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsHeader.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named tensors with metadata in one file: the safetensors format, which PyTorch's users exchange
 * weights in.
 *
 * <p>Format: the header's length (8 bytes, little-endian), the header (JSON: for each tensor its
 * dtype, shape and data_offsets; strings under {@code __metadata__}), the data, little-endian and
 * row-major, without holes.
 *
 * <p>{@link #read} takes the whole file into memory, once, and lets go of it: the file may change
 * or vanish afterwards.
 */
public final class SafetensorsFile {
  private static final int ALIGNMENT = 8;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;
  private final SafetensorsHeader header;
  private final Map<String, Tensor> floats = new HashMap<>();
  private final Map<String, ByteBuffer> integers = new HashMap<>();

  private SafetensorsFile(Path file, SafetensorsHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Reads a file. Dtypes: F32 bit for bit, F16 and BF16 exactly, F64 rounded to the nearest float32
   * (to an infinity beyond its range); BOOL and integers of 8 to 64 bits, signed or not. A tensor
   * of another dtype, such as F8_E4M3, is known by name and shape, and cannot be read; the others
   * of its file can.
   *
   * @throws FormatException if the file is not as the format says; lengths, shapes and offsets are
   *     checked against the file's size before anything is allocated for them
   * @throws IOException if the file cannot be read
   */
  public static SafetensorsFile read(Path path) throws IOException {
    try (FileSource source = new FileSource(path)) {
      SafetensorsFile file = new SafetensorsFile(path, SafetensorsHeader.read(source));
      for (Map.Entry<String, Entry> named : file.header.entries().entrySet()) {
        Entry entry = named.getValue();
        if (entry.type() == null) {
          source.skip(entry.bytes());
        } else if (entry.type().isFloating()) {
          float[] values =
              source.floats(entry.type(), ByteOrder.LITTLE_ENDIAN, entry.shape().size());
          file.floats.put(named.getKey(), Tensor.of(values, entry.shape()));
        } else {
          if (entry.bytes() > LARGEST_ARRAY) {
            throw source.error(
                source.position(),
                "tensor '" + named.getKey() + "' has " + entry.bytes() + " bytes of integers",
                "save it in parts of less than 2^31 bytes");
          }
          byte[] bytes = source.bytes((int) entry.bytes());
          file.integers.put(named.getKey(), ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        }
      }
      return file;
    }
  }

  /** The strings under {@code __metadata__}, in the file's order; empty if there are none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** The tensors' names in the order of their data. */
  public Set<String> names() {
    return header.entries().keySet();
  }

  /**
   * @throws IllegalArgumentException if there is no such tensor; the message lists near names
   */
  public Shape shape(String name) {
    return entry(name).shape();
  }

  /**
   * The element type in the file: {@code F32}, {@code I64}, …
   *
   * @throws IllegalArgumentException if there is no such tensor; the message lists near names
   */
  public String dtype(String name) {
    return entry(name).dtype();
  }

  /**
   * Whether {@link #tensor} reads it. Otherwise {@link #integers} does, if its dtype is an integer
   * one.
   *
   * @throws IllegalArgumentException if there is no such tensor; the message lists near names
   */
  public boolean isFloating(String name) {
    Entry entry = entry(name);
    return entry.type() != null && entry.type().isFloating();
  }

  /**
   * A tensor of floating dtype, converted to float32; the same object at every call.
   *
   * @throws IllegalArgumentException if there is no such tensor or it holds integers
   */
  public Tensor tensor(String name) {
    Entry entry = entry(name);
    if (!readable(name, entry).isFloating()) {
      throw new IllegalArgumentException(
          file + ": tensor '" + name + "' is " + entry.dtype() + "; read it with integers(name)");
    }
    return floats.get(name);
  }

  /**
   * The elements of a tensor of integer dtype, row-major, in a new array; BOOL as 0 and 1.
   *
   * @throws IllegalArgumentException if there is no such tensor, it holds floats, or one of its
   *     values does not fit an int
   */
  public int[] integers(String name) {
    Entry entry = entry(name);
    Dtype type = readable(name, entry);
    if (type.isFloating()) {
      throw new IllegalArgumentException(
          file + ": tensor '" + name + "' is " + entry.dtype() + "; read it with tensor(name)");
    }
    int[] values = new int[entry.shape().size()];
    for (int i = 0; i < values.length; i++) {
      long value = type.integer(integers.get(name), i * type.bytes());
      if (value != (int) value) {
        throw new IllegalArgumentException(
            file
                + ": tensor '"
                + name
                + "': element "
                + i
                + " is "
                + value
                + ", beyond the range of int; store smaller numbers");
      }
      values[i] = (int) value;
    }
    return values;
  }

  private Dtype readable(String name, Entry entry) {
    if (entry.type() == null) {
      throw new IllegalArgumentException(
          file
              + ": tensor '"
              + name
              + "' is "
              + FormatException.printable(entry.dtype())
              + ", which is not among "
              + Arrays.toString(Dtype.values())
              + "; convert it, to F32 for instance, and export the file again");
    }
    return entry.type();
  }

  private Entry entry(String name) {
    Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          file
              + ": no tensor '"
              + name
              + "'; "
              + FormatException.printable(NearNames.hint(name, names())));
    }
    return entry;
  }

  /**
   * Writes tensors as F32 in the map's order, through {@link AtomicFile}; no copy of them is made.
   *
   * @param metadata may be empty; the file then has no {@code __metadata__}
   * @throws IllegalArgumentException if a tensor is named {@code __metadata__} or has more than 64
   *     axes, if the names and metadata exceed the 100 MB that readers accept or are not Unicode
   * @throws IOException if writing fails; an older file then stands as it was
   */
  public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] json = json(tensors, metadata);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(json.length);
    AtomicFile.write(
        path,
        out -> {
          out.write(length.array());
          out.write(json);
          for (Tensor tensor : tensors.values()) {
            FloatSink.write(out, tensor.data());
          }
        });
  }

  /** The header, filled with spaces so that the data starts at a multiple of 8 bytes. */
  private static byte[] json(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = new JsonFactory().createGenerator(bytes)) {
      generator.writeStartObject();
      if (!metadata.isEmpty()) {
        generator.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (Map.Entry<String, String> item : metadata.entrySet()) {
          generator.writeStringField(encodable(item.getKey()), encodable(item.getValue()));
        }
        generator.writeEndObject();
      }
      long begin = 0;
      for (Map.Entry<String, Tensor> item : tensors.entrySet()) {
        check(item.getKey(), item.getValue().shape());
        long end = begin + (long) item.getValue().size() * Float.BYTES;
        generator.writeObjectFieldStart(encodable(item.getKey()));
        generator.writeStringField("dtype", Dtype.F32.name());
        generator.writeFieldName("shape");
        int[] extents = item.getValue().shape().extents();
        generator.writeArray(extents, 0, extents.length);
        generator.writeFieldName("data_offsets");
        generator.writeArray(new long[] {begin, end}, 0, 2);
        generator.writeEndObject();
        begin = end;
      }
      generator.writeEndObject();
    }
    int padding = -bytes.size() & ALIGNMENT - 1;
    bytes.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    if (bytes.size() > SafetensorsHeader.LONGEST) {
      throw new IllegalArgumentException(
          "safetensors: names and metadata take "
              + bytes.size()
              + " bytes, readers accept "
              + SafetensorsHeader.LONGEST
              + "; shorten the metadata");
    }
    return bytes.toByteArray();
  }

  private static String encodable(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      byte[] replaced = text.getBytes(StandardCharsets.UTF_8);
      throw new IllegalArgumentException(
          "safetensors: '"
              + new String(replaced, StandardCharsets.UTF_8)
              + "' has half a surrogate pair, which UTF-8 cannot hold; correct the text");
    }
    return text;
  }

  private static void check(String name, Shape shape) {
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "safetensors: the name " + name + " is the format's own; name the tensor otherwise");
    }
    if (shape.rank() > FileSource.MAX_RANK) {
      throw new ShapeException(
          "safetensors: tensor '"
              + name
              + "' of shape "
              + shape
              + " has more than "
              + FileSource.MAX_RANK
              + " axes; reshape it first");
    }
  }
}
