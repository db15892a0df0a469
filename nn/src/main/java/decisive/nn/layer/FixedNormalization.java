package decisive.nn.layer;

import decisive.autograd.Operation;
import decisive.tensor.Columns;
import decisive.tensor.Tensor;

/**
 * Normalisation by given statistics, which are constants to the gradient.
 *
 * <pre>
 *   y = γ · r · x + (β − γ · r · μ),   r = 1 / √(σ² + ε)
 *   dx = γ · r · dy     dγ = r · (Σ dy · x − μ · Σ dy)     dβ = Σ dy
 * </pre>
 */
final class FixedNormalization extends Operation {
  private final float[] mean;
  private final float[] inverse;
  private Tensor x;
  private float[] scale;

  FixedNormalization(Tensor mean, Tensor variance) {
    this.mean = mean.data().clone();
    this.inverse = BatchNormalization.inverseDeviation(variance.data());
  }

  @Override
  public String name() {
    return "fixedNorm";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = in[0];
    scale = BatchNormalization.times(in[1].data(), inverse);
    float[] shift = new float[scale.length];
    for (int c = 0; c < shift.length; c++) {
      shift[c] = in[2].data()[c] - scale[c] * mean[c];
    }
    return Columns.affine(x, scale, shift);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    float[] dBeta = Columns.sums(dy);
    float[] dGamma = Columns.dots(dy, x);
    for (int c = 0; c < dGamma.length; c++) {
      dGamma[c] = inverse[c] * (dGamma[c] - mean[c] * dBeta[c]);
    }
    Tensor dx = needs(0) ? Columns.affine(dy, scale, new float[scale.length]) : null;
    return gradients(dx, Tensor.of(dGamma, dGamma.length), Tensor.of(dBeta, dBeta.length));
  }
}
