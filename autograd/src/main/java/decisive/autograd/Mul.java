package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = a · b; da = b · dy, db = a · dy
 *
 * <p>Where an operand was broadcast, its gradient is the sum over the repeats.
 */
final class Mul extends Operation {
  private Tensor a;
  private Tensor b;

  @Override
  protected Tensor forward(Tensor... in) {
    a = in[0];
    b = in[1];
    saveWhatIsRead(a, b);
    return a.mul(b);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(
        needs(0) ? dy.mul(b).sumTo(a.shape()) : null, needs(1) ? dy.mul(a).sumTo(b.shape()) : null);
  }
}
