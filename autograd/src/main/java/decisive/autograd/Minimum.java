package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = min(a, b); da = dy where a &lt; b, ½ dy where a = b, else 0; db likewise
 *
 * <p>Ties share equally, as in PyTorch. Where an operand was broadcast, its gradient is the sum
 * over the repeats.
 */
final class Minimum extends Operation {
  private Tensor a;
  private Tensor b;

  @Override
  protected Tensor forward(Tensor... in) {
    a = save(in[0]);
    b = save(in[1]);
    return a.minimum(b);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(
        needs(0) ? dy.mul(share(a, b)).sumTo(a.shape()) : null,
        needs(1) ? dy.mul(share(b, a)).sumTo(b.shape()) : null);
  }

  /** 1 where mine is the smaller, ½ where both are equal. */
  private static Tensor share(Tensor mine, Tensor other) {
    return mine.less(other).add(mine.equalTo(other).mul(0.5f));
  }
}
