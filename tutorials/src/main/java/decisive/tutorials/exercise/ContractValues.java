package decisive.tutorials.exercise;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;

/**
 * Values of contracts as bytes, in both directions: numbers, truth values, texts, and arrays of
 * them. The type is known from the method, so bytes cannot ask for another, and lengths are checked
 * before anything is allocated: what a solution's process sends is not trusted.
 */
final class ContractValues {
  /** Elements of an array, and bytes of a text: far more than any law asks for. */
  private static final int LONGEST = 1 << 20;

  private static final int NULL = -1;

  private ContractValues() {}

  /**
   * @param type as declared
   * @throws IllegalArgumentException for a type that contracts do not have
   */
  static void write(DataOutputStream out, Class<?> type, Object value) throws IOException {
    if (type == int.class) {
      out.writeInt((Integer) value);
    } else if (type == long.class) {
      out.writeLong((Long) value);
    } else if (type == float.class) {
      out.writeFloat((Float) value);
    } else if (type == double.class) {
      out.writeDouble((Double) value);
    } else if (type == boolean.class) {
      out.writeBoolean((Boolean) value);
    } else if (type == String.class) {
      writeText(out, (String) value);
    } else if (type.isArray()) {
      int length = value == null ? NULL : Array.getLength(value);
      out.writeInt(length);
      for (int i = 0; i < length; i++) {
        write(out, type.getComponentType(), Array.get(value, i));
      }
    } else if (type != void.class) {
      throw new IllegalArgumentException("contract: values of " + type + " cannot be sent");
    }
  }

  /**
   * @param type as declared
   * @throws IOException if the bytes end, or hold no such value
   */
  static Object read(DataInputStream in, Class<?> type) throws IOException {
    if (type == int.class) {
      return in.readInt();
    } else if (type == long.class) {
      return in.readLong();
    } else if (type == float.class) {
      return in.readFloat();
    } else if (type == double.class) {
      return in.readDouble();
    } else if (type == boolean.class) {
      return in.readBoolean();
    } else if (type == String.class) {
      return readText(in);
    } else if (type.isArray()) {
      int length = length(in);
      Object array = length == NULL ? null : Array.newInstance(type.getComponentType(), length);
      for (int i = 0; i < length; i++) {
        Array.set(array, i, read(in, type.getComponentType()));
      }
      return array;
    }
    return null; // void
  }

  /** A text, or null. */
  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes == null ? NULL : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  static String readText(DataInputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = length(in);
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < NULL || length > LONGEST) {
      throw new IOException("a length of " + length);
    }
    return length;
  }
}
