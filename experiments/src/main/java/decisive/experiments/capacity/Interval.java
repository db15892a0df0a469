package decisive.experiments.capacity;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The confidence interval of a share, by Clopper and Pearson (1934): never narrower than it says.
 *
 * <pre>
 *   low    α/2 quantile of Beta(x, n − x + 1), 0 if x = 0
 *   high   1 − α/2 quantile of Beta(x + 1, n − x), 1 if x = n
 * </pre>
 */
record Interval(double low, double high) {
  /**
   * @param x events of {@code n} trials
   * @param confidence 1 − α
   */
  static Interval of(int x, int n, double confidence) {
    double tail = (1 - confidence) / 2;
    double low = x == 0 ? 0 : beta(x, n - x + 1).inverseCumulativeProbability(tail);
    double high = x == n ? 1 : beta(x + 1, n - x).inverseCumulativeProbability(1 - tail);
    return new Interval(low, high);
  }

  private static BetaDistribution beta(int a, int b) {
    return new BetaDistribution(null, a, b);
  }
}
