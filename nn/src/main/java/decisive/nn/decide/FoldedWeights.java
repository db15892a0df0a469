package decisive.nn.decide;

import decisive.nn.layer.BatchNorm;
import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/**
 * A convolution or linear layer with the batch norm behind it folded in:
 *
 * <pre>
 *   γ · (conv(x, w) + a − μ) / √(σ² + ε) + β  =  conv(x, w') + b
 *   w' = w · γ / √(σ² + ε)      b = β + (a − μ) · γ / √(σ² + ε)
 * </pre>
 *
 * <p>A linear layer is a convolution of images of one pixel.
 *
 * @param weight w' [size, size, in, out]
 * @param bias b [out]
 * @param stride pixels from a window to the next
 * @param padding zeros around the images
 * @param linear whether it is a linear layer's
 */
record FoldedWeights(Tensor weight, Tensor bias, int stride, int padding, boolean linear) {
  /**
   * Of a linear layer.
   *
   * @param weight [in, out]
   */
  static FoldedWeights linear(Tensor weight, Tensor bias) {
    return new FoldedWeights(
        weight.reshape(1, 1, weight.extent(0), weight.extent(1)), bias, 1, 0, true);
  }

  /** With a batch norm behind it; of γ, β, μ and σ². */
  FoldedWeights folded(Tensor gamma, Tensor beta, Tensor mean, Tensor variance) {
    float[] scale = new float[outputs()];
    Tensor shift = Tensor.zeros(outputs());
    for (int o = 0; o < scale.length; o++) {
      double exact = gamma.data()[o] / Math.sqrt(variance.data()[o] + BatchNorm.EPSILON);
      scale[o] = (float) exact;
      double centred = (double) bias.data()[o] - mean.data()[o];
      shift.data()[o] = (float) (beta.data()[o] + centred * exact);
    }
    Tensor scaled = weight.copy();
    for (int i = 0; i < scaled.size(); i++) {
      scaled.data()[i] *= scale[i % scale.length];
    }
    return new FoldedWeights(scaled, shift, stride, padding, linear);
  }

  /**
   * Those from some inputs to some outputs, at other places among more or fewer.
   *
   * @param inputs of each input of the result, which one it is here; −1: its weights are 0
   * @param outputs likewise, its bias too
   */
  FoldedWeights rearranged(int[] inputs, int[] outputs) {
    int size = size();
    Tensor moved = Tensor.zeros(size, size, inputs.length, outputs.length);
    Tensor shift = Tensor.zeros(outputs.length);
    int to = 0;
    for (int tap = 0; tap < size * size; tap++) {
      for (int input : inputs) {
        int from = (tap * inputs() + input) * outputs();
        for (int output : outputs) {
          moved.data()[to++] = input < 0 || output < 0 ? 0 : weight.data()[from + output];
        }
      }
    }
    for (int o = 0; o < outputs.length; o++) {
      shift.data()[o] = outputs[o] < 0 ? 0 : bias.data()[outputs[o]];
    }
    return new FoldedWeights(moved, shift, stride, padding, linear);
  }

  /** For images of a shape. */
  Convolution2d geometry(Shape input) {
    return new Convolution2d(input, weight.shape(), stride, padding);
  }

  /** conv(x, w'), without the bias. */
  Tensor product(Tensor x) {
    return linear
        ? x.reshape(x.extent(0), inputs())
            .matmul(weight.reshape(inputs(), outputs()))
            .reshape(x.extent(0), 1, 1, outputs())
        : geometry(x.shape()).forward(x, weight);
  }

  /** The gradient to the input of that to the sums. */
  Tensor toInput(Tensor d, Shape input) {
    return geometry(input).toInput(d, weight);
  }

  /** Edge of the kernel. */
  int size() {
    return weight.extent(0);
  }

  int inputs() {
    return weight.extent(2);
  }

  int outputs() {
    return weight.extent(3);
  }
}
