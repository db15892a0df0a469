package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/**
 * y = a − b; da = dy, db = −dy
 *
 * <p>Where an operand was broadcast, its gradient is the sum over the repeats.
 */
final class Sub extends Operation {
  private Shape a;
  private Shape b;

  @Override
  protected Tensor forward(Tensor... in) {
    a = in[0].shape();
    b = in[1].shape();
    return in[0].sub(in[1]);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(needs(0) ? dy.sumTo(a) : null, needs(1) ? dy.sumTo(b).neg() : null);
  }
}
