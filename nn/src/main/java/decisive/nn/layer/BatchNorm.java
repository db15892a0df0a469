package decisive.nn.layer;

import decisive.autograd.Profile;
import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Batch normalisation of channels (Ioffe and Szegedy, 2015), for vectors [N, C] and images [N, H,
 * W, C] alike: y = γ · (x − μ) / √(σ² + 1e-5) + β, the statistics taken over all axes but the last.
 *
 * <p>In training, μ and σ² are the batch's, and the running statistics move towards them by 0.1
 * (the variance unbiased, as PyTorch's); in evaluation they are the running ones.
 */
public final class BatchNorm extends Module {
  /** ε, which is added to the variance. */
  public static final double EPSILON = 1e-5;

  static final float MOMENTUM = 0.1f;

  private final int channels;
  private final Supplier<Variable> weight;
  private final Supplier<Variable> bias;
  private final Supplier<Tensor> runningMean;
  private final Supplier<Tensor> runningVariance;

  /**
   * @param channels 1 or more
   * @throws IllegalArgumentException for fewer
   */
  public BatchNorm(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("batchNorm: " + channels + " channels; want 1 or more");
    }
    this.channels = channels;
    weight = parameter("weight", () -> Tensor.ones(channels), channels);
    bias = parameter("bias", () -> Tensor.zeros(channels), channels);
    runningMean = buffer("running_mean", () -> Tensor.zeros(channels), channels);
    runningVariance = buffer("running_var", () -> Tensor.ones(channels), channels);
  }

  @Override
  protected String settings() {
    return Integer.toString(channels);
  }

  /** Maps that it normalises. */
  public int channels() {
    return channels;
  }

  @Override
  protected Variable forward(Variable x) {
    return normalize(x, null, null);
  }

  /**
   * f(bn(x)) in one pass over memory; to the bit what the steps give one by one. Observers do not
   * see it.
   *
   * @throws ShapeException if the shapes do not fit
   */
  public Variable applyThen(Variable x, ActivationPass f) {
    return Profile.within(name(), () -> normalize(x, null, f));
  }

  /**
   * f(bn(x) + shortcut), likewise.
   *
   * @param shortcut of the shape of x
   */
  public Variable applyThen(Variable x, Variable shortcut, ActivationPass f) {
    if (!x.shape().equals(shortcut.shape())) {
      throw new ShapeException(
          "batchNorm: input " + x.shape() + " and shortcut " + shortcut.shape() + " differ");
    }
    return Profile.within(name(), () -> normalize(x, shortcut, f));
  }

  private Variable normalize(Variable x, Variable shortcut, ActivationPass f) {
    int rank = x.shape().rank();
    if ((rank != 2 && rank != 4) || x.shape().extent(-1) != channels) {
      throw new ShapeException(
          "batchNorm: input "
              + x.shape()
              + " must be [N,"
              + channels
              + "] or [N,H,W,"
              + channels
              + "]");
    }
    boolean training = training();
    BatchNormalization operation =
        training
            ? BatchNormalization.byBatch(f)
            : BatchNormalization.by(runningMean.get(), runningVariance.get(), f);
    Variable y =
        shortcut == null
            ? operation.apply(x, weight.get(), bias.get())
            : operation.apply(x, weight.get(), bias.get(), shortcut);
    if (training) {
      move(runningMean.get(), operation.mean());
      move(runningVariance.get(), operation.unbiasedVariance());
    }
    return y;
  }

  /** running ← 0.9 · running + 0.1 · batch. */
  private static void move(Tensor running, float[] batch) {
    for (int c = 0; c < batch.length; c++) {
      running.data()[c] = (1 - MOMENTUM) * running.data()[c] + MOMENTUM * batch[c];
    }
    running.markChanged();
  }
}
