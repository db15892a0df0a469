package decisive.nn.decide;

import decisive.tensor.Tensor;
import decisive.tensor.kernels.Kernels;

/**
 * The weights of a layer as rows: one for each tap and input map, of all outputs; behind them,
 * where the way around is a projection, one for each of the block's input maps. The outputs are cut
 * into blocks whose rows, all together, stay in a second-level cache; a block's rows lie side by
 * side.
 *
 * <pre>  element [block, row, column] is the weight of output block · width + column</pre>
 */
final class SparseWeights {
  /** Floats of a block's rows, at most, where its width is not the least: 2.5 MiB. */
  private static final int BLOCK = 10 << 16;

  private static final int[] WIDTHS = {512, 256, 128, 64};
  private static final int LEAST_WIDTH = 32;

  private final float[] array;
  private final int rows;
  private final int columns;
  private final int width;

  /**
   * @param around the projection, or null
   */
  SparseWeights(DecidedConvolution convolution, DecidedConvolution around) {
    int taps = convolution.size() * convolution.size();
    int mainRows = taps * convolution.inputs();
    rows = mainRows + (around == null ? 0 : around.inputs());
    columns = padded(convolution.outputs());
    width = width(rows, columns);
    array = new float[rows * columns];
    copy(convolution.weight(), 0, mainRows);
    if (around != null) {
      copy(around.weight(), mainRows, around.inputs());
    }
  }

  /** Outputs, filled up with zeros to whole vectors. */
  static int padded(int outputs) {
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
    for (int row = 0; row < count; row++) {
      for (int o = 0; o < outputs; o++) {
        array[offset(o / width) + (firstRow + row) * width + o % width] =
            weight.data()[row * outputs + o];
      }
    }
  }

  float[] array() {
    return array;
  }

  /** Of a block's first row. */
  int offset(int block) {
    return block * rows * width;
  }

  /** Blocks of outputs. */
  int blocks() {
    return columns / width;
  }

  /** Outputs of a block; floats from a row to the next. */
  int width() {
    return width;
  }

  /** Outputs of all blocks. */
  int columns() {
    return columns;
  }
}
