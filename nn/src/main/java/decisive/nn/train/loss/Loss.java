package decisive.nn.train.loss;

import decisive.autograd.Variable;

/** How wrong a network's output is, as one number. */
@FunctionalInterface
public interface Loss {
  /**
   * @param output [n, classes], n at least 1
   * @param labels n classes, each 0 .. classes-1
   * @return a scalar: the mean over the batch
   * @throws decisive.tensor.ShapeException if the output is not a matrix with a row per label
   * @throws IllegalArgumentException if a label is outside 0 .. classes-1
   */
  Variable of(Variable output, int[] labels);
}
