package decisive.nn.decide;

import decisive.nn.layer.BatchNorm;
import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/**
 * A convolution with the batch norm behind it folded in:
 *
 * <pre>
 *   γ · (conv(x, w) − μ) / √(σ² + ε) + β  =  conv(x, w') + b
 *   w' = w · γ / √(σ² + ε)      b = β − μ · γ / √(σ² + ε)
 * </pre>
 *
 * @param weight w' [size, size, in, out]
 * @param bias b [out]
 * @param stride pixels from a window to the next
 */
record DecidedConvolution(Tensor weight, Tensor bias, int stride) {
  static DecidedConvolution folded(
      Tensor weight, int stride, Tensor gamma, Tensor beta, Tensor mean, Tensor variance) {
    int outputs = weight.extent(3);
    float[] scale = new float[outputs];
    Tensor bias = Tensor.zeros(outputs);
    for (int o = 0; o < outputs; o++) {
      double exact = gamma.data()[o] / Math.sqrt(variance.data()[o] + BatchNorm.EPSILON);
      scale[o] = (float) exact;
      bias.data()[o] = (float) (beta.data()[o] - mean.data()[o] * exact);
    }
    Tensor folded = weight.copy();
    for (int i = 0; i < folded.size(); i++) {
      folded.data()[i] *= scale[i % outputs];
    }
    return new DecidedConvolution(folded, bias, stride);
  }

  /** For images of a shape. */
  Convolution2d geometry(Shape input) {
    return new Convolution2d(input, weight.shape(), stride, padding());
  }

  /** Shape of the result for images of a shape. */
  Shape output(Shape input) {
    return geometry(input).output();
  }

  int size() {
    return weight.extent(0);
  }

  int padding() {
    return size() / 2;
  }

  int inputs() {
    return weight.extent(2);
  }

  int outputs() {
    return weight.extent(3);
  }
}
