package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.random.Generator;

/**
 * In training, sets each value to 0 with probability p and multiplies the others by 1 / (1 − p); in
 * evaluation lets everything pass (Srivastava et al., 2014). The n-th run in training draws from
 * the n-th split of the generator.
 */
public final class Dropout extends Module {
  private final float probability;
  private final Generator generator;
  private long runs;

  /**
   * @param probability in [0, 1)
   */
  public Dropout(float probability, Generator generator) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout: probability " + probability + " must be in [0, 1)");
    }
    this.probability = probability;
    this.generator = generator;
  }

  @Override
  protected Variable forward(Variable x) {
    if (!training() || probability == 0) {
      return x;
    }
    Tensor uniform = Tensor.uniform(generator.split(runs++), 0, 1, x.shape().extents());
    Tensor kept =
        uniform
            .apply(BinaryOp.GREATER_OR_EQUAL, Tensor.scalar(probability))
            .mul(1 / (1 - probability));
    return x.mul(Variable.constant(kept));
  }
}
