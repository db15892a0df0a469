package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = max x over the axes; dx = dy / n at each of the n elements that equal y, else 0
 *
 * <p>Ties share equally, as in PyTorch's {@code amax}.
 */
final class Max extends Operation {
  private final int[] axes;
  private Tensor x;
  private Tensor y;

  Max(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = in[0];
    y = x.max(axes);
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] kept = ReducedAxes.kept(x.shape(), axes).extents();
    Tensor largest = x.equalTo(y.reshape(kept));
    Tensor share = dy.div(largest.sum(axes));
    return gradients(largest.mul(share.reshape(kept)));
  }
}
