package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;

/**
 * Convolution over images [N, H, W, in], with square kernels: weight [size, size, in, out], without
 * bias, as a batch norm follows it in every network here; use {@link #withBias} otherwise.
 *
 * <p>Initial weights are uniform in ±1/√(in·size²), PyTorch's default.
 */
public final class Conv2d extends Module {
  private final int inputs;
  private final int outputs;
  private final int size;
  private final int stride;
  private final int padding;
  private final Variable weight;
  private Variable bias;

  /**
   * @param inputs channels in
   * @param outputs channels out
   * @param size edge of the kernel
   */
  public Conv2d(int inputs, int outputs, int size, int stride, int padding, Generator generator) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.size = size;
    this.stride = stride;
    this.padding = padding;
    float bound = bound();
    weight =
        parameter(
            "weight",
            Tensor.uniform(generator.split("weight"), -bound, bound, size, size, inputs, outputs));
  }

  /** Adds a bias [out], initially uniform in the weights' range. */
  public Conv2d withBias(Generator generator) {
    bias = parameter("bias", Tensor.uniform(generator.split("bias"), -bound(), bound(), outputs));
    return this;
  }

  private float bound() {
    return (float) (1 / Math.sqrt((double) inputs * size * size));
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = x.conv2d(weight, stride, padding);
    return bias == null ? y : y.add(bias);
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return outputs;
  }

  public int size() {
    return size;
  }

  public int stride() {
    return stride;
  }

  public int padding() {
    return padding;
  }
}
