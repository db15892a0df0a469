package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.Offsets;
import decisive.tensor.kernels.Panels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Storage;

/**
 * A convolution of 3×3 taps and stride 1 by Winograd's minimal filtering F(2×2, 3×3) (Lavin and
 * Gray, "Fast Algorithms for Convolutional Neural Networks", 2015): 16 products for 2×2 outputs
 * where the definition takes 36.
 *
 * <pre>
 *   Y = Aᵀ [ Σ_c (G g Gᵀ) ⊙ (Bᵀ d B) ] A      d: 4×4 pixels of channel c, g: its 3×3 weights
 * </pre>
 *
 * <p>Over many windows and output channels the sum becomes 16 matrix products, one for each place
 * of the 4×4. The gradient to the input is such a convolution of the output's gradient, its weights
 * turned around and transposed; to turn g around swaps the first and last row and column of G g Gᵀ.
 */
final class WinogradConvolution {
  /** With fewer channels the transforms cost more than the products save. */
  private static final int CHANNELS = 64;

  /** With fewer windows of 2×2 outputs, to transform the weights costs more. */
  private static final int WINDOWS = 64;

  /** Windows transformed at a time. */
  private static final int STRIP = 64;

  /**
   * Channels of a block of transforms, and the stride from a window's to the next one's: tiles read
   * rows of that stride in place.
   */
  private static final int BLOCK = Kernels.WIDE;

  static final int PLANES = 16;

  private final Frame frame;
  private final Shape output;
  private final int channels;
  private final int outputs;
  private final int lines;
  private final int columns;

  private WinogradConvolution(Shape input, Shape output, int padding) {
    this.output = output;
    this.channels = input.extent(3);
    this.outputs = output.extent(3);
    this.lines = (output.extent(1) + 1) / 2;
    this.columns = (output.extent(2) + 1) / 2;
    this.frame = frame(input, output, padding);
  }

  /**
   * Floats from a plane of some rows to the next. Were it a power of two, the 16 stores of a
   * transform would fall into the same few sets of the cache.
   */
  static int plane(int rows, int length) {
    return rows * length + 48;
  }

  /** Around images, so that each window of 2×2 outputs has its 4×4 pixels. */
  static Frame frame(Shape input, Shape output, int padding) {
    return new Frame(
        input,
        padding,
        output.extent(1) + output.extent(1) % 2 + 2 - padding - input.extent(1),
        padding,
        output.extent(2) + output.extent(2) % 2 + 2 - padding - input.extent(2));
  }

  /** Whether it is faster than the definition. */
  static boolean suits(Convolution2d geometry) {
    Shape weight = geometry.weight();
    Shape output = geometry.output();
    long windows = output.extent(0) * ((output.extent(1) + 1L) / 2) * ((output.extent(2) + 1L) / 2);
    return geometry.isPlain()
        && weight.extent(0) == 3
        && weight.extent(1) == 3
        && geometry.stride() == 1
        && geometry.padding() <= 2
        && weight.extent(2) % Kernels.WIDE == 0
        && weight.extent(3) % Kernels.WIDE == 0
        && Math.min(weight.extent(2), weight.extent(3)) >= CHANNELS
        && windows >= WINDOWS;
  }

  static void forward(Convolution2d geometry, Tensor x, Tensor w, OutputLines y) {
    WinogradConvolution convolution =
        new WinogradConvolution(geometry.input(), geometry.output(), geometry.padding());
    int steps = geometry.weight().extent(2);
    int n = geometry.weight().extent(3);
    Storage transformed = Storage.empty(Kernels.LINE_START + PLANES * steps * n);
    transformWeights(w, transformed.array(), Kernels.WIDE);
    Panels[] weights = new Panels[PLANES];
    for (int plane = 0; plane < PLANES; plane++) {
      weights[plane] =
          Panels.alreadyPacked(
              transformed.array(), Kernels.LINE_START + plane * steps * n, steps, n);
    }
    convolution.compute(x, weights, y);
    transformed.release();
  }

  static void toInput(Convolution2d geometry, Tensor dy, Tensor w, Tensor dx) {
    WinogradConvolution convolution =
        new WinogradConvolution(geometry.output(), geometry.input(), 2 - geometry.padding());
    int steps = geometry.weight().extent(3);
    int n = geometry.weight().extent(2);
    Storage transformed = Storage.empty(Kernels.LINE_START + PLANES * steps * n);
    transformWeights(w, transformed.array(), steps);
    Panels[] weights = new Panels[PLANES];
    for (int plane = 0; plane < PLANES; plane++) {
      int turned = turned(plane / 4) * 4 + turned(plane % 4);
      weights[plane] =
          Panels.of(
              transformed.array(),
              Kernels.LINE_START + turned * steps * n,
              1,
              steps,
              steps,
              n,
              WINDOWS);
    }
    transformed.release();
    convolution.compute(dy, weights, new OutputLines.Kept(dx));
    for (Panels panels : weights) {
      panels.release();
    }
  }

  private static int turned(int row) {
    return row == 0 ? 3 : row == 3 ? 0 : row;
  }

  /**
   * G g Gᵀ for all channels, plane after plane; in a plane, columns of {@code width} output
   * channels after each other.
   */
  private static void transformWeights(Tensor w, float[] u, int width) {
    int channels = w.extent(2);
    int outputs = w.extent(3);
    int plane = channels * outputs;
    Workers.forEachRange(
        channels,
        Math.max(1, Workers.CHUNK / (PLANES * outputs)),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            for (int o = 0; o < outputs; o += width) {
              KernelSet.active()
                  .winogradWeights(
                      w.data(),
                      c * outputs + o,
                      plane,
                      width,
                      u,
                      Kernels.LINE_START + o * channels + c * width,
                      plane);
            }
          }
        });
  }

  private void compute(Tensor x, Panels[] weights, OutputLines y) {
    Bands bands = Bands.of(output.extent(0), lines, columns, (long) PLANES * channels * outputs, 1);
    int[] rows = Offsets.steps(STRIP, BLOCK);
    int[] steps =
        Offsets.sums(Offsets.steps(channels / BLOCK, STRIP * BLOCK), Offsets.steps(BLOCK, 1));
    int[] out = Offsets.steps(STRIP, outputs);
    bands.forEach(
        band -> {
          int size = (2 * band.lines() + 2) * frame.line();
          float[] framed = ScratchMemory.images(band.images() * size);
          for (int n = 0; n < band.images(); n++) {
            int above = 2 * band.fromLine();
            frame.copy(
                x.data(),
                band.fromImage() + n,
                above,
                above + 2 * band.lines() + 2,
                framed,
                n * size);
          }
          float[] transforms = ScratchMemory.transforms(PLANES * plane(STRIP, channels));
          float[] products = ScratchMemory.products(PLANES * plane(STRIP, outputs));
          int windows = band.images() * band.lines() * columns;
          int height = output.extent(1);
          int first = band.fromImage() * height + 2 * band.fromLine();
          int last = (band.toImage() - 1) * height + Math.min(height, 2 * band.toLine());
          float[] array = y.array(last - first);
          for (int from = 0; from < windows; from += STRIP) {
            int count = Math.min(STRIP, windows - from);
            transform(framed, size, band, from, count, transforms);
            for (int plane = 0; plane < PLANES; plane++) {
              weights[plane].multiply(
                  transforms,
                  plane * plane(STRIP, channels),
                  rows,
                  steps,
                  new Panels.Block(0, count, 0, weights[plane].count()),
                  products,
                  plane * plane(STRIP, outputs),
                  out);
            }
            write(products, band, from, count, array, y.start(first));
          }
          y.complete(first, last, array);
        });
  }

  private void transform(
      float[] framed, int size, Bands.Band band, int from, int count, float[] transforms) {
    Kernels kernels = KernelSet.active();
    for (int i = 0; i < count; i++) {
      int column = (from + i) % columns;
      int line = (from + i) / columns % band.lines();
      int image = (from + i) / columns / band.lines();
      int offset = image * size + 2 * line * frame.line() + 2 * column * channels;
      for (int c = 0; c < channels; c += BLOCK) {
        kernels.winogradInput(
            framed,
            offset + c,
            frame.line(),
            channels,
            BLOCK,
            transforms,
            c * STRIP + i * BLOCK,
            plane(STRIP, channels));
      }
    }
  }

  /**
   * @param start of the band's first line in y
   */
  private void write(float[] products, Bands.Band band, int from, int count, float[] y, int start) {
    Kernels kernels = KernelSet.active();
    int height = output.extent(1);
    int rest = height - 2 * band.fromLine();
    int width = output.extent(2);
    for (int i = 0; i < count; i++) {
      int column = 2 * ((from + i) % columns);
      int line = 2 * ((from + i) / columns % band.lines());
      int image = (from + i) / columns / band.lines();
      kernels.winogradOutput(
          products,
          i * outputs,
          plane(STRIP, outputs),
          y,
          start + ((image * height + line) * width + column) * outputs,
          width * outputs,
          outputs,
          Math.min(2, rest - line),
          Math.min(2, width - column));
    }
  }
}
