package decisive.autograd;

import decisive.tensor.Tensor;

/** y = 1 / (1 + e^−x); dx = y · (1 − y) · dy */
final class Sigmoid extends Operation {
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].sigmoid());
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.mul(y.sub(y.square())));
  }
}
