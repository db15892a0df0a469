package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/** y = Σ x over the axes; dx = dy, repeated along them */
final class Sum extends Operation {
  private final int[] axes;
  private Tensor x;

  Sum(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = in[0];
    return x.sum(axes);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Shape kept = ReducedAxes.kept(x.shape(), axes);
    return gradients(dy.reshape(kept.extents()).broadcastTo(x.shape().extents()));
  }
}
