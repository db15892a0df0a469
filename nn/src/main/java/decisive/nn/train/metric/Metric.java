package decisive.nn.train.metric;

import decisive.tensor.Labels;
import decisive.tensor.Target;
import decisive.tensor.Tensor;
import decisive.tensor.Values;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToDoubleBiFunction;

/**
 * A number that says how well outputs meet their targets, over many batches. It is a function of
 * sums: each batch gives some, those of all batches are added element by element, and the number is
 * made of the totals. So a run can be interrupted anywhere, and batches of unequal size weigh what
 * they should.
 *
 * <pre>{@code
 * new Trainer(net).metrics(Metric.accuracy(), Metric.ofLabels("top 5", (out, labels) -> …))
 * }</pre>
 *
 * <p>Names are the keys of {@link Scores} and of checkpoints.
 */
public interface Metric {
  /** As in "accuracy": one line, not empty; "loss" is the loss's own. */
  String name();

  /** Whether it can measure against such a target. */
  boolean takes(Target target);

  /**
   * What a batch adds: as many numbers for every batch.
   *
   * @param output the network's for the batch; only to be read, and not to be held on to
   * @param target of the batch, one that it {@link #takes}
   * @throws decisive.tensor.ShapeException if the output's shape does not fit
   */
  double[] sums(Tensor output, Target target);

  /** The number, from the totals of {@link #sums}; NaN where nothing was measured. */
  double value(double[] totals);

  /** A value for people, as in "97.50 %". */
  default String text(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  // ---- those there are

  /** Share of the labels whose output is the largest, the first of equals, 0 to 1. */
  static Metric accuracy() {
    return new Accuracy(OptionalInt.empty());
  }

  /** {@link #accuracy} of all labels but one. */
  static Metric accuracyIgnoring(int label) {
    return new Accuracy(OptionalInt.of(label));
  }

  /** Mean over all elements of the squared distance from the values. */
  static Metric meanSquaredError() {
    return new SquaredErrorMetric();
  }

  /**
   * The coefficient of determination R²: 1 for a perfect fit, 0 for one as good as the values'
   * mean, below 0 for a worse one. See {@link RSquared}.
   */
  static Metric rSquared() {
    return new RSquared();
  }

  /**
   * One of your own for labels.
   *
   * @param meanOfBatch the mean over a batch's examples, from its output and its labels; the result
   *     is the mean over all examples
   */
  static Metric ofLabels(String name, ToDoubleBiFunction<Tensor, int[]> meanOfBatch) {
    return new MeanMetric(
        name,
        target -> target instanceof Labels,
        (output, target) -> meanOfBatch.applyAsDouble(output, ((Labels) target).indices()));
  }

  /**
   * One of your own for values.
   *
   * @param meanOfBatch the mean over a batch's examples, from its output and its values; the result
   *     is the mean over all examples
   */
  static Metric ofValues(String name, ToDoubleBiFunction<Tensor, Tensor> meanOfBatch) {
    return new MeanMetric(
        name,
        target -> target instanceof Values,
        (output, target) -> meanOfBatch.applyAsDouble(output, ((Values) target).tensor()));
  }
}
