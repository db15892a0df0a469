package decisive.tensor;

import decisive.tensor.kernels.Offsets;
import decisive.tensor.kernels.Panels;
import decisive.tensor.kernels.ScratchMemory;

/**
 * A convolution's gradient to the input pixels of one class: those h that a tap u of the first few
 * reaches, (h + p) mod s = u·d mod s, and likewise in the other direction. With e the greatest
 * common divisor of stride s and dilation d, the taps u + t·s/e reach them and no others; so with h
 * + p = s·q + u·d mod s
 *
 * <pre>  dx[h] = Σ_t dy[q − u·d/s − t·d/e] · w[u + t·s/e]     u·d/s rounded down</pre>
 *
 * is a convolution of stride 1 over framed output gradients, its weights read transposed. Without
 * dilation that is dy[q − t] · w[u + t·s].
 */
final class InputGradient {
  private final Shape input;
  private final Shape output;
  private final Shape weight;
  private final int stride;
  private final int padding;
  private final int dilation;
  private final int groups;
  private final int groupOutputs;
  private final Taps rows;
  private final Taps columns;
  private final boolean slides;

  /**
   * The taps along an axis that reach a class.
   *
   * @param first u
   * @param step s/e: from one of them to the next
   * @param count how many
   * @param residue u·d mod s: of the class's pixels
   * @param offset u·d/s: lines, or columns, of dy from the first tap's to q
   * @param dyStep d/e: lines, or columns, of dy from a tap's to the next one's
   */
  private record Taps(int first, int step, int count, int residue, int offset, int dyStep) {
    static Taps of(ConvolutionSettings settings, int first, int taps) {
      int step = classes(settings);
      int dyStep = settings.dilation() / (settings.stride() / step);
      int reach = first * settings.dilation();
      return new Taps(
          first,
          step,
          (taps - first - 1) / step + 1,
          reach % settings.stride(),
          reach / settings.stride(),
          dyStep);
    }

    /** Where they lie from q, in lines or columns of so many floats of dy. */
    int[] offsets(int floats) {
      int[] offsets = Offsets.steps(count, -dyStep * floats);
      for (int t = 0; t < count; t++) {
        offsets[t] -= offset * floats;
      }
      return offsets;
    }

    /** Where they lie in the weights, which have so many floats from a tap to the next. */
    int[] weights(int floats) {
      int[] offsets = Offsets.steps(count, step * floats);
      for (int t = 0; t < count; t++) {
        offsets[t] += first * floats;
      }
      return offsets;
    }
  }

  /** Classes along an axis that taps can reach: s/e. */
  static int classes(ConvolutionSettings settings) {
    int divisor = settings.stride();
    for (int rest = settings.dilation(); rest != 0; ) {
      int next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return settings.stride() / divisor;
  }

  /**
   * @param row the class's first tap along the lines, below {@link #classes} and the weight's
   *     height
   * @param column along the columns, likewise
   */
  InputGradient(Convolution2d geometry, int row, int column) {
    this.input = geometry.input();
    this.output = geometry.output();
    this.weight = geometry.weight();
    this.stride = geometry.stride();
    this.padding = geometry.padding();
    this.dilation = geometry.settings().dilation();
    this.groups = geometry.settings().groups();
    this.groupOutputs = geometry.groupOutputs();
    this.rows = Taps.of(geometry.settings(), row, weight.extent(0));
    this.columns = Taps.of(geometry.settings(), column, weight.extent(1));
    this.slides = WindowTables.slides(geometry, output.extent(3), input.extent(3));
  }

  /** Writes the gradient of the class's pixels into dx. */
  void compute(Tensor dy, Tensor w, Tensor dx) {
    int[] lines = members(input.extent(1), rows.residue);
    int[] columns = members(input.extent(2), this.columns.residue);
    int images = input.extent(0);
    int channels = input.extent(3);
    if (images * lines.length * columns.length * channels == 0) {
      return;
    }
    Frame frame = frame();
    int[] taps = taps(frame);
    int groupInputs = weight.extent(2);
    Panels[] weights = new Panels[groups];
    for (int group = 0; group < groups; group++) {
      weights[group] = Panels.of(w.data(), weightLines(group), output.extent(3), groupInputs);
    }
    long work = (long) taps.length * channels;
    Bands bands = Bands.of(images, lines.length, columns.length, work, weights[0].count());
    int firstLine = (lines[0] + padding) / stride; // of a band's windows, in dy
    int[] windows = new int[bands.imagesEach() * lines.length * columns.length];
    int[] out = new int[windows.length];
    int to = 0;
    int reach = reach(0); // lines above a window that its taps reach
    for (int n = 0; n < bands.imagesEach(); n++) {
      for (int h : lines) {
        for (int v : columns) {
          int q = (h + padding) / stride - firstLine + reach;
          windows[to] =
              n * bandSize(frame, bands.linesEach(), reach)
                  + frame.offset(q, (v + padding) / stride + frame.left());
          out[to++] = ((n * input.extent(1) + h - lines[0]) * input.extent(2) + v) * channels;
        }
      }
    }
    bands.forEach(
        band -> {
          // A band's own lines, and those above that the taps reach.
          int above = firstLine + band.fromLine() - reach + frame.top();
          int size = bandSize(frame, bands.linesEach(), reach);
          float[] framed = ScratchMemory.images(band.images() * size);
          for (int n = 0; n < band.images(); n++) {
            int below = above + reach + band.lines();
            frame.copy(dy.data(), band.fromImage() + n, above, below, framed, n * size);
          }
          int height = input.extent(1);
          int first = band.fromImage() * height + lines[0] + band.fromLine() * stride;
          for (int group = 0; group < groups; group++) {
            weights[group].multiply(
                framed,
                group * groupOutputs,
                windows,
                taps,
                band.block(band.images() * band.lines() * columns.length),
                dx.data(),
                first * input.extent(2) * channels + group * groupInputs,
                out);
          }
        });
    for (Panels panels : weights) {
      panels.release();
    }
  }

  /** Floats that a band's lines of one image take. */
  private static int bandSize(Frame frame, int lines, int reach) {
    return (lines + reach) * frame.line();
  }

  /** So wide that no tap of any class leaves it. */
  private Frame frame() {
    int top = reach(0);
    int left = reach(1);
    int bottom = (input.extent(1) - 1 + padding) / stride - (output.extent(1) - 1);
    int right = (input.extent(2) - 1 + padding) / stride - (output.extent(2) - 1);
    return new Frame(output, top, Math.max(0, bottom), left, Math.max(0, right));
  }

  /** Lines (or columns: axis 1) of dy from q to the farthest that a tap of any class reads. */
  private int reach(int axis) {
    return (weight.extent(axis) - 1) * dilation / stride;
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

  /**
   * Where a tap and an output channel of the first group lie from a pixel q of dy. By taps and then
   * channels; where the window slides, by lines, channels, and then columns from left to right.
   */
  private int[] taps(Frame frame) {
    return ordered(
        rows.offsets(frame.line()),
        columns.offsets(frame.offset(0, 1)),
        Offsets.steps(groupOutputs, 1));
  }

  /** Where the weights of a tap and output channel begin; from there on by input channels. */
  private int[] weightLines(int group) {
    int tap = weight.extent(2) * weight.extent(3);
    int[] outputs = Offsets.steps(groupOutputs, 1);
    for (int o = 0; o < outputs.length; o++) {
      outputs[o] += group * groupOutputs;
    }
    return ordered(rows.weights(weight.extent(1) * tap), columns.weights(tap), outputs);
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
