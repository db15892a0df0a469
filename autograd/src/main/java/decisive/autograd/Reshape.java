package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/** y = x under another shape; dx = dy under x's */
final class Reshape extends Operation {
  private final int[] extents;
  private Shape before;

  Reshape(int... extents) {
    this.extents = extents.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    before = in[0].shape();
    return in[0].reshape(extents);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.reshape(before.extents()));
  }
}
