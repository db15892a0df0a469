package decisive.autograd;

import decisive.tensor.Tensor;

/** y = e^x; dx = y · dy */
final class Exp extends Operation {
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].exp());
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.mul(y));
  }
}
