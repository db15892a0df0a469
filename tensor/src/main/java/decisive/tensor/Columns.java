package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;

/**
 * Sums down the columns of a tensor seen as a matrix: all axes but the last are rows, the last (an
 * image's channels) is the columns. Rows are cut into chunks whose size depends on the number of
 * columns alone, and the chunks' sums are added in order, so threads change nothing.
 */
public final class Columns {
  /**
   * Rows summed in float32; the blocks' sums are added in double, so long columns stay accurate.
   */
  private static final int BLOCK = 64;

  /** Floats of a block that several things are done to: half a first-level cache. */
  private static final int BLOCK_FLOATS = 1 << 12;

  private Columns() {}

  /** Σ_r a[r, j], of length columns; in double over float32 blocks of 64 rows. */
  public static float[] sums(Tensor a) {
    int columns = a.extent(-1);
    return overChunks(
        a,
        (from, rows, sums) ->
            KernelSet.active().columnSums(a.data(), from * columns, rows, columns, sums));
  }

  /** Σ_r (a[r, j] − centre[j])², of length columns; summed as {@link #sums}. */
  public static float[] squares(Tensor a, float[] centre) {
    checkLengths(a, centre);
    int columns = a.extent(-1);
    return overChunks(
        a,
        (from, rows, sums) ->
            KernelSet.active()
                .columnSquares(a.data(), from * columns, rows, columns, centre, sums));
  }

  /** Σ_r a[r, j] · (b[r, j] − centre[j]), of length columns; summed as {@link #sums}. */
  public static float[] dots(Tensor a, Tensor b, float[] centre) {
    checkEqual("column dots", a, b);
    checkLengths(a, centre);
    int columns = a.extent(-1);
    return overChunks(
        a,
        (from, rows, sums) ->
            KernelSet.active()
                .columnDots(
                    a.data(),
                    from * columns,
                    b.data(),
                    from * columns,
                    rows,
                    columns,
                    centre,
                    sums));
  }

  /** y[r, j] = a[r, j] · scale[j] + shift[j], fused. */
  public static Tensor affine(Tensor a, float[] scale, float[] shift) {
    checkLengths(a, scale, shift);
    Tensor y = Tensor.blank(a.shape());
    float[] zeros = new float[scale.length];
    forBlocks(a, (from, rows) -> affine(a, zeros, scale, shift, y, from, rows));
    return y;
  }

  /** y[r, j] = (a[r, j] − centre[j]) · scale[j] + shift[j] for some rows, fused. */
  public static void affine(
      Tensor a, float[] centre, float[] scale, float[] shift, Tensor y, int fromRow, int rows) {
    int columns = a.extent(-1);
    int from = fromRow * columns;
    KernelSet.active().affine(a.data(), from, rows, columns, centre, scale, shift, y.data(), from);
  }

  /** y[r, j] = a[r, j] · aScale[j] + ((b[r, j] − centre[j]) · bScale[j] + shift[j]), fused. */
  public static Tensor affine(
      Tensor a, float[] aScale, Tensor b, float[] centre, float[] bScale, float[] shift) {
    checkEqual("column affine", a, b);
    checkLengths(a, aScale, centre, bScale, shift);
    int columns = a.extent(-1);
    Tensor y = Tensor.blank(a.shape());
    forBlocks(
        a,
        (row, rows) -> {
          int from = row * columns;
          KernelSet.active()
              .affine(
                  a.data(), from, b.data(), from, rows, columns, aScale, centre, bScale, shift,
                  y.data(), from);
        });
    return y;
  }

  /** Some rows. */
  public interface Rows {
    void accept(int fromRow, int rows);
  }

  /**
   * All rows, in parallel, by blocks that stay in a cache while several things are done to them.
   */
  public static void forBlocks(Tensor a, Rows body) {
    int block = Math.max(1, BLOCK_FLOATS / Math.max(1, a.extent(-1)));
    forChunks(
        a,
        (from, rows) -> {
          for (int row = 0; row < rows; row += block) {
            body.accept(from + row, Math.min(block, rows - row));
          }
        });
  }

  private static void checkEqual(String operation, Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeException(
          operation + ": shapes " + a.shape() + " and " + b.shape() + " differ");
    }
  }

  private static void checkLengths(Tensor a, float[]... perColumn) {
    for (float[] values : perColumn) {
      if (values.length != a.extent(-1)) {
        throw new ShapeException(
            "column affine: " + values.length + " values given for the columns of " + a.shape());
      }
    }
  }

  private interface Summing {
    void add(int fromRow, int rows, float[] sums);
  }

  private static float[] overChunks(Tensor a, Summing summing) {
    int columns = a.extent(-1);
    int perChunk = rowsPerChunk(a);
    int chunks = rows(a) == 0 ? 0 : (rows(a) - 1) / perChunk + 1;
    double[][] partial = new double[chunks][columns];
    forChunks(
        a,
        (from, rows) -> {
          for (int row = 0; row < rows; row += BLOCK) {
            float[] block = new float[columns];
            summing.add(from + row, Math.min(BLOCK, rows - row), block);
            add(block, partial[from / perChunk]);
          }
        });
    double[] sums = new double[columns];
    for (double[] part : partial) {
      for (int j = 0; j < columns; j++) {
        sums[j] += part[j];
      }
    }
    float[] rounded = new float[columns];
    for (int j = 0; j < columns; j++) {
      rounded[j] = (float) sums[j];
    }
    return rounded;
  }

  private static void add(float[] block, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += block[j];
    }
  }

  private static void forChunks(Tensor a, Rows body) {
    Workers.forEachRange(rows(a), rowsPerChunk(a), (from, to) -> body.accept(from, to - from));
  }

  private static int rows(Tensor a) {
    return a.shape().span(0, a.rank() - 1);
  }

  private static int rowsPerChunk(Tensor a) {
    return Math.max(1, Workers.CHUNK / Math.max(1, a.extent(-1)));
  }
}
