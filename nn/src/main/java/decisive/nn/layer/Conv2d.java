package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.function.Supplier;

/**
 * Convolution over images [N, H, W, in], with square kernels: weight [size, size, in / groups,
 * out], without bias, as a batch norm follows it in every network here; use {@link #withBias}
 * otherwise.
 *
 * <pre>{@code
 * new Conv2d(3, 16, 3, random)                                             // stride 1, no padding
 * new Conv2d(3, 16, 3, 2, 1, random)                                       // stride 2, padding 1
 * new Conv2d(16, 16, 3, ConvolutionSettings.of(1, 2).dilation(2).groups(16), random)
 * }</pre>
 *
 * <p>Initial weights are uniform in ±1/√(in / groups · size²), PyTorch's default.
 */
public final class Conv2d extends Module {
  private final int inputs;
  private final int outputs;
  private final int size;
  private final ConvolutionSettings geometry;
  private final Generator given;
  private final Generator own;
  private final Supplier<Variable> weight;
  private Supplier<Variable> bias;

  /**
   * With stride 1 and without padding, PyTorch's default: images lose size − 1 rows and columns.
   *
   * @param inputs channels in, 1 or more
   * @param outputs channels out, 1 or more
   * @param size edge of the kernel, 1 or more
   * @param generator of the initial weights; takes its {@link Generator#splitNext next part}; so
   *     for all
   * @throws IllegalArgumentException for numbers out of these ranges; so for all
   */
  public Conv2d(int inputs, int outputs, int size, Generator generator) {
    this(inputs, outputs, size, ConvolutionSettings.of(1, 0), generator);
  }

  /**
   * @param stride 1 or more
   * @param padding zeros around the image, 0 or more
   */
  public Conv2d(int inputs, int outputs, int size, int stride, int padding, Generator generator) {
    this(inputs, outputs, size, ConvolutionSettings.of(stride, padding), generator);
  }

  /**
   * @param geometry stride, padding, dilation and groups, which must divide both numbers of
   *     channels
   */
  public Conv2d(
      int inputs, int outputs, int size, ConvolutionSettings geometry, Generator generator) {
    if (inputs < 1 || outputs < 1 || size < 1) {
      throw new IllegalArgumentException(
          "conv2d: "
              + inputs
              + " inputs, "
              + outputs
              + " outputs, size "
              + size
              + "; want 1 or more of each");
    }
    if (inputs % geometry.groups() != 0 || outputs % geometry.groups() != 0) {
      throw new IllegalArgumentException(
          "conv2d: "
              + geometry.groups()
              + " groups do not divide "
              + inputs
              + " inputs and "
              + outputs
              + " outputs");
    }
    this.inputs = inputs;
    this.outputs = outputs;
    this.size = size;
    this.geometry = geometry;
    this.given = generator;
    this.own = generator.splitNext();
    float bound = bound();
    int[] shape = {size, size, inputs / geometry.groups(), outputs};
    weight =
        parameter("weight", () -> Tensor.uniform(own.split("weight"), -bound, bound, shape), shape);
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
    float bound = bound();
    bias =
        parameter(
            "bias", () -> Tensor.uniform(part.split("bias"), -bound, bound, outputs), outputs);
    return this;
  }

  private float bound() {
    return (float) (1 / Math.sqrt((double) (inputs / geometry.groups()) * size * size));
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = x.conv2d(weight.get(), geometry);
    return bias == null ? y : y.add(bias.get());
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

  /** Stride, padding, dilation and groups. */
  public ConvolutionSettings geometry() {
    return geometry;
  }

  /** Pixels from a window to the next. */
  public int stride() {
    return geometry.stride();
  }

  /** Zeros around the image. */
  public int padding() {
    return geometry.padding();
  }

  @Override
  protected String settings() {
    return inputs
        + " → "
        + outputs
        + ", size "
        + size
        + unless(1, ", stride ", geometry.stride())
        + unless(0, ", padding ", geometry.padding())
        + unless(1, ", dilation ", geometry.dilation())
        + unless(1, ", groups ", geometry.groups());
  }

  private static String unless(int usual, String what, int value) {
    return value == usual ? "" : what + value;
  }
}
