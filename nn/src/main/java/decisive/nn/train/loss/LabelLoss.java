package decisive.nn.train.loss;

import decisive.autograd.Variable;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Labels;
import decisive.tensor.Target;
import java.util.List;
import java.util.stream.IntStream;

/** A loss against labels, as of a classification. */
@FunctionalInterface
public non-sealed interface LabelLoss extends Loss {
  /**
   * @param output usually [n, classes], n at least 1
   * @param labels n classes, each 0 .. classes-1
   * @return a scalar: the mean over the batch
   * @throws decisive.tensor.ShapeException if the output does not fit
   * @throws IllegalArgumentException if a label is outside 0 .. classes-1
   */
  Variable of(Variable output, int[] labels);

  /** Whether a label counts, or is to be ignored. */
  default boolean counts(int label) {
    return true;
  }

  @Override
  default Variable of(Variable output, Target target) {
    check(target);
    return of(output, ((Labels) target).indices());
  }

  @Override
  default void check(Target target) {
    if (!(target instanceof Labels)) {
      throw new IllegalArgumentException(
          "the loss ("
              + name()
              + ") takes labels, the batches have "
              + target.kind()
              + "; fit values by a loss such as MeanSquaredError, or give labels, as in"
              + " Batches.of(x, labels, 32)");
    }
  }

  @Override
  default int counted(Target target) {
    return (int) IntStream.of(((Labels) target).indices()).filter(this::counts).count();
  }

  /** The accuracy. */
  @Override
  default List<Metric> metrics() {
    return List.of(Metric.accuracy());
  }
}
