package decisive.tensor.sparse;

import decisive.tensor.Tensor;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The weights of a layer as rows: one for each tap and input map, of all outputs; behind them,
 * where the way around is a projection, one for each of the block's input maps. The outputs are cut
 * into blocks whose rows, all together, stay in a second-level cache; a block's rows lie side by
 * side.
 *
 * <pre>  element [block, row, column] is the weight of output block · width + column</pre>
 */
public final class SparseWeights {
  /** Floats of a block's rows, at most, where its width is not the least: 2.5 MiB. */
  private static final int BLOCK = 10 << 16;

  private static final int[] WIDTHS = {512, 256, 128, 64};
  private static final int LEAST_WIDTH = 32;

  private final float[] array;
  private final int rows;
  private final int columns;
  private final int width;

  /**
   * Packs weights, or takes the array of those that need no packing.
   *
   * @param weight [kh, kw, inputs, outputs]
   * @param around [1, 1, block's inputs, outputs] of the projection, or null
   */
  public SparseWeights(Tensor weight, Tensor around) {
    this(weight, around, length -> new float[length]);
  }

  /**
   * @param memory where to pack: an array of a length, or longer
   */
  SparseWeights(Tensor weight, Tensor around, IntFunction<float[]> memory) {
    int outputs = weight.extent(3);
    int mainRows = weight.shape().span(0, 3);
    rows = mainRows + (around == null ? 0 : around.extent(2));
    columns = padded(outputs);
    width = width(rows, columns);
    if (around == null && width == outputs) {
      array = weight.data();
      return;
    }
    array = memory.apply(rows * columns);
    copy(weight, 0, mainRows);
    if (around != null) {
      copy(around, mainRows, around.extent(2));
    }
  }

  /** Outputs, filled up with zeros to whole vectors. */
  public static int padded(int outputs) {
    return (outputs + Kernels.NARROW - 1) / Kernels.NARROW * Kernels.NARROW;
  }

  private static int width(int rows, int columns) {
    if ((long) rows * columns <= BLOCK) {
      return columns;
    }
    for (int width : WIDTHS) {
      if (columns % width == 0 && (long) rows * width <= BLOCK) {
        return width;
      }
    }
    return columns % LEAST_WIDTH == 0 ? LEAST_WIDTH : columns;
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
              int at = offset(block) + (firstRow + row) * width;
              System.arraycopy(weight.data(), row * outputs + block * width, array, at, some);
              Arrays.fill(array, at + some, at + width, 0);
            }
          }
        });
  }

  public float[] array() {
    return array;
  }

  /** Of a block's first row. */
  public int offset(int block) {
    return block * rows * width;
  }

  /** Blocks of outputs. */
  public int blocks() {
    return columns / width;
  }

  /** Outputs of a block; floats from a row to the next. */
  public int width() {
    return width;
  }

  /** Outputs of all blocks. */
  public int columns() {
    return columns;
  }
}
