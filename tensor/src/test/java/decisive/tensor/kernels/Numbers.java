package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.fail;

import decisive.tensor.random.Generator;

/** Arrays to compare kernels on. */
final class Numbers {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -0x1.8p-130f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -1f,
    -87.33654f,
    -87.33655f,
    88.72283f,
    88.72284f
  };

  private Numbers() {}

  /** Normal numbers of many sizes; one in {@code rarity} is special, none if rarity is 0. */
  static float[] mixed(Generator generator, int n, int rarity) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      boolean special = rarity > 0 && generator.nextInt(rarity) == 0;
      numbers[i] =
          special
              ? SPECIAL[generator.nextInt(SPECIAL.length)]
              : (float) (generator.nextGaussian() * (1 << generator.nextInt(6)));
    }
    return numbers;
  }

  /** Equal bits; every NaN counts as the same, since its payload is no part of a result. */
  static void assertSameBits(float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        fail("element " + i + ": expected " + expected[i] + ", got " + actual[i]);
      }
    }
  }

  static void assertSameBits(float expected, float actual) {
    assertSameBits(new float[] {expected}, new float[] {actual});
  }
}
