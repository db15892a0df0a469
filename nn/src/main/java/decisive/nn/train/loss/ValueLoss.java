package decisive.nn.train.loss;

import decisive.autograd.Variable;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Target;
import decisive.tensor.Tensor;
import decisive.tensor.Values;
import java.util.List;

/** A loss against values, as of a regression or an autoencoder. */
@FunctionalInterface
public non-sealed interface ValueLoss extends Loss {
  /**
   * @param output [n, ...], n at least 1
   * @param values [n, ...], usually of the output's shape
   * @return a scalar: the mean over the batch
   * @throws decisive.tensor.ShapeException if the shapes do not fit
   */
  Variable of(Variable output, Tensor values);

  @Override
  default Variable of(Variable output, Target target) {
    check(target);
    return of(output, ((Values) target).tensor());
  }

  @Override
  default void check(Target target) {
    if (!(target instanceof Values)) {
      throw new IllegalArgumentException(
          "the loss ("
              + name()
              + ") takes values, the batches have "
              + target.kind()
              + "; classify by CrossEntropy or MeanSquaredError.oneHot(), reconstruct the inputs"
              + " with batches.reconstructing(), or give values, as in Batches.of(x, y, 32)");
    }
  }

  /** The mean squared error and R². */
  @Override
  default List<Metric> metrics() {
    return List.of(Metric.meanSquaredError(), Metric.rSquared());
  }
}
