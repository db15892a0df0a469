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
  private final Generator given;
  private final Generator own;
  private final Variable weight;
  private Variable bias;

  /**
   * @param inputs channels in, 1 or more
   * @param outputs channels out, 1 or more
   * @param size edge of the kernel, 1 or more
   * @param stride 1 or more
   * @param padding zeros around the image, 0 or more
   * @param generator of the initial weights; takes its {@link Generator#splitNext next part}
   * @throws IllegalArgumentException for numbers out of these ranges
   */
  public Conv2d(int inputs, int outputs, int size, int stride, int padding, Generator generator) {
    if (inputs < 1 || outputs < 1 || size < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "conv2d: "
              + inputs
              + " inputs, "
              + outputs
              + " outputs, size "
              + size
              + ", stride "
              + stride
              + ", padding "
              + padding
              + "; want 1 or more of each, a padding of 0 or more");
    }
    this.inputs = inputs;
    this.outputs = outputs;
    this.size = size;
    this.stride = stride;
    this.padding = padding;
    this.given = generator;
    this.own = generator.splitNext();
    float bound = bound();
    weight =
        parameter(
            "weight",
            Tensor.uniform(own.split("weight"), -bound, bound, size, size, inputs, outputs));
  }

  /**
   * Adds a bias [out], initially uniform in the weights' range.
   *
   * @param generator of the initial values: of the same part as the weights if it is theirs, else
   *     of its {@link Generator#splitNext next part}
   * @throws IllegalArgumentException if there is one already
   */
  public Conv2d withBias(Generator generator) {
    Generator part = generator == given ? own : generator.splitNext();
    bias = parameter("bias", Tensor.uniform(part.split("bias"), -bound(), bound(), outputs));
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

  /** Channels in. */
  public int inputs() {
    return inputs;
  }

  /** Channels out. */
  public int outputs() {
    return outputs;
  }

  /** Edge of the kernel. */
  public int size() {
    return size;
  }

  /** Pixels from a window to the next. */
  public int stride() {
    return stride;
  }

  /** Zeros around the image. */
  public int padding() {
    return padding;
  }
}
