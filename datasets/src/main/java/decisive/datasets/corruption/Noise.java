package decisive.datasets.corruption;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;

/**
 * Kinds of noise, each value of an image by itself. Formulas are of x in 0 .. 1; s is the strength,
 * one for each severity.
 *
 * <p>Source: the three noises of CIFAR-10-C (D. Hendrycks and T. Dietterich, "Benchmarking neural
 * network robustness to common corruptions and perturbations", 2019). Its files cut values off to
 * bytes; here they are rounded, which does not darken images by half a level.
 */
public enum Noise {
  /** x + N(0, s²), clipped to 0 .. 1: of electronics. */
  GAUSSIAN(0.04, 0.06, 0.08, 0.09, 0.10) {
    @Override
    void fill(double[] atMost, double x, double strength) {
      NormalDistribution normal = new NormalDistribution(null, x, strength);
      for (int level = 0; level < LARGEST; level++) {
        atMost[level] = normal.cumulativeProbability((level + 0.5) / LARGEST);
      }
    }
  },

  /** Poisson(x · s) / s, clipped to 0 .. 1: of light that comes in few grains. */
  SHOT(500, 250, 100, 75, 50) {
    @Override
    void fill(double[] atMost, double x, double strength) {
      if (x == 0) {
        Arrays.fill(atMost, 1);
        return;
      }
      PoissonDistribution poisson =
          new PoissonDistribution(
              null,
              x * strength,
              PoissonDistribution.DEFAULT_EPSILON,
              PoissonDistribution.DEFAULT_MAX_ITERATIONS);
      double sum = 0;
      int grains = 0;
      for (int level = 0; level < LARGEST; level++) {
        // grains / s · 255 is rounded to the level or below; in this form ties are exact.
        while (grains * 2.0 * LARGEST < (2 * level + 1) * strength) {
          sum += poisson.probability(grains++);
        }
        atMost[level] = sum;
      }
    }
  },

  /** 0 or 1, each for a share s / 2 of the values, else x ("salt and pepper"): of dead pixels. */
  IMPULSE(0.01, 0.02, 0.03, 0.05, 0.07) {
    @Override
    void fill(double[] atMost, double x, double strength) {
      for (int level = 0; level < LARGEST; level++) {
        atMost[level] = strength / 2 + (x * LARGEST < level + 0.5 ? 1 - strength : 0);
      }
    }
  };

  /** The largest byte of a noisy image, whatever that of the clean one. */
  public static final int LARGEST = 255;

  /** Severities are 1 .. this. */
  public static final int SEVERITIES = 5;

  private final double[] strengths;

  Noise(double... strengths) {
    this.strengths = strengths;
  }

  /**
   * s at a severity.
   *
   * @param severity 1 .. 5
   */
  public double strength(int severity) {
    return strengths[severity - 1];
  }

  /**
   * What becomes of a value: entry b is the probability of a byte of at most b, for 0 .. 255.
   *
   * @param x in 0 .. 1
   */
  double[] atMost(double x, int severity) {
    double[] atMost = new double[LARGEST + 1];
    fill(atMost, x, strength(severity));
    atMost[LARGEST] = 1;
    for (int level = LARGEST - 1; level >= 0; level--) {
      atMost[level] = Math.min(atMost[level], atMost[level + 1]); // but for rounding it is
    }
    return atMost;
  }

  /** Fills in the entries below the last. */
  abstract void fill(double[] atMost, double x, double strength);

  /** In small letters, as in {@link Corruption#parse}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
