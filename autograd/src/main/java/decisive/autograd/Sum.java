package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/** y = Σ x over the axes; dx = dy, repeated along them */
final class Sum extends Operation {
  private final int[] axes;
  private Shape before;

  Sum(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    before = in[0].shape();
    return in[0].sum(axes);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.reshape(before.reduced(axes).extents()).broadcastTo(before.extents()));
  }
}
