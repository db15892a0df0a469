package decisive.autograd;

import decisive.tensor.Tensor;

/** y = ln x; dx = dy / x */
final class Log extends Operation {
  private Tensor x;

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    return in[0].log();
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.div(x));
  }
}
