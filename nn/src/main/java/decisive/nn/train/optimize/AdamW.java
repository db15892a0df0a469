package decisive.nn.train.optimize;

import decisive.nn.Module;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization",
 * 2019), as PyTorch's {@code AdamW}. For a weight w with gradient g at its step t = 1, 2, …, with
 * learning rate η and weight decay λ:
 *
 * <pre>
 *   w ← (1 − η · λ) · w
 *   m ← β1 · m + (1 − β1) · g        m = 0 at first
 *   v ← β2 · v + (1 − β2) · g²       v = 0 at first
 *   w ← w − η / (1 − β1^t) · m / (√v / √(1 − β2^t) + ε)
 * </pre>
 *
 * <p>Until set, β1 = 0.9, β2 = 0.999, ε = 1e-8 and λ = 0.01.
 */
public final class AdamW extends Optimizer {
  private static final String STEP = "step";
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";

  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;

  public AdamW(Module network) {
    super(network);
    weightDecay(0.01);
  }

  /**
   * How much of the running means of g and of g² is kept at each step.
   *
   * @param beta1 0 up to but not including 1
   * @param beta2 0 up to but not including 1
   */
  public AdamW betas(double beta1, double beta2) {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "adamW: betas " + beta1 + " and " + beta2 + ": must be at least 0 and below 1");
    }
    this.beta1 = beta1;
    this.beta2 = beta2;
    return this;
  }

  /**
   * What keeps the division from zero.
   *
   * @param epsilon positive and finite
   */
  public AdamW epsilon(double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException(
          "adamW: epsilon " + epsilon + ": must be positive and finite");
    }
    this.epsilon = epsilon;
    return this;
  }

  @Override
  public AdamW weightDecay(double weightDecay) {
    super.weightDecay(weightDecay);
    return this;
  }

  @Override
  protected Map<String, Shape> slots(Shape parameter) {
    return Map.of(STEP, Shape.SCALAR, MEAN, parameter, SQUARE, parameter);
  }

  @Override
  protected void update(
      Tensor value, Tensor gradient, Map<String, Tensor> slots, double learningRate) {
    // A float counts to 2^24; from there on it stands still, and both corrections are 1 long since.
    float t = ++slots.get(STEP).data()[0];
    float[] w = value.data();
    float[] g = gradient.data();
    float[] m = slots.get(MEAN).data();
    float[] v = slots.get(SQUARE).data();
    float shrink = (float) (1 - learningRate * weightDecay());
    float keepMean = (float) beta1;
    float newMean = (float) (1 - beta1);
    float keepSquare = (float) beta2;
    float newSquare = (float) (1 - beta2);
    float rate = (float) -(learningRate / (1 - StrictMath.pow(beta1, t)));
    float root = (float) Math.sqrt(1 - StrictMath.pow(beta2, t));
    float guard = (float) epsilon;
    Workers.forEachRange(
        w.length,
        Workers.CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            m[i] = Math.fma(keepMean, m[i], newMean * g[i]);
            v[i] = Math.fma(keepSquare, v[i], newSquare * g[i] * g[i]);
            float step = m[i] / ((float) Math.sqrt(v[i]) / root + guard);
            w[i] = Math.fma(rate, step, shrink * w[i]);
          }
        });
  }

  /** Its settings, as a checkpoint keeps them. */
  @Override
  public String toString() {
    return "AdamW, betas "
        + beta1
        + " and "
        + beta2
        + ", epsilon "
        + epsilon
        + ", weight decay "
        + weightDecay();
  }
}
