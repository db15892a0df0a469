package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = √(Σ (x − mean)² / n) over the axes; dx = dy · (x − mean) / (n · y), 0 where y = 0
 *
 * <p>At 0 there is no derivative; 0 is one of those in between, and PyTorch's.
 */
final class Std extends Operation {
  private final int[] axes;
  private Tensor x;
  private Tensor y;

  Std(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    y = save(x.std(axes));
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] kept = x.shape().reduced(axes).extents();
    float n = (float) x.size() / dy.size();
    Tensor share = dy.div(y.mul(n)).wherePositive(y.notEqualTo(0));
    return gradients(Variance.centred(x, axes).mul(share.reshape(kept)));
  }
}
