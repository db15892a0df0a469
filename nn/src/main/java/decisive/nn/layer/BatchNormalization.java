package decisive.nn.layer;

import decisive.autograd.Operation;
import decisive.tensor.Columns;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;

/**
 * Normalisation by the batch's own statistics, over m rows a channel.
 *
 * <pre>
 *   μ = Σ x / m     σ² = Σ (x − μ)² / m     r = 1 / √(σ² + ε)
 *   y = γ · r · (x − μ) + β
 *   dβ = Σ dy     dγ = r · Σ dy · (x − μ)
 *   dx = γ · r · (dy − dβ / m − (x − μ) · r · dγ / m)
 * </pre>
 */
final class BatchNormalization extends Operation {
  private Tensor centred;
  private float[] gamma;
  private float[] mean;
  private float[] variance;
  private float[] inverse;
  private int rows;

  @Override
  public String name() {
    return "batchNorm";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    Tensor x = in[0];
    gamma = in[1].data();
    int channels = gamma.length;
    rows = x.size() / channels;
    if (rows < 2) {
      throw new ShapeException(
          "batchNorm: input "
              + x.shape()
              + " has "
              + rows
              + " of the 2 or more values a channel that training wants; use a larger batch, or"
              + " eval()");
    }
    mean = over(Columns.sums(x), rows);
    float[] minusMean = new float[channels];
    float[] one = new float[channels];
    for (int c = 0; c < channels; c++) {
      minusMean[c] = -mean[c];
      one[c] = 1;
    }
    centred = Columns.affine(x, one, minusMean);
    variance = over(Columns.dots(centred, centred), rows);
    inverse = inverseDeviation(variance);
    return Columns.affine(centred, times(gamma, inverse), in[2].data());
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int channels = gamma.length;
    float[] dBeta = Columns.sums(dy);
    float[] dGamma = times(Columns.dots(dy, centred), inverse);
    float[] dyScale = times(gamma, inverse);
    float[] centredScale = new float[channels];
    float[] shift = new float[channels];
    for (int c = 0; c < channels; c++) {
      centredScale[c] = -dyScale[c] * inverse[c] * dGamma[c] / rows;
      shift[c] = -dyScale[c] * dBeta[c] / rows;
    }
    Tensor dx = needs(0) ? Columns.affine(dy, dyScale, centred, centredScale, shift) : null;
    return gradients(dx, Tensor.of(dGamma, channels), Tensor.of(dBeta, channels));
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

  static float[] inverseDeviation(float[] variance) {
    float[] inverse = new float[variance.length];
    for (int c = 0; c < inverse.length; c++) {
      inverse[c] = (float) (1 / Math.sqrt(variance[c] + BatchNorm.EPSILON));
    }
    return inverse;
  }

  private static float[] over(float[] sums, int count) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] /= count;
    }
    return sums;
  }

  static float[] times(float[] a, float[] b) {
    float[] product = new float[a.length];
    for (int c = 0; c < a.length; c++) {
      product[c] = a[c] * b[c];
    }
    return product;
  }
}
