package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = a^b; da = dy · b · a^(b−1), 0 where b = 0; db = dy · y · ln a, 0 where a = 0 and b ≥ 0
 *
 * <p>The exceptions are the limits, where the formulas have 0 · ∞; as in PyTorch. Where an operand
 * was broadcast, its gradient is the sum over the repeats.
 */
final class Pow extends Operation {
  private Tensor a;
  private Tensor b;
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    a = save(in[0]);
    b = save(in[1]);
    y = a.pow(b);
    if (needs(1)) {
      save(y);
    }
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(
        needs(0) ? toBase(dy).sumTo(a.shape()) : null,
        needs(1) ? toExponent(dy).sumTo(b.shape()) : null);
  }

  private Tensor toBase(Tensor dy) {
    return dy.mul(b.mul(a.pow(b.sub(1)))).wherePositive(b.notEqualTo(0));
  }

  private Tensor toExponent(Tensor dy) {
    return dy.mul(y.mul(a.log())).wherePositive(a.notEqualTo(0).maximum(b.less(0)));
  }
}
