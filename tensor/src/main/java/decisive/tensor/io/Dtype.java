package decisive.tensor.io;

import java.nio.ByteBuffer;

/** Element types of files, under the names safetensors gives them. */
enum Dtype {
  BOOL(1, false),
  U8(1, false),
  I8(1, false),
  I16(2, false),
  U16(2, false),
  I32(4, false),
  U32(4, false),
  I64(8, false),
  U64(8, false),
  F16(2, true),
  BF16(2, true),
  F32(4, true),
  F64(8, true);

  private final int bytes;
  private final boolean floating;

  Dtype(int bytes, boolean floating) {
    this.bytes = bytes;
    this.floating = floating;
  }

  /** That of a name in a safetensors file, or null for another name. */
  static Dtype named(String name) {
    for (Dtype dtype : values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    return null;
  }

  /** Size of an element. */
  int bytes() {
    return bytes;
  }

  boolean isFloating() {
    return floating;
  }

  /** The integer at a byte position; true is 1, and a U64 beyond the range of long its maximum. */
  long integer(ByteBuffer buffer, int position) {
    return switch (this) {
      case BOOL -> buffer.get(position) == 0 ? 0 : 1;
      case U8 -> buffer.get(position) & 0xFF;
      case I8 -> buffer.get(position);
      case I16 -> buffer.getShort(position);
      case U16 -> buffer.getShort(position) & 0xFFFF;
      case I32 -> buffer.getInt(position);
      case U32 -> buffer.getInt(position) & 0xFFFF_FFFFL;
      case I64 -> buffer.getLong(position);
      case U64 -> {
        long bits = buffer.getLong(position);
        yield bits < 0 ? Long.MAX_VALUE : bits;
      }
      case F16, BF16, F32, F64 -> throw new IllegalStateException(this + " is not an integer type");
    };
  }

  /** The number at a byte position: F16 and BF16 exactly, F64 rounded to the nearest float32. */
  float floating(ByteBuffer buffer, int position) {
    return switch (this) {
      case F16 -> half(buffer.getShort(position));
      case BF16 -> Float.intBitsToFloat(buffer.getShort(position) << 16);
      case F32 -> buffer.getFloat(position);
      case F64 -> (float) buffer.getDouble(position);
      case BOOL, U8, I8, I16, U16, I32, U32, I64, U64 ->
          throw new IllegalStateException(this + " is not a floating type");
    };
  }

  /** IEEE 754 binary16: 1 bit sign, 5 bits exponent (bias 15), 10 bits fraction. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0) { // zero and subnormals: a multiple of 2^-24
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    int rebiased = exponent == 0x1F ? 0xFF : exponent + (127 - 15); // infinities and NaN stay
    return Float.intBitsToFloat(sign | rebiased << 23 | fraction << 13);
  }
}
