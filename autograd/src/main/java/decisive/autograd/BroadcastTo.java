package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/** y = x repeated; dx = Σ dy over the repeats */
final class BroadcastTo extends Operation {
  private final int[] extents;
  private Shape before;

  BroadcastTo(int... extents) {
    this.extents = extents.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    before = in[0].shape();
    return in[0].broadcastTo(extents);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.sumTo(before));
  }
}
