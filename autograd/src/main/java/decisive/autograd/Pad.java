package decisive.autograd;

import decisive.tensor.Tensor;

/** y = x between zeros along an axis; dx = the part of dy where x was */
final class Pad extends Operation {
  private final int axis;
  private final int before;
  private final int after;

  Pad(int axis, int before, int after) {
    this.axis = axis;
    this.before = before;
    this.after = after;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    return in[0].pad(axis, before, after);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.slice(axis, before, dy.extent(axis) - after));
  }
}
