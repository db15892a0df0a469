package decisive.nn.train.optimize;

import decisive.nn.Module;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum, as PyTorch's {@code SGD}. For a weight w with gradient
 * g, learning rate η, momentum μ and weight decay λ:
 *
 * <pre>
 *   d ← g + λ · w
 *   b ← μ · b + d          b = 0 at first
 *   w ← w − η · b          or, with Nesterov's momentum, w − η · (d + μ · b)
 * </pre>
 */
public final class Sgd extends Optimizer {
  private static final String MOMENTUM_BUFFER = "momentum_buffer";

  private final double momentum;
  private boolean nesterov;

  /**
   * @param momentum μ, 0 (none) up to but not including 1
   */
  public Sgd(Module network, double momentum) {
    super(network);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "sgd: momentum " + momentum + ": must be at least 0 and below 1");
    }
    this.momentum = momentum;
  }

  /**
   * Looks ahead: Nesterov's momentum (Sutskever et al., 2013).
   *
   * @throws IllegalStateException without momentum
   */
  public Sgd nesterov() {
    if (momentum == 0) {
      throw new IllegalStateException("sgd: Nesterov's momentum needs a momentum above 0");
    }
    nesterov = true;
    return this;
  }

  @Override
  public Sgd weightDecay(double weightDecay) {
    super.weightDecay(weightDecay);
    return this;
  }

  @Override
  protected Map<String, Shape> slots(Shape parameter) {
    return momentum == 0 ? Map.of() : Map.of(MOMENTUM_BUFFER, parameter);
  }

  @Override
  protected void update(
      Tensor value, Tensor gradient, Map<String, Tensor> slots, double learningRate) {
    float[] w = value.data();
    float[] g = gradient.data();
    float decay = (float) weightDecay();
    float rate = (float) -learningRate;
    if (momentum == 0) {
      Workers.forEachRange(
          w.length,
          Workers.CHUNK,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              w[i] = Math.fma(rate, Math.fma(decay, w[i], g[i]), w[i]);
            }
          });
      return;
    }
    float[] b = slots.get(MOMENTUM_BUFFER).data();
    float keep = (float) momentum;
    Workers.forEachRange(
        w.length,
        Workers.CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float d = Math.fma(decay, w[i], g[i]);
            b[i] = Math.fma(keep, b[i], d);
            w[i] = Math.fma(rate, nesterov ? Math.fma(keep, b[i], d) : b[i], w[i]);
          }
        });
  }

  /** Its settings, as a checkpoint keeps them. */
  @Override
  public String toString() {
    return "Sgd, momentum "
        + momentum
        + (nesterov ? " (Nesterov)" : "")
        + ", weight decay "
        + weightDecay();
  }
}
