package decisive.tensor;

import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.Offsets;
import decisive.tensor.kernels.Panels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;

/**
 * The 2-d convolution (cross-correlation, as in every deep-learning library) of one geometry, and
 * its gradients; channels-last.
 *
 * <pre>
 *   y[n,i,j,o]   = Σ_{u,v,c} x[n, i·s+u·d−p, j·s+v·d−p, c] · w[u,v,c,o]      x is 0 outside the image
 *   dx[n,h,w,c]  = Σ_{u,v,o} dy[n, (h+p−u·d)/s, (w+p−v·d)/s, o] · w[u,v,c,o]   where the divisions are exact
 *   dw[u,v,c,o]  = Σ_{n,i,j} x[n, i·s+u·d−p, j·s+v·d−p, c] · dy[n,i,j,o]
 * </pre>
 *
 * <p>with stride s, padding p and dilation d. In g groups this holds for each run of C/g input and
 * O/g output channels by itself, and the weights' c counts within the run.
 *
 * <p>All three are products whose left operand is addressed by two tables ({@link Panels}), over
 * images with a frame of zeros: the window of an output pixel begins at a table's offset, and a tap
 * lies at another table's offset from there. A task frames the few lines it needs by itself, so
 * they are in its cache when it multiplies them. Shapes: x [N, H, W, C], w [kh, kw, C/g, O], y [N,
 * (H+2p−(kh−1)·d−1)/s+1, (W+2p−(kw−1)·d−1)/s+1, O].
 */
public final class Convolution2d {
  private final Shape input;
  private final Shape weight;
  private final Shape output;
  private final ConvolutionSettings settings;

  /**
   * @param stride 1 or more
   * @param padding zeros around the image, 0 or more
   * @throws ShapeException if the shapes do not fit
   */
  public Convolution2d(Shape input, Shape weight, int stride, int padding) {
    this(input, weight, ConvolutionSettings.of(stride, padding));
  }

  /**
   * @throws ShapeException if the shapes do not fit
   */
  public Convolution2d(Shape input, Shape weight, ConvolutionSettings settings) {
    if (input.rank() != 4 || weight.rank() != 4) {
      throw new ShapeException(
          "conv2d: input "
              + input
              + " and weight "
              + weight
              + " must be [N,H,W,C] and [kh,kw,C_in/groups,C_out]");
    }
    int groups = settings.groups();
    if (input.extent(3) != (long) groups * weight.extent(2)) {
      throw new ShapeException(
          "conv2d: weight "
              + weight
              + " wants "
              + weight.extent(2)
              + " input channels"
              + (groups == 1 ? "" : " in each of " + groups + " groups")
              + ", input "
              + input
              + " has "
              + input.extent(3)
              + (groups == 1 ? "" : " in all; the weight's third axis is channels / groups"));
    }
    if (weight.extent(3) % groups != 0) {
      throw new ShapeException(
          "conv2d: the "
              + weight.extent(3)
              + " output channels of weight "
              + weight
              + " do not divide into "
              + groups
              + " groups, as those of input "
              + input
              + " do; make the weight's last axis a multiple of "
              + groups);
    }
    this.input = input;
    this.weight = weight;
    this.settings = settings;
    this.output =
        Shape.of(
            input.extent(0),
            extent(operation(), input, 1, span(0), stride(), padding()),
            extent(operation(), input, 2, span(1), stride(), padding()),
            weight.extent(3));
  }

  private String operation() {
    return settings.dilation() == 1
        ? "conv2d"
        : "conv2d: weight " + weight + " with dilation " + settings.dilation();
  }

  /** Pixels of a window along an axis of the weights, with the gaps between its taps. */
  private long span(int axis) {
    return (weight.extent(axis) - 1L) * settings.dilation() + 1;
  }

  /** Lines of a window, with the gaps between its taps. */
  int windowLines() {
    return (int) span(0);
  }

  /** Windows of {@code size} that fit along an axis: (extent + 2·padding − size) / stride + 1. */
  static int extent(String operation, Shape input, int axis, long size, int stride, int padding) {
    if (size < 1 || stride < 1 || padding < 0) {
      throw new ShapeException(
          operation
              + ": window "
              + size
              + ", stride "
              + stride
              + " and padding "
              + padding
              + "; want a window and a stride of 1 or more, a padding of 0 or more");
    }
    long room = input.extent(axis) + 2L * padding - size;
    if (room < 0) {
      throw new ShapeException(
          operation
              + ": a window of "
              + size
              + " with stride "
              + stride
              + " and padding "
              + padding
              + " does not fit axis "
              + axis
              + " of input "
              + input);
    }
    if (input.extent(axis) + 2L * padding > Integer.MAX_VALUE) {
      throw new ShapeException(
          operation
              + ": a padding of "
              + padding
              + " makes axis "
              + axis
              + " of input "
              + input
              + " longer than an array; choose a smaller one");
    }
    return (int) (room / stride) + 1;
  }

  /** Shape of the result. */
  public Shape output() {
    return output;
  }

  /**
   * y, the convolution.
   *
   * @throws ShapeException if a shape is not this geometry's; so do the gradients
   */
  public Tensor forward(Tensor x, Tensor w) {
    check("conv2d", x, input);
    check("conv2d", w, weight);
    Tensor y = Tensor.empty(output);
    compute(x, w, new OutputLines.Kept(y));
    return y;
  }

  /** Takes lines of a result, counted through all images. */
  @FunctionalInterface
  public interface LineTaker {
    /**
     * Takes lines {@code from} .. to-1, in the thread that computed them.
     *
     * @param y may be changed; where the result is not kept, it is written over afterwards
     * @param offset of the first line in y
     */
    void take(int from, int to, float[] y, int offset);
  }

  /**
   * The convolution with the same bits, handed on some lines at a time while these are in a cache;
   * the result is not kept. All lines are taken once, by several threads in any order.
   *
   * @throws ShapeException if a shape is not this geometry's
   */
  public void forward(Tensor x, Tensor w, LineTaker taker) {
    check("conv2d", x, input);
    check("conv2d", w, weight);
    if (computesWholeLines()) {
      compute(x, w, new OutputLines.Taken(output.span(2, 4), taker));
    } else {
      take(forward(x, w), taker);
    }
  }

  /**
   * The convolution, its lines changed some at a time while these are in a cache: all once, by
   * several threads in any order.
   *
   * @param change of lines, in their place in the result
   * @throws ShapeException if a shape is not this geometry's
   */
  public Tensor forwardThen(Tensor x, Tensor w, LineTaker change) {
    if (!computesWholeLines()) {
      Tensor y = forward(x, w);
      take(y, change);
      return y;
    }
    check("conv2d", x, input);
    check("conv2d", w, weight);
    Tensor y = Tensor.empty(output);
    compute(x, w, new OutputLines.Kept(y, change));
    return y;
  }

  /** Whether a task has all channels of its lines. */
  private boolean computesWholeLines() {
    return output.size() > 0
        && (WinogradConvolution.suits(this)
            || DepthwiseConvolution.suits(this)
            || bands().haveAllColumns());
  }

  private void take(Tensor y, LineTaker taker) {
    int line = output.span(2, 4);
    Workers.forEachRange(
        output.span(0, 2),
        Math.max(1, Workers.CHUNK / Math.max(1, line)),
        (from, to) -> taker.take(from, to, y.data(), from * line));
  }

  private Bands bands() {
    int panels = (groupOutputs() - 1) / Kernels.WIDE + 1;
    return Bands.of(output.extent(0), output.extent(1), output.extent(2), weight.size(), panels);
  }

  private void compute(Tensor x, Tensor w, OutputLines y) {
    if (output.size() == 0) {
      return;
    }
    if (WinogradConvolution.suits(this)) {
      WinogradConvolution.forward(this, x, w, y);
      return;
    }
    if (DepthwiseConvolution.suits(this)) {
      new DepthwiseConvolution(this).forward(x, w, y);
      return;
    }
    Frame frame = frame();
    int outputs = output.extent(3);
    int lines = output.extent(1);
    int width = output.extent(2);
    int images = output.extent(0);
    boolean slides = WindowTables.slides(this, input.extent(3), outputs);
    int[] taps = slides ? WindowTables.slidingTaps(this, frame) : WindowTables.taps(this, frame);
    Panels[] weights = new Panels[settings.groups()];
    for (int group = 0; group < weights.length; group++) {
      int n = groupOutputs();
      weights[group] =
          slides
              ? Panels.of(w.data(), WindowTables.slidingWeights(this), 1, outputs)
              : Panels.of(w.data(), group * n, outputs, 1, taps.length, n, images * lines * width);
    }
    Bands bands = bands();
    int[] windows = WindowTables.windows(this, frame, bands.imagesEach());
    int[] out = Offsets.steps(windows.length, outputs);
    bands.forEach(
        band -> {
          int above = band.fromLine() * stride();
          int below =
              band.lines() == lines
                  ? frame.lines()
                  : (band.toLine() - 1) * stride() + windowLines();
          float[] framed = x.data();
          int offset = band.fromImage() * frame.size() + frame.offset(above, 0);
          if (!frame.isEmpty()) {
            framed = framed(x, frame, band.fromImage(), band.toImage(), above, below);
            offset = 0;
          }
          int first = band.fromImage() * lines + band.fromLine();
          int last = first + band.images() * band.lines();
          float[] array = y.array(last - first);
          for (int group = 0; group < weights.length; group++) {
            weights[group].multiply(
                framed,
                offset + group * weight.extent(2),
                windows,
                taps,
                band.block((last - first) * width),
                array,
                y.start(first) + group * groupOutputs(),
                out);
          }
          y.complete(first, last, array);
        });
    for (Panels panels : weights) {
      panels.release();
    }
  }

  /** Some framed lines of some images, in this thread's scratch memory. */
  private static float[] framed(
      Tensor x, Frame frame, int fromImage, int toImage, int fromLine, int toLine) {
    int size = (toLine - fromLine) * frame.line();
    float[] framed = ScratchMemory.images((toImage - fromImage) * size);
    for (int n = fromImage; n < toImage; n++) {
      frame.copy(x.data(), n, fromLine, toLine, framed, (n - fromImage) * size);
    }
    return framed;
  }

  /** The gradient to the weights: the forward product with its tables swapped. */
  public Tensor toWeight(Tensor x, Tensor dy) {
    check("conv2d gradient", x, input);
    check("conv2d gradient", dy, output);
    if (DepthwiseConvolution.suits(this)) {
      return new DepthwiseConvolution(this).toWeight(x, dy);
    }
    return WinogradConvolution.suits(this)
        ? new WinogradWeightGradient(this, x, dy).compute()
        : new WeightGradient(this, x, dy).compute();
  }

  /**
   * The gradient to the input. A pixel h is reached by the taps u with (h + p − u·d) divisible by
   * the stride, so the pixels fall into stride² classes; in each it is a convolution of stride 1
   * ({@link InputGradient}). A class that no tap reaches stays 0.
   */
  public Tensor toInput(Tensor dy, Tensor w) {
    check("conv2d gradient", dy, output);
    check("conv2d gradient", w, weight);
    if (DepthwiseConvolution.suits(this)) {
      Tensor dx = Tensor.empty(input);
      new DepthwiseConvolution(this).toInput(dy, w, dx);
      return dx;
    }
    int classes = InputGradient.classes(settings); // along an axis, if there are taps enough
    boolean allReached =
        classes == stride() && weight.extent(0) >= classes && weight.extent(1) >= classes;
    Tensor dx = allReached ? Tensor.empty(input) : Tensor.zeros(input);
    if (WinogradConvolution.suits(this)) {
      WinogradConvolution.toInput(this, dy, w, dx);
      return dx;
    }
    for (int u = 0; u < Math.min(classes, weight.extent(0)); u++) {
      for (int v = 0; v < Math.min(classes, weight.extent(1)); v++) {
        new InputGradient(this, u, v).compute(dy, w, dx);
      }
    }
    return dx;
  }

  /** Shape of the images, [N, H, W, in]. */
  public Shape input() {
    return input;
  }

  /** Shape of the weights, [kh, kw, in / groups, out]. */
  public Shape weight() {
    return weight;
  }

  /** Pixels from a window to the next. */
  public int stride() {
    return settings.stride();
  }

  /** Zeros around the images. */
  public int padding() {
    return settings.padding();
  }

  /** Stride, padding, dilation and groups. */
  public ConvolutionSettings settings() {
    return settings;
  }

  /** Whether windows have no gaps and see all channels: what special cases are made for. */
  public boolean isPlain() {
    return settings.isPlain();
  }

  /** Output channels of a group. */
  int groupOutputs() {
    return output.extent(3) / settings.groups();
  }

  /** Around the input. */
  Frame frame() {
    return new Frame(input, padding(), padding(), padding(), padding());
  }

  static void check(String operation, Tensor given, Shape wanted) {
    if (!given.shape().equals(wanted)) {
      throw new ShapeException(
          operation + ": shape " + given.shape() + " given, this geometry wants " + wanted);
    }
  }

  /** As in {@code conv2d [8,32,32,3] * [3,3,3,16] = [8,32,32,16]}. */
  @Override
  public String toString() {
    return "conv2d " + input + " * " + weight + " = " + output;
  }
}
