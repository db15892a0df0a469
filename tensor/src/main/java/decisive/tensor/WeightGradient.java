package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.Offsets;
import decisive.tensor.kernels.Panels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Storage;

/**
 * A convolution's gradient to its weights: sums over all output pixels, which are many, for
 * elements of the weights, which may be few.
 *
 * <pre>  dw[u,v,c,o]  = Σ_{n,i,j} x[n, i·s+u·d−p, j·s+v·d−p, c] · dy[n,i,j,o]</pre>
 *
 * <p>The pixels are split into chains of 512, as all sums are. Each chain's part of dw is computed
 * by itself, by a task that frames the few lines it needs, so that its pixels are in its cache;
 * then the parts are added in the chains' order. So threads share the pixels even if the weights
 * are few, and no bit depends on them. As many chains are computed at a time as have parts of 16
 * MiB together; where that is one, tasks share the weights.
 */
final class WeightGradient {
  /** Floats that parts may take. */
  private static final int PARTS = 1 << 22;

  /** Tasks there should be, for a large machine. */
  private static final int TASKS = 64;

  /** Rows of dw that a task has at least: fewer read the gradients of the output too often. */
  private static final int ROWS = 64;

  private final Convolution2d geometry;
  private final Tensor x;
  private final Tensor dy;
  private final int outputs;
  private final int pixels;
  private final Frame frame;

  /**
   * Whether parts are computed by {@link Kernels#weightTile}, and so lie as it writes them: [line,
   * output, column, channel]. The bits are the same.
   */
  private final boolean byLines;

  WeightGradient(Convolution2d geometry, Tensor x, Tensor dy) {
    this.geometry = geometry;
    this.x = x;
    this.dy = dy;
    this.outputs = geometry.output().extent(3);
    this.pixels = geometry.output().span(0, 3);
    this.frame = geometry.frame();
    this.byLines =
        WindowTables.slides(geometry, geometry.input().extent(3), outputs)
            && KernelSet.active().lanes() == Kernels.NARROW;
  }

  Tensor compute() {
    Tensor dw = Tensor.empty(geometry.weight());
    if (dw.size() == 0 || pixels == 0) {
      return Tensor.zeros(geometry.weight());
    }
    int[] taps = WindowTables.taps(geometry, frame);
    int[] out = Offsets.steps(taps.length, outputs);
    int groupOutputs = geometry.groupOutputs();
    Panels[] gradients = new Panels[geometry.settings().groups()];
    for (int group = 0; group < gradients.length; group++) {
      gradients[group] =
          Panels.of(dy.data(), group * groupOutputs, outputs, 1, pixels, groupOutputs, taps.length);
    }
    int chains = (pixels - 1) / Panels.CHAIN + 1;
    int together = Math.max(1, Math.min(chains, PARTS / dw.size()));
    int rowsEach = byLines ? taps.length : rowsEach(taps.length, together);
    int blocks = (taps.length - 1) / rowsEach + 1;
    boolean inPlace = together == 1 && !byLines;
    Storage parts = Storage.empty(inPlace ? 0 : together * dw.size());
    Tensor sum = byLines ? Tensor.empty(dw.shape()) : dw;
    for (int first = 0; first < chains; first += together) {
      int from = first;
      int count = Math.min(together, chains - first);
      Workers.forEach(
          count * blocks,
          task -> {
            int chain = from + task / blocks;
            Windows windows = windows(chain * Panels.CHAIN);
            if (byLines) {
              partByLines(windows, chain, parts.array(), (chain - from) * dw.size());
              return;
            }
            int row = task % blocks * rowsEach;
            for (int group = 0; group < gradients.length; group++) {
              Panels columns = gradients[group];
              columns.multiply(
                  windows.images,
                  windows.offset + group * geometry.weight().extent(2),
                  taps,
                  windows.table,
                  new Panels.Chain(0, chain * Panels.CHAIN, windows.count),
                  new Panels.Block(row, Math.min(taps.length, row + rowsEach), 0, columns.count()),
                  inPlace ? dw.data() : parts.array(),
                  (inPlace ? 0 : (chain - from) * dw.size()) + group * groupOutputs,
                  out,
                  inPlace && chain > 0);
            }
          });
      if (!inPlace) {
        add(parts.array(), count, sum.data(), first > 0);
      }
    }
    if (byLines) {
      reorder(sum.data(), dw.data());
      Storage.behind(sum).release();
    }
    parts.release();
    for (Panels panels : gradients) {
      panels.release();
    }
    return dw;
  }

  /** A chain's part of all weights, line by line of the window. */
  private void partByLines(Windows windows, int chain, float[] part, int offset) {
    int line = 3 * Kernels.NARROW * Kernels.NARROW;
    for (int u = 0; u < geometry.weight().extent(0); u++) {
      KernelSet.active()
          .weightTile(
              dy.data(),
              chain * Panels.CHAIN * Kernels.NARROW,
              windows.count,
              windows.images,
              windows.offset + frame.offset(u, 0),
              windows.table,
              part,
              offset + u * line);
    }
  }

  /** From [line, output, column and channel] to [line, column and channel, output]. */
  private void reorder(float[] byLines, float[] dw) {
    int rows = 3 * Kernels.NARROW;
    for (int u = 0; u < geometry.weight().extent(0); u++) {
      int line = u * rows * outputs;
      for (int o = 0; o < outputs; o++) {
        for (int j = 0; j < rows; j++) {
          dw[line + j * outputs + o] = byLines[line + o * rows + j];
        }
      }
    }
  }

  /** Where the windows of a chain's pixels begin. */
  private record Windows(float[] images, int offset, int[] table, int count) {}

  /** Of the output pixels from {@code first} on, over the framed lines they need and no others. */
  private Windows windows(int first) {
    int count = Math.min(Panels.CHAIN, pixels - first);
    int from = line(first);
    int to = line(first + count - 1) + geometry.windowLines();
    float[] images = frame.isEmpty() ? x.data() : ScratchMemory.images((to - from) * frame.line());
    if (!frame.isEmpty()) {
      for (int line = from; line < to; ) {
        int image = line / frame.lines();
        int next = Math.min(to, (image + 1) * frame.lines());
        int above = image * frame.lines();
        int offset = (line - from) * frame.line();
        frame.copy(x.data(), image, line - above, next - above, images, offset);
        line = next;
      }
    }
    int[] table = ScratchMemory.table(Panels.CHAIN);
    int width = geometry.output().extent(2);
    int pixel = first;
    for (int k = 0; k < count; ) {
      int window = (line(pixel) - from) * frame.line();
      for (int j = pixel % width; j < width && k < count; j++, pixel++) {
        table[k++] = window + frame.offset(0, j * geometry.stride());
      }
    }
    return new Windows(images, frame.isEmpty() ? from * frame.line() : 0, table, count);
  }

  /** The line that an output pixel's window begins at, counted through all framed images. */
  private int line(int pixel) {
    int line = pixel / geometry.output().extent(2);
    int height = geometry.output().extent(1);
    return line / height * frame.lines() + line % height * geometry.stride();
  }

  /** Rows of dw that a task has: all if the chains alone are tasks enough. */
  private static int rowsEach(int rows, int chains) {
    int blocks = Math.max(1, Math.min(TASKS / chains, rows / ROWS));
    int each = (rows - 1) / blocks + 1;
    return (each + Kernels.NARROW_TILE - 1) / Kernels.NARROW_TILE * Kernels.NARROW_TILE;
  }

  /** dw[i] = parts[0][i] + parts[1][i] + …, or those added to what is there. */
  private static void add(float[] parts, int count, float[] dw, boolean toWhatIsThere) {
    Workers.forEachRange(
        dw.length,
        Workers.CHUNK / count + 1,
        (from, to) -> {
          for (int part = 0; part < count; part++) {
            int source = part * dw.length + from;
            if (part > 0 || toWhatIsThere) {
              KernelSet.active().add(parts, source, dw, from, to - from);
            } else {
              System.arraycopy(parts, source, dw, from, to - from);
            }
          }
        });
  }
}
