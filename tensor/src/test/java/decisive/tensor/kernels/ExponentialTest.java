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

  @Test
  void neverFallsNearZero() {
    float last = 0;
    for (float x = -0.002f; x < 0.002f; x = step(x)) {
      float y = Exponential.exp(x);
      float at = x;
      assertTrue(y >= last, () -> "exp falls at " + at);
      last = y;
    }
  }

  /** The next float, but none closer to 0 than 2^-30, where exp is 1. */
  private static float step(float x) {
    return Math.abs(x) < 0x1p-30f ? x + 0x1p-30f : Math.nextUp(x);
  }
}
