package decisive.autograd;

import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;

/**
 * y = max(x, 0); dx = dy where x &gt; 0, else 0
 *
 * <p>A choice, not a product with a mask: it costs one pass, and 0 · ∞ cannot make a NaN.
 */
final class Relu extends Operation {
  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = in[0].relu();
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor dx = Tensor.blank(y.shape());
    Workers.forEachRange(
        y.size(),
        Workers.CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            dx.data()[i] = y.data()[i] > 0 ? dy.data()[i] : 0;
          }
        });
    return gradients(dx);
  }
}
