package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExponentialTest {
  /** The bound of the Javadoc, over every 997th float of the range, both signs. */
  @Test
  void relativeErrorIsWithinTheStatedBound() {
    for (float end : new float[] {Exponential.LOWEST, Exponential.HIGHEST}) {
      int last = Float.floatToIntBits(Math.abs(end));
      for (int bits = 0; bits <= last; bits += 997) {
        float x = Math.copySign(Float.intBitsToFloat(bits), end);
        double exact = StrictMath.exp(x);
        double error = Math.abs(Exponential.exp(x) - exact) / exact;
        assertTrue(error <= 8.5e-8, () -> "exp(" + x + ") is off by " + error);
      }
    }
  }

  @Test
  void endsWhereStated() {
    assertTrue(Exponential.exp(Exponential.LOWEST) >= Float.MIN_NORMAL);
    assertEquals(0f, Exponential.exp(Math.nextDown(Exponential.LOWEST)));
    assertEquals(0f, Exponential.exp(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isFinite(Exponential.exp(Exponential.HIGHEST)));
    assertTrue(StrictMath.exp(Math.nextUp(Exponential.HIGHEST)) > Float.MAX_VALUE);
    assertEquals(Float.POSITIVE_INFINITY, Exponential.exp(Math.nextUp(Exponential.HIGHEST)));
    assertEquals(Float.POSITIVE_INFINITY, Exponential.exp(Float.POSITIVE_INFINITY));
    assertTrue(Float.isNaN(Exponential.exp(Float.NaN)));
  }

  @Test
  void isOneAtZero() {
    assertEquals(1f, Exponential.exp(0f));
    assertEquals(1f, Exponential.exp(-0f));
    assertEquals(1f, Exponential.exp(Float.MIN_VALUE));
    assertEquals(1f, Exponential.exp(-Float.MIN_VALUE));
  }

  /** Of neighbouring floats, the larger never has the smaller result. */
  @Test
  void neverFallsNearZero() {
    for (int bits = Float.floatToIntBits(0x1p-30f); bits < Float.floatToIntBits(1f); bits += 97) {
      float x = Float.intBitsToFloat(bits);
      assertTrue(Exponential.exp(x) <= Exponential.exp(Math.nextUp(x)), () -> "at " + x);
      assertTrue(Exponential.exp(-x) <= Exponential.exp(Math.nextUp(-x)), () -> "at -" + x);
    }
  }
}
