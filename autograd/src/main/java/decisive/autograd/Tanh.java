package decisive.autograd;

import decisive.tensor.Tensor;

/** y = tanh x; dx = (1 − y²) · dy */
final class Tanh extends Operation {
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].tanh());
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.sub(dy.mul(y.square())));
  }
}
