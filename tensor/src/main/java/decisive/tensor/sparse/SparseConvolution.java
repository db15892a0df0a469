package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.Scratch;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution of inputs x of which few are not zero, and its gradients, by those alone; with
 * stride s:
 *
 * <pre>
 *   y[i, o]       = Σ_{u, m} x[s·i + u, m] · w[u, m, o]        over (u, m) with x[s·i + u, m] ≠ 0
 *   dw[u, m, o]   = Σ_i      x[s·i + u, m] · dy[i, o]          over i with x[s·i + u, m] ≠ 0
 *   dx[h, m]      = Σ_{u, o} dy[(h − u) / s, o] · w[u, m, o]   where x[h, m] ≠ 0, else 0
 * </pre>
 *
 * <p>The last is the gradient only if what made x passes none where x is 0, as a competition. All
 * three are the dense convolution's but for the order of their sums: y adds taps and maps in order,
 * dw pixels in order, and dx in the parts that {@link Kernels#addDots} has; the dense way adds
 * chains of 512, or transforms (Winograd). Neither threads nor kernels change a bit.
 */
public final class SparseConvolution {
  /** System property: {@code off} makes every convolution dense, to compare. */
  public static final String PROPERTY = "decisive.sparse";

  private static final boolean OFF = "off".equals(System.getProperty(PROPERTY));

  /** The most of x that may be other than zero for the sparse way to be faster: measured. */
  private static final double MOST_DENSITY = 0.25;

  /** With fewer maps there is too little to add up: measured. */
  private static final int FEWEST_MAPS = 64;

  /** Lines of x that are looked at to tell how dense it is: one in so many. */
  private static final int SAMPLED = 16;

  /** Output locations of a task: so many use a block of weights while it is in the cache. */
  private static final int LOCATIONS = 256;

  /**
   * Weights, the parts of the output lines together: few weights make few tasks, so the lines are
   * cut then. By the shape alone, as that tells the order of the sums.
   */
  private static final int PARTIAL = 1 << 18;

  private final Convolution2d geometry;
  private final Winners x;
  private final SparseWeights weights;
  private final int maps;
  private final int outputs;

  private SparseConvolution(Convolution2d geometry, Winners x, SparseWeights weights) {
    this.geometry = geometry;
    this.x = x;
    this.weights = weights;
    this.maps = geometry.input().extent(3);
    this.outputs = geometry.weight().extent(3);
  }

  /**
   * The convolution of x with w, if the sparse way is likely to be faster. That is told by shapes
   * and by how many values are zero, never by time, so it is the same in every run.
   */
  public static Optional<SparseConvolution> of(Convolution2d geometry, Tensor x, Tensor w) {
    return !OFF && suits(geometry) && density(x) <= MOST_DENSITY
        ? Optional.of(always(geometry, x, w))
        : Optional.empty();
  }

  /** Whatever is faster. */
  static SparseConvolution always(Convolution2d geometry, Tensor x, Tensor w) {
    Winners winners = Winners.lend(x.shape());
    winners.become(x);
    winners.list();
    SparseWeights weights =
        new SparseWeights(w, null, length -> Tensor.blank(Shape.of(length)).data());
    return new SparseConvolution(geometry, winners, weights);
  }

  static boolean suits(Convolution2d geometry) {
    return geometry.weight().extent(0) > 1
        && geometry.input().extent(3) >= FEWEST_MAPS
        && geometry.weight().extent(3) % Kernels.PARTS == 0
        && geometry.output().size() > 0;
  }

  /** Of some lines, from 0 to 1. */
  private static double density(Tensor x) {
    int line = x.extent(2) * x.extent(3);
    long some = 0;
    long seen = 0;
    for (int i = 0; i < x.shape().span(0, 2); i += SAMPLED) {
      for (int at = i * line; at < (i + 1) * line; at++) {
        some += x.data()[at] != 0 ? 1 : 0;
      }
      seen += line;
    }
    return (double) some / seen;
  }

  /** x is not needed any more. */
  public void release() {
    x.giveBack();
  }

  /** y. */
  public Tensor forward() {
    Shape output = geometry.output();
    Tensor y = Tensor.blank(output);
    float[] zeros = new float[outputs];
    int lines = output.span(0, 2);
    int width = output.extent(2);
    int linesEach = Math.max(1, LOCATIONS / width);
    int bands = (lines - 1) / linesEach + 1;
    Workers.forEach(
        bands * weights.blocks(),
        task -> {
          int block = task / bands; // the tasks of a block, which use the same rows, together
          int from = task % bands * linesEach;
          int to = Math.min(lines, from + linesEach);
          weights.add(
              x, geometry, 0, from, to, block, block + 1, zeros, y.data(), from * width * outputs);
        });
    return y;
  }

  /** dw. */
  public Tensor toWeight(Tensor dy) {
    int taps = geometry.weight().span(0, 2);
    int width = SparseWeights.width(outputs);
    int blocks = outputs / width;
    int lines = geometry.output().span(0, 2);
    int size = geometry.weight().size();
    int parts = Math.max(1, Math.min(lines, PARTIAL / size));
    Tensor sums = Tensor.blank(Shape.of(parts * size));
    Workers.forEach(
        parts * blocks * x.chunks() * taps,
        task -> {
          int tap = task % taps;
          int chunk = task / taps % x.chunks();
          int block = task / taps / x.chunks() % blocks;
          int part = task / taps / x.chunks() / blocks;
          int from = (int) ((long) lines * part / parts);
          int to = (int) ((long) lines * (part + 1) / parts);
          toWeight(dy, tap, chunk, block * width, width, from, to, sums.data(), part * size);
        });
    Tensor dw = Tensor.blank(geometry.weight());
    Workers.forEachRange(
        size,
        Workers.CHUNK,
        (from, to) -> {
          System.arraycopy(sums.data(), from, dw.data(), from, to - from);
          for (int part = 1; part < parts; part++) {
            KernelSet.active().add(sums.data(), part * size + from, dw.data(), from, to - from);
          }
        });
    return dw;
  }

  /**
   * What some output lines add to the weights of a tap, a chunk of maps and some outputs.
   *
   * @param at where the gradient to all weights begins
   */
  private void toWeight(
      Tensor dy,
      int tap,
      int chunk,
      int output,
      int width,
      int fromLine,
      int toLine,
      float[] dw,
      int at) {
    int first = chunk * Winners.CHUNK;
    int count = Math.min(Winners.CHUNK, maps - first);
    float[] rows = Scratch.products(Kernels.LINE_START + count * width);
    Arrays.fill(rows, Kernels.LINE_START, Kernels.LINE_START + count * width, 0);
    int columns = geometry.output().extent(2);
    int linesEach = Math.max(1, LOCATIONS / columns);
    int[] table = Scratch.table(3 * linesEach * columns);
    for (int line = fromLine; line < toLine; line += linesEach) {
      int some = Math.min(linesEach, toLine - line);
      Taps.tabulate(x, geometry, tap, 1, line, line + some, table);
      KernelSet.active()
          .addToRows(
              x.entries(),
              table,
              some * columns,
              chunk,
              dy.data(),
              line * columns * outputs + output,
              outputs,
              rows,
              Kernels.LINE_START - first * width,
              width,
              width);
    }
    for (int m = 0; m < count; m++) {
      int to = at + (tap * maps + first + m) * outputs + output;
      System.arraycopy(rows, Kernels.LINE_START + m * width, dw, to, width);
    }
  }

  /** dx. */
  public Tensor toInput(Tensor dy) {
    Shape input = geometry.input();
    Tensor dx = Tensor.zeros(input.extents());
    Workers.forEachRange(
        input.span(0, 2),
        Math.max(1, LOCATIONS / input.extent(2)),
        (from, to) -> weights.addDots(x, geometry, from, to, dy.data(), dx.data()));
    return dx;
  }
}
