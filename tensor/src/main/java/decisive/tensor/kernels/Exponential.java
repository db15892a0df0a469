package decisive.tensor.kernels;

/**
 * e^x in float32 by our own polynomial, so that every JDK, machine and kernel set gives the same
 * bits. The relative error is at most 8.5e-8 from -87.33 to 88.72 (1.4 · 2^-24, where the best
 * rounding has 2^-24).
 *
 * <pre>
 *   n = round(x / ln 2)         by adding and subtracting 1.5 · 2^23
 *   r = x − n · ln 2            in two steps, |r| ≤ 0.347
 *   e^x = 2^n · (1 + r + r² · p(r))
 * </pre>
 *
 * <p>Results below 2^-126 (x &lt; -87.34) are exactly 0 and results above the largest float (x &gt;
 * 88.72) are infinite. The coefficients of p are Cephes' (Moshier, 1984).
 */
public final class Exponential {
  public static final float LOG2_E = 1.44269504f;
  public static final float ROUNDER =
      12582912f; // 1.5 · 2^23: adding it leaves the integer in the low bits
  public static final float LN2_HIGH = 0.693359375f;
  public static final float LN2_LOW = -2.12194440e-4f;
  public static final float P0 = 1.9875691500e-4f;
  public static final float P1 = 1.3981999507e-3f;
  public static final float P2 = 8.3334519073e-3f;
  public static final float P3 = 4.1665795894e-2f;
  public static final float P4 = 1.6666665459e-1f;
  public static final float P5 = 5.0000001201e-1f;

  /** Smallest argument with a result that is not 0. */
  public static final float LOWEST = -87.33654f;

  /** Largest argument with a finite result. */
  public static final float HIGHEST = 88.72283f;

  private Exponential() {}

  public static float exp(float x) {
    if (x < LOWEST) {
      return 0;
    }
    if (x > HIGHEST) {
      return Float.POSITIVE_INFINITY;
    }
    float rounded = Math.fma(x, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float r = Math.fma(n, -LN2_HIGH, x);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(P0, r, P1);
    p = Math.fma(p, r, P2);
    p = Math.fma(p, r, P3);
    p = Math.fma(p, r, P4);
    p = Math.fma(p, r, P5);
    p = Math.fma(p, r * r, r) + 1;
    // 2^n in two factors: n reaches 128, which one exponent field does not hold.
    int exponent = (int) n;
    int half = exponent >> 1;
    return p * power(half) * power(exponent - half);
  }

  private static float power(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }
}
