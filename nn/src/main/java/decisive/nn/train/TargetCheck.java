package decisive.nn.train;

import decisive.nn.train.loss.Loss;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether loss and metrics can be had of a kind of target. */
final class TargetCheck {
  private TargetCheck() {}

  /**
   * @param who names itself in errors
   * @throws IllegalArgumentException if the loss or a metric takes another kind: names both
   */
  static void check(String who, Loss loss, List<Metric> metrics, Target target) {
    try {
      loss.check(target);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(who + ": " + e.getMessage(), e);
    }
    for (Metric metric : metrics) {
      if (!metric.takes(target)) {
        throw new IllegalArgumentException(
            who
                + ": the metric '"
                + metric.name()
                + "' cannot be measured against "
                + target.kind()
                + ", which the batches have; choose other metrics");
      }
    }
  }

  /**
   * @throws IllegalArgumentException if two metrics have one name, or one has the loss's
   */
  static void checkNames(List<Metric> metrics) {
    Set<String> names = new HashSet<>(Set.of(TrainingProgress.LOSS));
    for (Metric metric : metrics) {
      if (metric.name().isBlank() || !names.add(metric.name())) {
        throw new IllegalArgumentException(
            "trainer: the name '" + metric.name() + "' of a metric is taken, or empty; rename it");
      }
    }
  }
}
