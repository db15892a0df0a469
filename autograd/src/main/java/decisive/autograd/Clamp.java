package decisive.autograd;

import decisive.tensor.Tensor;

/** y = min(max(x, low), high); dx = dy where low ≤ x ≤ high, else 0 */
final class Clamp extends Operation {
  private final float low;
  private final float high;
  private Tensor x;

  Clamp(float low, float high) {
    this.low = low;
    this.high = high;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    return x.clamp(low, high);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.wherePositive(x.greaterOrEqual(low).mul(x.lessOrEqual(high))));
  }
}
