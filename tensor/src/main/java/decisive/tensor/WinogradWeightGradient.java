package decisive.tensor;

import static decisive.tensor.WinogradConvolution.PLANES;
import static decisive.tensor.WinogradConvolution.plane;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.Offsets;
import decisive.tensor.kernels.Panels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Storage;

/**
 * The gradient to the weights of a {@link WinogradConvolution}: each of its linear maps transposed.
 *
 * <pre>
 *   dg = Gᵀ [ Σ_windows (Bᵀ d B) ⊙ (A e Aᵀ) ] G      d: 4×4 pixels, e: 2×2 gradients of outputs
 * </pre>
 *
 * <p>The sum is 16 matrix products, channels by windows by output channels. Windows are taken in
 * rounds, of as many as stay in the last-level cache when they are transformed: first tasks
 * transform lines of windows, then tasks add a plane's products, or some channels of it, to the
 * sums of the rounds before.
 */
final class WinogradWeightGradient {
  /** Floats that the transformed pixels of a round may take, about. */
  private static final int ROUND = 1 << 20;

  /** Channels of a plane that a task has at least. */
  private static final int CHANNELS = 64;

  /**
   * Weights that a call transforms back, a vector or a few. What is called seldom, the JVM compiles
   * late: with 64, it took 50 to 200 steps where a network has one such layer of 64 maps.
   */
  private static final int PIECE = 16;

  /** Windows that a task transforms, about. */
  private static final int WINDOWS = 64;

  private final Tensor x;
  private final Tensor dy;
  private final Shape weight;
  private final Shape output;
  private final Frame frame;
  private final int channels;
  private final int outputs;

  /** Lines of windows in an image, each of as many columns. */
  private final int lines;

  private final int columns;

  WinogradWeightGradient(Convolution2d geometry, Tensor x, Tensor dy) {
    this.x = x;
    this.dy = dy;
    this.weight = geometry.weight();
    this.output = geometry.output();
    this.frame = WinogradConvolution.frame(geometry.input(), output, geometry.padding());
    this.channels = weight.extent(2);
    this.outputs = weight.extent(3);
    this.lines = (output.extent(1) + 1) / 2;
    this.columns = (output.extent(2) + 1) / 2;
  }

  Tensor compute() {
    int allLines = output.extent(0) * lines;
    int linesEach = Math.max(1, ROUND / PLANES / Math.max(channels, outputs) / columns);
    int most = Math.min(allLines, linesEach) * columns;
    Storage pixels = Storage.empty(PLANES * plane(most, channels));
    Storage gradients = Storage.empty(PLANES * plane(most, outputs));
    Storage sums = Storage.empty(PLANES * channels * outputs);
    for (int line = 0; line < allLines; line += linesEach) {
      int first = line;
      int count = Math.min(linesEach, allLines - line);
      Workers.forEachRange(
          count,
          Math.max(1, WINDOWS / columns),
          (from, to) -> {
            for (int i = from; i < to; i++) {
              transform(first + i, i * columns, count * columns, pixels, gradients);
            }
          });
      multiply(count * columns, pixels.array(), gradients.array(), sums.array(), line > 0);
    }
    pixels.release();
    gradients.release();
    Tensor dw = Tensor.empty(weight);
    int plane = channels * outputs;
    Workers.forEachRange(
        plane,
        Workers.CHUNK / PLANES,
        (from, to) -> {
          for (int i = from; i < to; i += PIECE) {
            int n = Math.min(PIECE, to - i);
            KernelSet.active()
                .winogradWeightGradient(sums.array(), i, plane, n, dw.data(), i, plane);
          }
        });
    sums.release();
    return dw;
  }

  /** A line's windows, which are those of the round from {@code window} on, of {@code count}. */
  private void transform(int line, int window, int count, Storage pixels, Storage gradients) {
    Kernels kernels = KernelSet.active();
    int image = line / lines;
    int row = 2 * (line % lines);
    float[] framed = ScratchMemory.images(4 * frame.line());
    frame.copy(x.data(), image, row, row + 4, framed, 0);
    int width = output.extent(2);
    int rows = Math.min(2, output.extent(1) - row);
    for (int i = 0; i < columns; i++) {
      kernels.winogradInput(
          framed,
          2 * i * channels,
          frame.line(),
          channels,
          channels,
          pixels.array(),
          (window + i) * channels,
          plane(count, channels));
      int offset = ((image * output.extent(1) + row) * width + 2 * i) * outputs;
      for (int o = 0; o < outputs; o += Kernels.WIDE) {
        kernels.winogradGradient(
            dy.data(),
            offset + o,
            width * outputs,
            outputs,
            Kernels.WIDE,
            rows,
            Math.min(2, width - 2 * i),
            gradients.array(),
            o * count + (window + i) * Kernels.WIDE,
            plane(count, outputs));
      }
    }
  }

  private void multiply(int windows, float[] pixels, float[] gradients, float[] sums, boolean add) {
    int[] rows = Offsets.steps(channels, 1);
    int[] steps = Offsets.steps(windows, channels);
    int[] out = Offsets.steps(channels, outputs);
    int blocks = Math.max(1, channels / CHANNELS);
    int each = (channels - 1) / blocks + 1;
    Workers.forEach(
        PLANES * blocks,
        task -> {
          int plane = task / blocks;
          int from = task % blocks * each;
          Panels panels =
              Panels.alreadyPacked(gradients, plane * plane(windows, outputs), windows, outputs);
          Panels.Block block =
              new Panels.Block(from, Math.min(channels, from + each), 0, panels.count());
          for (int step = 0; step < windows; step += Panels.CHAIN) {
            panels.multiply(
                pixels,
                plane * plane(windows, channels),
                rows,
                steps,
                new Panels.Chain(step, step, Math.min(Panels.CHAIN, windows - step)),
                block,
                sums,
                plane * channels * outputs,
                out,
                add || step > 0);
          }
        });
  }
}
