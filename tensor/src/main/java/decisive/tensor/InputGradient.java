package decisive.tensor;

import decisive.tensor.kernels.Offsets;
import decisive.tensor.kernels.Panels;
import decisive.tensor.kernels.Scratch;

/**
 * A convolution's gradient to the input pixels of one class: those h with (h + p) mod s = r, and
 * likewise in the other direction. With h + p = s·q + r only the taps u = s·t + r reach them, so
 *
 * <pre>  dx[h] = Σ_t dy[q − t] · w[s·t + r]</pre>
 *
 * is a convolution of stride 1 over framed output gradients, its weights read transposed.
 */
final class InputGradient {
  private final Shape input;
  private final Shape output;
  private final Shape weight;
  private final int stride;
  private final int padding;
  private final int rowResidue;
  private final int columnResidue;
  private final boolean slides;

  /**
   * @param rowResidue r of the lines, below the stride and the weight's height
   * @param columnResidue r of the columns, likewise
   */
  InputGradient(Convolution2d geometry, int rowResidue, int columnResidue) {
    this.input = geometry.input();
    this.output = geometry.output();
    this.weight = geometry.weight();
    this.stride = geometry.stride();
    this.padding = geometry.padding();
    this.rowResidue = rowResidue;
    this.columnResidue = columnResidue;
    this.slides = Convolution2d.slides(geometry, output.extent(3), input.extent(3));
  }

  /** Writes the gradient of the class's pixels into dx. */
  void compute(Tensor dy, Tensor w, Tensor dx) {
    int[] lines = members(input.extent(1), rowResidue);
    int[] columns = members(input.extent(2), columnResidue);
    int images = input.extent(0);
    int channels = input.extent(3);
    if (images * lines.length * columns.length * channels == 0) {
      return;
    }
    Frame frame = frame();
    int[] taps = taps(frame);
    Panels weights = Panels.of(w.data(), weightLines(), output.extent(3), channels);
    long work = (long) taps.length * channels;
    Bands bands = Bands.of(images, lines.length, columns.length, work, weights.count());
    int firstLine = (lines[0] + padding) / stride; // of a band's windows, in dy
    int[] windows = new int[bands.imagesEach() * lines.length * columns.length];
    int[] out = new int[windows.length];
    int to = 0;
    int reach = (weight.extent(0) - 1) / stride; // lines above a window that its taps reach
    for (int n = 0; n < bands.imagesEach(); n++) {
      for (int h : lines) {
        for (int v : columns) {
          int q = (h + padding) / stride - firstLine + reach;
          windows[to] =
              n * bandSize(frame, bands.linesEach(), reach)
                  + frame.between(q, (v + padding) / stride + frame.left());
          out[to++] = ((n * input.extent(1) + h - lines[0]) * input.extent(2) + v) * channels;
        }
      }
    }
    bands.forEach(
        band -> {
          // A band's own lines, and those above that the taps reach.
          int above = firstLine + band.fromLine() - reach + frame.top();
          int size = bandSize(frame, bands.linesEach(), reach);
          float[] framed = Scratch.images(band.images() * size);
          for (int n = 0; n < band.images(); n++) {
            int below = above + reach + band.lines();
            frame.copy(dy.data(), band.fromImage() + n, above, below, framed, n * size);
          }
          int height = input.extent(1);
          int first = band.fromImage() * height + lines[0] + band.fromLine() * stride;
          weights.multiply(
              framed,
              0,
              windows,
              taps,
              band.block(band.images() * band.lines() * columns.length),
              dx.data(),
              first * input.extent(2) * channels,
              out);
        });
    weights.release();
  }

  /** Floats that a band's lines of one image take. */
  private static int bandSize(Frame frame, int lines, int reach) {
    return (lines + reach) * frame.line();
  }

  /** So wide that no tap of any class leaves it. */
  private Frame frame() {
    int top = (weight.extent(0) - 1) / stride;
    int left = (weight.extent(1) - 1) / stride;
    int bottom = (input.extent(1) - 1 + padding) / stride - (output.extent(1) - 1);
    int right = (input.extent(2) - 1 + padding) / stride - (output.extent(2) - 1);
    return new Frame(output, top, Math.max(0, bottom), left, Math.max(0, right));
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

  private int rowTaps() {
    return (weight.extent(0) - rowResidue - 1) / stride + 1;
  }

  private int columnTaps() {
    return (weight.extent(1) - columnResidue - 1) / stride + 1;
  }

  /**
   * Where tap t and output channel o lie from a pixel of dy: t lines and columns before. By taps
   * and then channels; where the window slides, by lines, channels, and then columns from left to
   * right.
   */
  private int[] taps(Frame frame) {
    int[] lines = Offsets.steps(rowTaps(), -frame.line());
    int[] columns = Offsets.steps(columnTaps(), -frame.between(0, 1));
    return ordered(lines, columns, Offsets.steps(output.extent(3), 1));
  }

  /** Where the weights of tap t and output channel o begin; from there on by input channels. */
  private int[] weightLines() {
    int tap = input.extent(3) * output.extent(3);
    int line = weight.extent(1) * tap;
    int[] lines = Offsets.steps(rowTaps(), stride * line);
    int[] columns = Offsets.steps(columnTaps(), stride * tap);
    for (int t = 0; t < lines.length; t++) {
      lines[t] += rowResidue * line + columnResidue * tap;
    }
    return ordered(lines, columns, Offsets.steps(output.extent(3), 1));
  }

  private int[] ordered(int[] lines, int[] columns, int[] channels) {
    return slides
        ? Offsets.sums(Offsets.sums(lines, channels), reversed(columns))
        : Offsets.sums(Offsets.sums(lines, columns), channels);
  }

  private static int[] reversed(int[] offsets) {
    int[] reversed = new int[offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      reversed[i] = offsets[offsets.length - 1 - i];
    }
    return reversed;
  }
}
