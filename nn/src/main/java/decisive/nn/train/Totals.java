package decisive.nn.train;

import decisive.nn.train.loss.Loss;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.metric.Scores;
import decisive.tensor.Target;
import decisive.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What the batches of an epoch add up to until now, for the loss and for each metric. */
final class Totals {
  private final Loss loss;
  private final List<Metric> metrics;

  /** By name, the loss's first: Σ loss · counted, counted. */
  private final Map<String, double[]> sums = new LinkedHashMap<>();

  Totals(Loss loss, List<Metric> metrics) {
    this.loss = loss;
    this.metrics = metrics;
  }

  /**
   * @param earlier what an earlier part of the epoch added up to
   * @throws IllegalArgumentException if that is of other metrics
   */
  void begin(Map<String, List<Double>> earlier) {
    List<String> names = metrics.stream().map(Metric::name).collect(Collectors.toList());
    names.add(0, TrainingProgress.LOSS);
    if (!earlier.isEmpty() && !earlier.keySet().equals(Set.copyOf(names))) {
      throw new IllegalArgumentException(
          "trainer: from within an epoch that has measured "
              + List.copyOf(earlier.keySet())
              + " until now, not "
              + names
              + "; choose the metrics of the run that was interrupted");
    }
    sums.clear();
    earlier.forEach(
        (name, values) -> sums.put(name, values.stream().mapToDouble(v -> v).toArray()));
  }

  /**
   * @param mean the loss of a batch
   */
  void add(double mean, Tensor output, Target target) {
    int counted = loss.counted(target);
    add(TrainingProgress.LOSS, counted == 0 ? 0 : mean * counted, counted);
    for (Metric metric : metrics) {
      add(metric.name(), metric.sums(output, target));
    }
  }

  private void add(String name, double... more) {
    double[] totals = sums.computeIfAbsent(name, n -> new double[more.length]);
    if (totals.length != more.length) {
      throw new IllegalArgumentException(
          name
              + ": "
              + more.length
              + " sums of a batch, but "
              + totals.length
              + " of the batches before; a metric has as many for every batch");
    }
    for (int i = 0; i < totals.length; i++) {
      totals[i] += more[i];
    }
  }

  double loss() {
    double[] totals = sums.get(TrainingProgress.LOSS);
    return totals[0] / totals[1];
  }

  Scores scores() {
    Map<Metric, Double> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric, metric.value(sums.get(metric.name()))));
    return new Scores(values);
  }

  Map<String, List<Double>> sums() {
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    sums.forEach((name, totals) -> copy.put(name, DoubleStream.of(totals).boxed().toList()));
    return copy;
  }
}
