package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/** y = x[from .. to−1] along an axis; dx = dy there, 0 elsewhere */
final class Slice extends Operation {
  private final int axis;
  private final int from;
  private final int to;
  private Shape before;

  Slice(int axis, int from, int to) {
    this.axis = axis;
    this.from = from;
    this.to = to;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    before = in[0].shape();
    return in[0].slice(axis, from, to);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.pad(axis, from, before.extent(axis) - to));
  }
}
