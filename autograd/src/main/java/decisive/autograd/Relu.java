package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * y = max(x, 0); dx = dy where x &gt; 0, else 0
 *
 * <p>A choice, not a product with a mask: it costs one pass, and 0 · ∞ cannot make a NaN.
 */
final class Relu extends Operation {
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = save(in[0].relu());
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.wherePositive(y));
  }
}
