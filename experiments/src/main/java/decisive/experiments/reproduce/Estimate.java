package decisive.experiments.reproduce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean of some runs and its 95 % confidence interval by Student's t: mean ± t · s / √n.
 *
 * @param mean of the values
 * @param halfWidth of the interval; NaN where there is one value only
 * @param runs how many
 */
public record Estimate(double mean, double halfWidth, int runs) {
  private static final double UPPER = 0.975;

  /**
   * @throws IllegalArgumentException if there are none
   */
  public static Estimate of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("estimate: no values; at least one run must be done");
    }
    SummaryStatistics statistics = new SummaryStatistics();
    values.forEach(statistics::addValue);
    int n = values.size();
    double half =
        n < 2
            ? Double.NaN
            : new TDistribution(n - 1).inverseCumulativeProbability(UPPER)
                * statistics.getStandardDeviation()
                / Math.sqrt(n);
    return new Estimate(statistics.getMean(), half, n);
  }

  /**
   * By how much the first is more than the second, seed by seed: runs of the same seed have the
   * same split of the data and order of the images, so their difference scatters less than each.
   *
   * @return nothing if they have no seed in common
   */
  static Optional<Estimate> ofDifferences(Map<Long, Double> first, Map<Long, Double> second) {
    List<Double> differences = new ArrayList<>();
    first.forEach(
        (seed, value) -> {
          if (second.containsKey(seed)) {
            differences.add(value - second.get(seed));
          }
        });
    return differences.isEmpty() ? Optional.empty() : Optional.of(of(differences));
  }

  /** Whether the interval leaves out 0: then a difference is not by chance. */
  public boolean isCertain() {
    return Math.abs(mean) > halfWidth;
  }
}
