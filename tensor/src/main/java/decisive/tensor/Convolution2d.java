package decisive.tensor;

import decisive.tensor.kernels.GatherProduct;
import decisive.tensor.kernels.Offsets;
import decisive.tensor.parallel.Workers;

/**
 * The 2-d convolution (cross-correlation, as in every deep-learning library) of one geometry, and
 * its gradients; channels-last.
 *
 * <pre>
 *   y[n,i,j,o]   = Σ_{u,v,c} x[n, i·s+u−p, j·s+v−p, c] · w[u,v,c,o]      x is 0 outside the image
 *   dx[n,h,w,c]  = Σ_{u,v,o} dy[n, (h+p−u)/s, (w+p−v)/s, o] · w[u,v,c,o]   where the divisions are exact
 *   dw[u,v,c,o]  = Σ_{n,i,j} x[n, i·s+u−p, j·s+v−p, c] · dy[n,i,j,o]
 * </pre>
 *
 * <p>All three are {@link GatherProduct}s over an image with a frame of zeros: the window of an
 * output pixel begins at a table's offset, and a tap lies at another table's offset from there.
 * Shapes: x [N, H, W, C], w [kh, kw, C, O], y [N, (H+2p−kh)/s+1, (W+2p−kw)/s+1, O].
 */
public final class Convolution2d {
  private final Shape input;
  private final Shape weight;
  private final Shape output;
  private final int stride;
  private final int padding;

  /**
   * @param stride 1 or more
   * @param padding zeros around the image, 0 or more
   * @throws ShapeException if the shapes do not fit
   */
  public Convolution2d(Shape input, Shape weight, int stride, int padding) {
    if (input.rank() != 4 || weight.rank() != 4) {
      throw new ShapeException(
          "conv2d: input "
              + input
              + " and weight "
              + weight
              + " must be [N,H,W,C] and [kh,kw,C_in,C_out]");
    }
    if (input.extent(3) != weight.extent(2)) {
      throw new ShapeException(
          "conv2d: weight "
              + weight
              + " wants "
              + weight.extent(2)
              + " input channels, input "
              + input
              + " has "
              + input.extent(3));
    }
    this.input = input;
    this.weight = weight;
    this.stride = stride;
    this.padding = padding;
    this.output =
        Shape.of(
            input.extent(0),
            extent("conv2d", input, 1, weight.extent(0), stride, padding),
            extent("conv2d", input, 2, weight.extent(1), stride, padding),
            weight.extent(3));
  }

  /** Windows of {@code size} that fit along an axis: (extent + 2·padding − size) / stride + 1. */
  static int extent(String operation, Shape input, int axis, int size, int stride, int padding) {
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
    Frame frame = new Frame(input, padding, padding, padding, padding);
    int outputs = output.extent(3);
    Tensor y = Tensor.zeros(output);
    GatherProduct.of(windows(frame), taps(frame), outputs)
        .left(frame.around(x), 0)
        .right(w.data(), 0, outputs, 1)
        .into(y.data(), 0, Offsets.steps(output.span(0, 3), outputs));
    return y;
  }

  /** The gradient to the weights: the forward product with its tables swapped. */
  public Tensor toWeight(Tensor x, Tensor dy) {
    check("conv2d gradient", x, input);
    check("conv2d gradient", dy, output);
    Frame frame = new Frame(input, padding, padding, padding, padding);
    int outputs = output.extent(3);
    Tensor dw = Tensor.zeros(weight);
    GatherProduct.of(taps(frame), windows(frame), outputs)
        .left(frame.around(x), 0)
        .right(dy.data(), 0, outputs, 1)
        .into(dw.data(), 0, Offsets.steps(weight.span(0, 3), outputs));
    return dw;
  }

  /**
   * The gradient to the input. A pixel h is reached by the taps u with (h + p − u) divisible by the
   * stride, so the pixels fall into stride² classes; in each, with h + p = s·q + r and u = s·t + r,
   * it is a convolution of stride 1: Σ_t dy[q − t] · w[s·t + r]. A class that no tap reaches stays
   * 0.
   */
  public Tensor toInput(Tensor dy, Tensor w) {
    check("conv2d gradient", dy, output);
    check("conv2d gradient", w, weight);
    int leadRows = (weight.extent(0) - 1) / stride;
    int leadColumns = (weight.extent(1) - 1) / stride;
    int trailRows = Math.max(0, (input.extent(1) - 1 + padding) / stride - (output.extent(1) - 1));
    int trailColumns =
        Math.max(0, (input.extent(2) - 1 + padding) / stride - (output.extent(2) - 1));
    Frame frame = new Frame(output, leadRows, trailRows, leadColumns, trailColumns);
    float[] framed = frame.around(dy);
    Tensor dx = Tensor.zeros(input);
    for (int r = 0; r < Math.min(stride, weight.extent(0)); r++) {
      for (int c = 0; c < Math.min(stride, weight.extent(1)); c++) {
        residueToInput(r, c, frame, framed, w, dx);
      }
    }
    return dx;
  }

  private void residueToInput(
      int rowResidue, int columnResidue, Frame frame, float[] framed, Tensor w, Tensor dx) {
    int[] rows = members(input.extent(1), rowResidue);
    int[] columns = members(input.extent(2), columnResidue);
    int rowTaps = (weight.extent(0) - rowResidue - 1) / stride + 1;
    int columnTaps = (weight.extent(1) - columnResidue - 1) / stride + 1;
    int images = input.extent(0);
    int channels = input.extent(3);
    int outputs = output.extent(3);

    int[] pixels = new int[images * rows.length * columns.length];
    int[] out = new int[pixels.length];
    int to = 0;
    for (int n = 0; n < images; n++) {
      for (int h : rows) {
        for (int v : columns) {
          pixels[to] = frame.offset(n, (h + padding) / stride, (v + padding) / stride);
          out[to++] = ((n * input.extent(1) + h) * input.extent(2) + v) * channels;
        }
      }
    }
    int[] steps = new int[rowTaps * columnTaps * outputs];
    float[] turned = new float[steps.length * channels];
    to = 0;
    for (int t = 0; t < rowTaps; t++) {
      for (int q = 0; q < columnTaps; q++) {
        int tap = (rowResidue + t * stride) * weight.extent(1) + columnResidue + q * stride;
        for (int o = 0; o < outputs; o++, to++) {
          steps[to] = o - frame.offsetBetween(t, q);
          for (int c = 0; c < channels; c++) {
            turned[to * channels + c] = w.data()[(tap * channels + c) * outputs + o];
          }
        }
      }
    }
    GatherProduct.of(pixels, steps, channels)
        .left(framed, 0)
        .right(turned, 0, channels, 1)
        .into(dx.data(), 0, out);
  }

  /** Positions h along an input axis with (h + padding) mod stride = residue. */
  private int[] members(int extent, int residue) {
    int first = Math.floorMod(residue - padding, stride);
    int count = first < extent ? (extent - first - 1) / stride + 1 : 0;
    int[] members = Offsets.steps(count, stride);
    for (int i = 0; i < count; i++) {
      members[i] += first;
    }
    return members;
  }

  /** Where each output pixel's window begins in the framed input. */
  private int[] windows(Frame frame) {
    int[] windows = new int[output.span(0, 3)];
    int to = 0;
    for (int n = 0; n < output.extent(0); n++) {
      for (int i = 0; i < output.extent(1); i++) {
        for (int j = 0; j < output.extent(2); j++) {
          windows[to++] = frame.corner(n, i * stride, j * stride);
        }
      }
    }
    return windows;
  }

  /** Where each tap and channel lies from a window's beginning. */
  private int[] taps(Frame frame) {
    int[] taps = new int[weight.extent(0) * weight.extent(1)];
    int to = 0;
    for (int u = 0; u < weight.extent(0); u++) {
      for (int v = 0; v < weight.extent(1); v++) {
        taps[to++] = frame.offsetBetween(u, v);
      }
    }
    return Offsets.sums(taps, Offsets.steps(input.extent(3), 1));
  }

  static void check(String operation, Tensor given, Shape wanted) {
    if (!given.shape().equals(wanted)) {
      throw new ShapeException(
          operation + ": shape " + given.shape() + " given, this geometry wants " + wanted);
    }
  }

  /** Images with zeros around them. */
  private static final class Frame {
    private final Shape image;
    private final int top;
    private final int left;
    private final Shape framed;

    Frame(Shape image, int top, int bottom, int left, int right) {
      this.image = image;
      this.top = top;
      this.left = left;
      this.framed =
          Shape.of(
              image.extent(0),
              image.extent(1) + top + bottom,
              image.extent(2) + left + right,
              image.extent(3));
    }

    /** The framed copy; the images themselves where the frame is empty. */
    float[] around(Tensor x) {
      if (framed.equals(image)) {
        return x.data();
      }
      float[] result = new float[framed.size()];
      int line = image.extent(2) * image.extent(3);
      Workers.forEach(
          image.extent(0),
          n -> {
            for (int row = 0; row < image.extent(1); row++) {
              System.arraycopy(
                  x.data(), (n * image.extent(1) + row) * line, result, offset(n, row, 0), line);
            }
          });
      return result;
    }

    /** Of a pixel counted from the image's corner. */
    int offset(int n, int row, int column) {
      return corner(n, row + top, column + left);
    }

    /** Of a pixel counted from the frame's corner. */
    int corner(int n, int row, int column) {
      return ((n * framed.extent(1) + row) * framed.extent(2) + column) * framed.extent(3);
    }

    /** Between two pixels of one image. */
    int offsetBetween(int rows, int columns) {
      return (rows * framed.extent(2) + columns) * framed.extent(3);
    }
  }
}
