package decisive.nn.decide;

import decisive.tensor.Shape;
import decisive.tensor.sparse.SparseActivations;

/** Computes a step of a decided network. */
interface Computation {
  /**
   * Shape of the result for inputs of a shape.
   *
   * @throws decisive.tensor.ShapeException if they do not fit
   */
  Shape output(Shape input);

  /**
   * @param x the step's input
   * @param block the input of the step's block, where it has one
   * @param y to be written
   * @param listed whether only y's entries will be looked at: its zeros may then be left out
   */
  void apply(SparseActivations x, SparseActivations block, SparseActivations y, boolean listed);
}
