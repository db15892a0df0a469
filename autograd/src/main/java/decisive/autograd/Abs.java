package decisive.autograd;

import decisive.tensor.Tensor;

/** y = |x|; dx = sign(x) · dy, with sign(0) = 0 */
final class Abs extends Operation {
  private Tensor x;

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    return x.abs();
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor zero = Tensor.scalar(0);
    Tensor sign = x.greater(zero).sub(zero.greater(x));
    return gradients(dy.mul(sign));
  }
}
