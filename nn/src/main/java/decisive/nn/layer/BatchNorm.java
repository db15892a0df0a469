package decisive.nn.layer;

import decisive.autograd.Profile;
import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Activation;
import decisive.nn.competition.Competitor;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;

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
  private final Variable weight;
  private final Variable bias;
  private final Tensor runningMean;
  private final Tensor runningVariance;

  /**
   * @param channels 1 or more
   * @throws IllegalArgumentException for fewer
   */
  public BatchNorm(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("batchNorm: " + channels + " channels; want 1 or more");
    }
    this.channels = channels;
    weight = parameter("weight", Tensor.ones(channels));
    bias = parameter("bias", Tensor.zeros(channels));
    runningMean = buffer("running_mean", Tensor.zeros(channels));
    runningVariance = buffer("running_var", Tensor.ones(channels));
  }

  @Override
  protected Variable forward(Variable x) {
    return normalize(x, null, null);
  }

  /**
   * f(bn(x)) in one pass over memory; to the bit what the steps give one by one, which they do
   * where somebody observes one of them.
   *
   * @throws ShapeException if the shapes do not fit
   */
  public Variable apply(Variable x, Competitor f) {
    return isObserved() || f.isObserved()
        ? f.apply(apply(x))
        : Profile.within(name(), () -> normalize(x, null, f.activation()));
  }

  /**
   * f(bn(x) + around), likewise.
   *
   * @param around of the shape of x
   */
  public Variable apply(Variable x, Variable around, Competitor f) {
    if (!x.shape().equals(around.shape())) {
      throw new ShapeException(
          "batchNorm: input " + x.shape() + " and the way around it " + around.shape() + " differ");
    }
    return isObserved() || f.isObserved()
        ? f.apply(apply(x).add(around))
        : Profile.within(name(), () -> normalize(x, around, f.activation()));
  }

  private Variable normalize(Variable x, Variable around, Activation f) {
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
    Normalization operation =
        training() ? Normalization.byBatch(f) : Normalization.by(runningMean, runningVariance, f);
    Variable y =
        around == null
            ? operation.apply(x, weight, bias)
            : operation.apply(x, weight, bias, around);
    if (training()) {
      move(runningMean, operation.mean());
      move(runningVariance, operation.unbiasedVariance());
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
