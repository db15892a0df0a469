package decisive.datasets.corruption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Seeds are fixed, so a test that passes once passes always; it could fail if the code changes. */
class NoiseTest {
  private static final int SAMPLES = 10_000;

  /** Of all tests together; each of the 60 comparisons is made at a sixtieth of it. */
  private static final double CHANCE_OF_FALSE_ALARM = 0.001;

  private static long[] noisy(Corruption corruption, int maximum, int value) {
    byte[] image = new byte[SAMPLES];
    Arrays.fill(image, (byte) value);
    corruption.table(maximum).apply(image, 0, SAMPLES, new Generator(31).split(value));
    long[] counts = new long[256];
    for (byte b : image) {
      counts[Byte.toUnsignedInt(b)]++;
    }
    return counts;
  }

  /** What the definition makes of x, drawn with another generator and other methods. */
  private static DoubleUnaryOperator definition(Noise noise, int severity, Well19937c random) {
    return switch (noise) {
      case GAUSSIAN -> {
        double s = new double[] {0.04, 0.06, 0.08, 0.09, 0.10}[severity - 1];
        yield x -> new NormalDistribution(random, x, s).sample();
      }
      case SHOT -> {
        double s = new double[] {500, 250, 100, 75, 50}[severity - 1];
        yield x -> x == 0 ? 0 : new PoissonDistribution(random, x * s, 1e-12, 1000).sample() / s;
      }
      case IMPULSE -> {
        double s = new double[] {0.01, 0.02, 0.03, 0.05, 0.07}[severity - 1];
        yield x -> random.nextDouble() >= s ? x : random.nextBoolean() ? 1 : 0;
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> everyNoiseIsAsDefined() {
    return Arrays.stream(Noise.values())
        .flatMap(
            noise ->
                Stream.of(1, 2, 3, 4, 5)
                    .map(
                        severity ->
                            DynamicTest.dynamicTest(
                                noise + ":" + severity, () -> assertAsDefined(noise, severity))));
  }

  private static void assertAsDefined(Noise noise, int severity) {
    Well19937c random = new Well19937c(severity);
    DoubleUnaryOperator definition = definition(noise, severity, random);
    for (int value : new int[] {0, 3, 7, 16}) {
      long[] defined = new long[256];
      for (int i = 0; i < SAMPLES; i++) {
        double clipped = Math.max(0, Math.min(1, definition.applyAsDouble(value / 16.0)));
        defined[(int) Math.floor(clipped * 255 + 0.5)]++;
      }
      assertSameDistribution(defined, noisy(Corruption.of(noise, severity), 16, value));
    }
  }

  /** Chi-squared over bins of at least 20 samples in both together. */
  private static void assertSameDistribution(long[] defined, long[] counted) {
    long[][] bins = new long[2][256];
    int used = 0;
    for (int b = 0; b < 256; b++) {
      bins[0][used] += defined[b];
      bins[1][used] += counted[b];
      if (bins[0][used] + bins[1][used] >= 20) {
        used++;
      }
    }
    // What is left over belongs to the last bin.
    if (used < 256) {
      bins[0][used - 1] += bins[0][used];
      bins[1][used - 1] += bins[1][used];
    }
    if (used == 1) {
      assertEquals(SAMPLES, bins[1][0], "one value only");
      assertTrue(Arrays.equals(defined, counted));
      return;
    }
    double p =
        new ChiSquareTest()
            .chiSquareTestDataSetsComparison(
                Arrays.copyOf(bins[0], used), Arrays.copyOf(bins[1], used));
    assertTrue(p > CHANCE_OF_FALSE_ALARM / 60, "p = " + p);
  }

  @Test
  void impulsesFallOnTheirShareOfTheValues() {
    for (int severity = 1; severity <= 5; severity++) {
      long[] counts = noisy(Corruption.of(Noise.IMPULSE, severity), 255, 100);
      assertEquals(SAMPLES, counts[0] + counts[100] + counts[255]);
      for (long count : new long[] {counts[0], counts[255]}) {
        BinomialDistribution hits =
            new BinomialDistribution(null, SAMPLES, Noise.IMPULSE.strength(severity) / 2);
        // 99.9 % of all ten together.
        assertTrue(count >= hits.inverseCumulativeProbability(0.00005), severity + ": " + count);
        assertTrue(count <= hits.inverseCumulativeProbability(0.99995), severity + ": " + count);
      }
    }
  }

  @Test
  void distributionsRiseToOne() {
    for (Noise noise : Noise.values()) {
      for (int value = 0; value < 256; value++) {
        double[] atMost = noise.atMost(value / 255.0, 1 + value % 5);
        double before = 0;
        for (double next : atMost) {
          assertTrue(next >= before && next <= 1, noise + " of " + value);
          before = next;
        }
        assertEquals(1, before);
      }
    }
  }

  @Test
  void gaussianNoiseHasItsMeanAndStandardDeviation() {
    for (int severity = 1; severity <= 5; severity++) {
      double[] atMost = Noise.GAUSSIAN.atMost(0.5, severity);
      double mean = 0;
      double square = 0;
      for (int b = 0; b < 256; b++) {
        double p = atMost[b] - (b == 0 ? 0 : atMost[b - 1]);
        mean += p * b / 255;
        square += p * b / 255 * b / 255;
      }
      double s = Noise.GAUSSIAN.strength(severity);
      // In the middle next to nothing is clipped, 6 values in 10 million beyond five standard
      // deviations.
      assertEquals(0.5, mean, 1e-6);
      // Rounding to bytes adds a variance of 1/12 of a level squared.
      assertEquals(s * s + 1 / (12.0 * 255 * 255), square - mean * mean, 1e-7);
    }
  }

  @Test
  void noLightHasNoShotNoise() {
    assertEquals(SAMPLES, noisy(Corruption.of(Noise.SHOT, 5), 255, 0)[0]);
  }
}
