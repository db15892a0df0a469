package decisive.memory;

import java.util.function.LongToDoubleFunction;

/** The mean of a function of m, where m is how many of n independent events happen. */
final class BinomialMean {
  /** Weights below this share of the largest one are left out. */
  private static final double NEGLIGIBLE = 1e-20;

  private BinomialMean() {}

  /**
   * Σ_m C(n, m) q^m (1 − q)^(n−m) f(m): weights relative to that of the most likely m, followed
   * both ways until they vanish.
   *
   * @param n 0 or more
   * @param q probability of an event, above 0 and below 1
   */
  static double of(long n, double q, LongToDoubleFunction f) {
    long mode = (long) ((n + 1.0) * q);
    double odds = q / (1 - q);
    double total = 0;
    double sum = 0;
    double weight = 1;
    for (long m = mode; weight > NEGLIGIBLE; m++) {
      total += weight;
      sum += weight * f.applyAsDouble(m);
      weight *= (double) (n - m) / (m + 1) * odds;
    }
    weight = 1;
    for (long m = mode; m > 0; m--) {
      weight *= m / ((n - m + 1) * odds);
      if (weight <= NEGLIGIBLE) {
        break;
      }
      total += weight;
      sum += weight * f.applyAsDouble(m - 1);
    }
    return sum / total;
  }
}
