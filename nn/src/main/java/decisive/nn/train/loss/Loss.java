package decisive.nn.train.loss;

import decisive.autograd.Variable;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Target;
import java.util.List;

/**
 * How far a network's output is from its target, as one number: a {@link LabelLoss} or a {@link
 * ValueLoss}. One of your own is a lambda:
 *
 * <pre>{@code
 * Loss.ofValues((output, values) -> output.sub(Variable.constant(values)).abs().mean())
 * Loss.ofLabels((logits, labels) -> …)
 * }</pre>
 */
public sealed interface Loss permits LabelLoss, ValueLoss {
  /**
   * The mean over the batch, a scalar.
   *
   * @param output a row for each example
   * @param target of the batch
   * @throws IllegalArgumentException as {@link #check}
   */
  Variable of(Variable output, Target target);

  /**
   * @throws IllegalArgumentException if it takes another kind of target: names both, and says what
   *     to do
   */
  void check(Target target);

  /** Examples that its mean is over. */
  default int counted(Target target) {
    return target.size();
  }

  /** What is measured beside it until other metrics are chosen. */
  List<Metric> metrics();

  /** For messages: the class's name, or "your own". */
  default String name() {
    String name = getClass().getSimpleName();
    return getClass().isHidden() || name.isEmpty() ? "your own" : name;
  }

  /** A loss of your own for labels; a lambda has no type by itself. */
  static LabelLoss ofLabels(LabelLoss loss) {
    return loss;
  }

  /** A loss of your own for values; a lambda has no type by itself. */
  static ValueLoss ofValues(ValueLoss loss) {
    return loss;
  }
}
