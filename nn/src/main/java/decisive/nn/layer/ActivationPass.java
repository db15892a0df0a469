package decisive.nn.layer;

import decisive.tensor.Tensor;

/**
 * One pass of an {@link Activation} over rows of maps, so that it can share a pass over memory with
 * the steps before it. An instance is used once, as an {@link decisive.autograd.Operation} is:
 * between {@link #activate} and {@link #gradient} it keeps what the gradient needs. Where f(x) = 0,
 * f'(x) is 0 (or below the least float).
 */
public interface ActivationPass {
  /** The activation's name in graphs and profiles. */
  String name();

  /** Before the first rows. */
  void begin(Tensor y);

  /**
   * y = f(x) for the elements {@code from} .. to-1, which are whole rows; x and y may be the same.
   */
  void activate(Tensor x, Tensor y, int from, int to);

  /**
   * dx = dy · f'(x) for the elements {@code from} .. to-1.
   *
   * @param y f(x)
   */
  void gradient(Tensor dy, Tensor y, Tensor dx, int from, int to);
}
