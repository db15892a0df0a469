package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.kernels.StridedRows;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The weights of a layer as rows: one for each tap and input map, of all outputs; behind them,
 * where the shortcut is a projection, one for each of its input maps. The outputs are split into
 * blocks, whose rows lie side by side.
 *
 * <pre>  element [block, row, column] is the weight of output block · width + column</pre>
 *
 * <p>The blocks are so narrow that the rows of one tap and {@value SparseActivations#CHUNK} maps,
 * 16 or 32 KiB, stay in a first-level cache while many locations add up what they select of them:
 * {@link #add}.
 */
public final class SparseWeights {
  /** Outputs of a block: the first that divides the outputs, and is not too wide. */
  private static final int[] WIDTHS = {128, 64, 32};

  /** A block may be as wide as this on any machine, */
  private static final int WIDE = 64;

  /** or as wide as this many vectors, whose sums stay in registers. */
  private static final int VECTORS = 8;

  /** Entries that a location should have for a pass over its sums to be worth it. */
  private static final int PASS = 16;

  /** The taps of a line are met in one pass if no more entries than this lie under them. */
  private static final int LINE_PASS = 48;

  /** More weights of a block than this, 1 MiB, fit no second-level cache. */
  private static final int FAR = 1 << 18;

  /** Entries of a map, at a task's locations, from which on nearly all rows are selected. */
  private static final int ALL = 2;

  /** Floats of a cache line. */
  private static final int CACHE_LINE = 16;

  private final float[] array;
  private final int rows;
  private final int columns;
  private final int width;

  /**
   * Packs weights.
   *
   * @param weight [kh, kw, inputs, outputs]
   * @param shortcut [1, 1, block's inputs, outputs] of a projection, or null
   */
  public SparseWeights(Tensor weight, Tensor shortcut) {
    this(weight, shortcut, length -> new float[length]);
  }

  /**
   * @param memory gives an array of a length or longer, to pack into
   */
  SparseWeights(Tensor weight, Tensor shortcut, IntFunction<float[]> memory) {
    int outputs = weight.extent(3);
    int mainRows = weight.shape().span(0, 3);
    rows = mainRows + (shortcut == null ? 0 : shortcut.extent(2));
    columns = padded(outputs);
    width = width(columns);
    array = memory.apply(Kernels.LINE_START + rows * columns);
    copy(weight, 0, mainRows);
    if (shortcut != null) {
      copy(shortcut, mainRows, shortcut.extent(2));
    }
  }

  /** Outputs, filled up with zeros to whole vectors. */
  public static int padded(int outputs) {
    return (outputs + Kernels.NARROW - 1) / Kernels.NARROW * Kernels.NARROW;
  }

  /** Outputs of a block of so many, whole vectors. */
  static int width(int columns) {
    int most = Math.max(WIDE, VECTORS * KernelSet.active().lanes());
    for (int width : WIDTHS) {
      if (columns % width == 0 && width <= most) {
        return width;
      }
    }
    return Kernels.NARROW;
  }

  private void copy(Tensor weight, int firstRow, int count) {
    int outputs = weight.extent(3);
    Workers.forEachRange(
        count,
        Math.max(1, Workers.CHUNK / columns),
        (from, to) -> {
          for (int block = 0; block < blocks(); block++) {
            int some = Math.min(width, outputs - block * width);
            for (int row = from; row < to; row++) {
              int target = offset(block) + (firstRow + row) * width;
              System.arraycopy(weight.data(), row * outputs + block * width, array, target, some);
              Arrays.fill(array, target + some, target + width, 0);
            }
          }
        });
  }

  /** Offset of a block's first row. */
  private int offset(int block) {
    return Kernels.LINE_START + block * rows * width;
  }

  /** Of the weights of a row from an output on, to the end of its block. */
  int offset(int output, int row) {
    return offset(output / width) + row * width + output % width;
  }

  /** All weights. */
  float[] array() {
    return array;
  }

  /** Floats from a row to the next. */
  int width() {
    return width;
  }

  /** Blocks of outputs. */
  public int blocks() {
    return columns / width;
  }

  /** Outputs of all blocks. */
  public int columns() {
    return columns;
  }

  /**
   * Adds up what the windows over sparse images select: for output locations i of some lines, and
   * the outputs o of some blocks,
   *
   * <pre>
   *   y[yOffset + i·columns + o] = bias[o] + Σ_{u, m} x[i·s + u − p, m] · w[firstRow + u·maps + m, o]
   * </pre>
   *
   * in the order of taps u and maps m, those left out where x is 0.
   *
   * @param x listed
   * @param fromLine of the output, lines counted through all images
   * @param bias what the sums begin with, of each of the columns; null to go on from what y holds
   */
  public void add(
      SparseActivations x,
      Convolution2d geometry,
      int firstRow,
      int fromLine,
      int toLine,
      int fromBlock,
      int toBlock,
      float[] bias,
      float[] y,
      int yOffset) {
    int taps = geometry.weight().span(0, 2);
    int maps = geometry.weight().extent(2);
    int locations = (toLine - fromLine) * geometry.output().extent(2);
    int[] table = ScratchMemory.table(3 * locations + 1);
    double entries = entries(x, geometry, fromLine, toLine);
    int span = span(x.chunks(), entries);
    int together = together(geometry, span == x.chunks(), entries);
    boolean reads = rows * width > FAR && entries * locations >= ALL * maps;
    boolean begun = bias == null;
    for (int tap = 0; tap < taps; tap += together) {
      Taps.tabulate(x, geometry, tap, together, fromLine, toLine, table);
      for (int chunk = 0; chunk < x.chunks(); chunk += span) {
        for (int block = fromBlock; block < toBlock; block++) {
          int target = yOffset + block * width;
          int row = offset(block) + (firstRow + tap * maps) * width;
          if (reads) {
            int last =
                (together - 1) * maps + Math.min(maps, (chunk + span) * SparseActivations.CHUNK);
            table[3 * locations] =
                read(row + chunk * SparseActivations.CHUNK * width, row + last * width);
          }
          StridedRows sums = new StridedRows(y, target, columns);
          StridedRows begin = begun ? sums : new StridedRows(bias, block * width, 0);
          KernelSet.active()
              .addRows(
                  x.entries(),
                  table,
                  locations,
                  chunk,
                  Math.min(span, x.chunks() - chunk),
                  new StridedRows(array, row, width),
                  begin,
                  sums,
                  width);
        }
        begun = true;
      }
    }
  }

  /**
   * Reads some rows in order, one element of each cache line. From main memory that is several
   * times as fast as in the order in which entries select them; and then a pass finds them in a
   * cache.
   *
   * @return depends on all that was read: keep it, or the compiler may remove the reading
   */
  private int read(int from, int to) {
    int bits = 0;
    for (int i = from; i < to; i += CACHE_LINE) {
      bits |= Float.floatToRawIntBits(array[i]);
    }
    return bits;
  }

  /** Mean entries of a location, over the middle lines of some output lines' windows. */
  private static double entries(
      SparseActivations x, Convolution2d geometry, int fromLine, int toLine) {
    int height = x.shape().extent(1);
    int outputHeight = geometry.output().extent(1);
    double entries = 0;
    for (int line = fromLine; line < toLine; line++) {
      int i = Math.min(height - 1, line % outputHeight * geometry.stride());
      entries += x.lineCount(line / outputHeight * height + i);
    }
    return entries / Math.max(1, (toLine - fromLine) * x.shape().extent(2));
  }

  /** Chunks of maps that are met in one pass, by the mean entries of a location. */
  private static int span(int chunks, double entries) {
    int passes = (int) Math.max(1, entries / PASS);
    return passes >= chunks ? 1 : (chunks - 1) / passes + 1;
  }

  /**
   * Taps that are met in one pass: those of a line of the window, whose entries follow each other
   * if all chunks are met, or one.
   */
  private static int together(Convolution2d geometry, boolean all, double entries) {
    int taps = geometry.weight().extent(1);
    return all && entries * taps <= LINE_PASS ? taps : 1;
  }
}
