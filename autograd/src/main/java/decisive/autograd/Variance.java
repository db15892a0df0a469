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
    x = in[0];
    return x.variance(axes);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] kept = ReducedAxes.kept(x.shape(), axes).extents();
    float n = (float) x.size() / dy.size();
    Tensor centred = x.sub(x.mean(axes).reshape(kept));
    return gradients(centred.mul(dy.mul(2 / n).reshape(kept)));
  }
}
