package decisive.autograd;

import decisive.tensor.Tensor;

/** y_i = e^x_i / Σ_j e^x_j along an axis; dx = y · (dy − Σ_j y_j · dy_j) */
final class Softmax extends Operation {
  private final int axis;
  private Tensor y;

  Softmax(int axis) {
    this.axis = axis;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].softmax(axis));
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] kept = y.shape().reduced(axis).extents();
    Tensor mean = dy.mul(y).sum(axis).reshape(kept);
    return gradients(y.mul(dy.sub(mean)));
  }
}
