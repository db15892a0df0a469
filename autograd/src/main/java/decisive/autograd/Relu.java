package decisive.autograd;

import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;

/**
 * y = max(x, 0); dx = dy where x &gt; 0, else 0
 *
 * <p>A choice, not a product with a mask: it costs one pass, and 0 · ∞ cannot make a NaN.
 */
final class Relu extends Operation {
  /** Elements in a task: large enough that a thread is worth waking. */
  private static final int CHUNK = 1 << 15;

  private Tensor y;

  @Override
  protected Tensor forward(Tensor... in) {
    y = in[0].relu();
    return y;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor dx = Tensor.zeros(y.shape());
    int tasks = (y.size() + CHUNK - 1) / CHUNK;
    Workers.forEach(
        tasks,
        task -> {
          for (int i = task * CHUNK; i < Math.min(y.size(), (task + 1) * CHUNK); i++) {
            dx.data()[i] = y.data()[i] > 0 ? dy.data()[i] : 0;
          }
        });
    return gradients(dx);
  }
}
