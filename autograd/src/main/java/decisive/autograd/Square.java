package decisive.autograd;

import decisive.tensor.Tensor;

/** y = x²; dx = 2 · x · dy */
final class Square extends Operation {
  private Tensor x;

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    return in[0].square();
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.mul(x).mul(2));
  }
}
