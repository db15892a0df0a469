package decisive.nn.train.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The values of some metrics.
 *
 * @param values in the order in which the metrics were chosen
 */
public record Scores(Map<Metric, Double> values) {
  public Scores {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A metric's value.
   *
   * @param metric its name
   * @throws IllegalArgumentException if it was not measured: names those that were
   */
  public double of(String metric) {
    for (Map.Entry<Metric, Double> score : values.entrySet()) {
      if (score.getKey().name().equals(metric)) {
        return score.getValue();
      }
    }
    throw new IllegalArgumentException(
        "scores: '"
            + metric
            + "' was not measured, but "
            + values.keySet().stream().map(Metric::name).toList()
            + "; choose it as one of the metrics");
  }

  /**
   * {@link Metric#accuracy}'s value.
   *
   * @throws IllegalArgumentException if it was not measured
   */
  public double accuracy() {
    return of(Accuracy.NAME);
  }

  /** One line for people, as in "accuracy 97.50 %, top 5 0.9980". */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(score -> score.getKey().name() + " " + score.getKey().text(score.getValue()))
        .collect(Collectors.joining(", "));
  }
}
