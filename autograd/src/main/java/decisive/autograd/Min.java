package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = min x over the axes; dx = dy / n at each of the n elements that equal y, else 0
 *
 * <p>Ties share equally, as in PyTorch's {@code amin}.
 */
final class Min extends Operation {
  private final int[] axes;
  private Tensor x;
  private Tensor y;

  Min(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    y = save(x.min(axes));
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(Max.toEqual(x, y, dy, axes));
  }
}
