package decisive.nn.layer;

import decisive.autograd.Operation;
import decisive.tensor.Columns;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;

/**
 * Normalisation of m rows a channel, and in the same pass over memory what follows it in a residual
 * block: z, the shortcut, is added, and f, the activation, is taken. Both may be missing.
 *
 * <pre>
 *   y = f(γ · r · (x − μ) + β + z)       r = 1 / √(σ² + ε)
 *   du = dy · f'                         dz = du     dβ = Σ du     dγ = r · Σ du · (x − μ)
 *   by the batch's statistics:           μ = Σ x / m     σ² = Σ (x − μ)² / m
 *   dx = γ · r · (du − dβ / m − (x − μ) · r · dγ / m)
 *   by given statistics, constants:
 *   dx = γ · r · du
 * </pre>
 */
final class BatchNormalization extends Operation {
  private final boolean given;
  private final ActivationPass activation;
  private float[] mean;
  private float[] variance;

  private Tensor x;
  private Tensor y;
  private float[] scale; // γ · r
  private float[] inverse; // r
  private int rows;
  private boolean hasShortcut;

  private BatchNormalization(float[] mean, float[] variance, ActivationPass activation) {
    this.given = mean != null;
    this.mean = mean;
    this.variance = variance;
    this.activation = activation;
  }

  /**
   * @param activation f, or null for none
   */
  static BatchNormalization byBatch(ActivationPass activation) {
    return new BatchNormalization(null, null, activation);
  }

  /**
   * @param activation f, or null for none
   */
  static BatchNormalization by(Tensor mean, Tensor variance, ActivationPass activation) {
    return new BatchNormalization(mean.data().clone(), variance.data().clone(), activation);
  }

  @Override
  public String name() {
    return activation == null ? "batchNorm" : "batchNorm, " + activation.name();
  }

  /** Of x, γ, β and perhaps z. */
  @Override
  protected Tensor forward(Tensor... in) {
    x = save(in[0]);
    rows = x.size() / in[1].size();
    if (!given) {
      measure();
    }
    inverse = new float[mean.length];
    scale = new float[mean.length];
    for (int c = 0; c < mean.length; c++) {
      inverse[c] = (float) (1 / Math.sqrt(variance[c] + BatchNorm.EPSILON));
      scale[c] = in[1].data()[c] * inverse[c];
    }
    y = Tensor.empty(x.shape());
    if (activation != null) {
      activation.begin(y);
    }
    hasShortcut = in.length > 3;
    Tensor shortcut = hasShortcut ? in[3] : null;
    float[] shift = in[2].data();
    Columns.forBlocks(x, (from, count) -> follow(from, count, shift, shortcut));
    if (activation != null) {
      save(y);
    }
    return y;
  }

  @Override
  protected boolean stopsAtZero() {
    return activation != null;
  }

  private void measure() {
    if (rows < 2) {
      throw new ShapeException(
          "batchNorm: input "
              + x.shape()
              + " has "
              + rows
              + " of the 2 or more values a channel that training wants; use a larger batch, or"
              + " eval()");
    }
    Columns.Moments moments = Columns.moments(x);
    mean = moments.mean();
    variance = moments.variance();
  }

  /** All that is done to some rows, which stay in the cache meanwhile. */
  private void follow(int fromRow, int count, float[] shift, Tensor shortcut) {
    int from = fromRow * mean.length;
    int n = count * mean.length;
    Columns.affine(x, mean, scale, shift, y, fromRow, count);
    if (shortcut != null) {
      KernelSet.active().add(shortcut.data(), from, y.data(), from, n);
    }
    if (activation != null) {
      activation.activate(y, y, from, from + n);
    }
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor du = activation == null ? dy : Tensor.empty(dy.shape());
    Columns.Sums sums =
        Columns.sums(
            du,
            x,
            mean,
            (fromRow, count) -> {
              if (activation != null) {
                int from = fromRow * mean.length;
                activation.gradient(dy, y, du, from, from + count * mean.length);
              }
            });
    float[] dBeta = sums.ofA();
    float[] dGamma = sums.ofProducts();
    for (int c = 0; c < dGamma.length; c++) {
      dGamma[c] *= inverse[c];
    }
    boolean duIsFree = activation != null && !hasShortcut;
    Tensor dx = needs(0) ? toInput(du, dBeta, dGamma, duIsFree) : null;
    Tensor dWeight = Tensor.of(dGamma, dGamma.length);
    Tensor dBias = Tensor.of(dBeta, dBeta.length);
    return hasShortcut ? gradients(dx, dWeight, dBias, du) : gradients(dx, dWeight, dBias);
  }

  private Tensor toInput(Tensor du, float[] dBeta, float[] dGamma, boolean inPlace) {
    float[] centredScale = new float[scale.length];
    float[] shift = new float[scale.length];
    if (given) {
      return Columns.affine(du, scale, shift);
    }
    for (int c = 0; c < scale.length; c++) {
      centredScale[c] = -scale[c] * inverse[c] * dGamma[c] / rows;
      shift[c] = -scale[c] * dBeta[c] / rows;
    }
    Tensor dx = inPlace ? du : Tensor.empty(du.shape());
    Columns.affine(du, scale, x, mean, centredScale, shift, dx);
    return dx;
  }

  /** μ, after forward. */
  float[] mean() {
    return mean;
  }

  /** σ² · m / (m − 1), after forward. */
  float[] unbiasedVariance() {
    float[] unbiased = new float[variance.length];
    for (int c = 0; c < unbiased.length; c++) {
      unbiased[c] = variance[c] * rows / (rows - 1);
    }
    return unbiased;
  }
}
