package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = Σ (x − mean)² / n over the axes; dx = dy · 2 (x − mean) / n
 *
 * <p>The mean's own dependence on x adds nothing: Σ (x − mean) = 0.
 */
final class Variance extends Operation {
  private final int[] axes;
  private Tensor x;

  Variance(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    return x.variance(axes);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] kept = x.shape().reduced(axes).extents();
    float n = (float) x.size() / dy.size();
    return gradients(centred(x, axes).mul(dy.mul(2 / n).reshape(kept)));
  }

  /**
   * x − mean, in two steps: the mean of what is left corrects the rounding of a mean that is large
   * beside the standard deviation.
   */
  static Tensor centred(Tensor x, int... axes) {
    Tensor left = x.sub(x.keepDims().mean(axes));
    return left.sub(left.keepDims().mean(axes));
  }
}
