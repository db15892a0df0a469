package decisive.autograd;

import decisive.tensor.Tensor;

/** y = √x; dx = dy / 2y, infinite where x = 0 */
final class Sqrt extends Operation {
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].sqrt());
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.div(y.mul(2)));
  }
}
