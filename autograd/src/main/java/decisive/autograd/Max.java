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
    x = save(in[0]);
    y = save(x.max(axes));
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(toEqual(x, y, dy, axes));
  }

  /** dy, shared among the elements that equal the y they were reduced to. */
  static Tensor toEqual(Tensor x, Tensor y, Tensor dy, int... axes) {
    int[] kept = x.shape().reduced(axes).extents();
    Tensor equal = x.equalTo(y.reshape(kept));
    Tensor share = dy.div(equal.sum(axes));
    return equal.mul(share.reshape(kept));
  }
}
