package decisive.autograd;

import decisive.tensor.Tensor;

/** y_i = x_i − log Σ_j e^x_j along an axis; dx = dy − e^y · Σ_j dy_j */
final class LogSoftmax extends Operation {
  private final int axis;
  private Tensor y;

  LogSoftmax(int axis) {
    this.axis = axis;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].logSoftmax(axis));
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] kept = y.shape().reduced(axis).extents();
    return gradients(dy.sub(y.exp().mul(dy.sum(axis).reshape(kept))));
  }
}
