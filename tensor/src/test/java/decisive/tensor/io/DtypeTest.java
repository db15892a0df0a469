package decisive.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DtypeTest {
  /** All 65536 patterns against the definition: (-1)^s · 2^(e-15) · (1 + f / 2^10). */
  @Test
  void everyHalfIsExact() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float found = Dtype.F16.floating(pair(bits), 0);
      int exponent = bits >> 10 & 31;
      double fraction = (bits & 1023) / 1024.0;
      double magnitude =
          exponent == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, exponent - 15);
      if (exponent == 31) {
        magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      float expected = (float) ((bits & 1 << 15) == 0 ? magnitude : -magnitude);
      assertEquals(expected, found, () -> "half with the bits of " + found);
    }
  }

  @Test
  void aHalfNanKeepsSignAndPayload() {
    float nan = Dtype.F16.floating(pair(0xFE01), 0);
    assertEquals(0xFFC02000, Float.floatToRawIntBits(nan));
  }

  @Test
  void bfloatsAreTheUpperHalfOfFloats() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float found = Dtype.BF16.floating(pair(bits), 0);
      assertEquals(bits << 16, Float.floatToRawIntBits(found));
    }
  }

  @Test
  void doublesAreRoundedToNearest() {
    ByteBuffer buffer = ByteBuffer.allocate(8);
    assertEquals(0.1f, Dtype.F64.floating(buffer.putDouble(0, 0.1), 0));
    assertEquals(16777216f, Dtype.F64.floating(buffer.putDouble(0, 16777217), 0));
    assertEquals(Float.NEGATIVE_INFINITY, Dtype.F64.floating(buffer.putDouble(0, -1e300), 0));
  }

  private static ByteBuffer pair(int bits) {
    return ByteBuffer.allocate(2).putShort(0, (short) bits);
  }
}
