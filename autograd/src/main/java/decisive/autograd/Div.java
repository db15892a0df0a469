package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = a / b; da = dy / b, db = −dy · y / b
 *
 * <p>Where an operand was broadcast, its gradient is the sum over the repeats.
 */
final class Div extends Operation {
  private Tensor a;
  private Tensor b;
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    a = in[0];
    b = save(in[1]);
    y = a.div(b);
    if (needs(1)) {
      save(y);
    }
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(
        needs(0) ? dy.div(b).sumTo(a.shape()) : null,
        needs(1) ? dy.mul(y.div(b)).sumTo(b.shape()).neg() : null);
  }
}
