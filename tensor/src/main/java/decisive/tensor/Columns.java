package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * Sums down the columns of a tensor seen as a matrix: all axes but the last are rows, the last (an
 * image's channels) is the columns. Rows are split into chunks whose size depends on the number of
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

  /**
   * Of each column.
   *
   * @param mean μ = Σ_r a[r, j] / rows
   * @param variance σ² = Σ_r (a[r, j] − μ)² / rows
   */
  public record Moments(float[] mean, float[] variance) {}

  /**
   * Mean and variance in one pass over memory. A block of 64 rows is read twice while it is in the
   * cache, in float32: for about its mean m, and for its differences from that, d = a − m. The
   * blocks are put together in double:
   *
   * <pre>
   *   μ  = Σ_blocks [n · m + Σ d] / rows
   *   σ² = Σ_blocks [n · m² + 2 · m · Σ d + Σ d²] / rows − μ²
   * </pre>
   *
   * <p>Of no rows they are NaN.
   */
  public static Moments moments(Tensor a) {
    int columns = a.extent(-1);
    double[][] totals =
        overBlocks(
            a,
            (row, rows, block) -> {
              Kernels kernels = KernelSet.active();
              int from = row * columns;
              kernels.columnSums(a.data(), from, rows, columns, block.first);
              for (int j = 0; j < columns; j++) {
                block.centre[j] = block.first[j] / rows;
              }
              Arrays.fill(block.first, 0);
              kernels.columnMoments(
                  a.data(), from, rows, columns, block.centre, block.first, block.second);
              for (int j = 0; j < columns; j++) {
                double m = block.centre[j];
                double d = block.first[j];
                block.totals[0][j] += rows * m + d;
                block.totals[1][j] += rows * m * m + 2 * m * d + block.second[j];
              }
            });
    int rows = rows(a);
    float[] mean = new float[columns];
    float[] variance = new float[columns];
    for (int j = 0; j < columns; j++) {
      double exact = totals[0][j] / rows;
      mean[j] = (float) exact;
      variance[j] = (float) Math.max(0, totals[1][j] / rows - exact * exact);
    }
    return new Moments(mean, variance);
  }

  /**
   * Of each column.
   *
   * @param ofA Σ_r a[r, j]
   * @param ofProducts Σ_r a[r, j] · (b[r, j] − centre[j])
   */
  public record Sums(float[] ofA, float[] ofProducts) {}

  /**
   * Both sums in one pass over memory; in float32 over blocks of 64 rows, those added in double.
   *
   * @param before is called for the rows of each block before they are read: it may write them
   */
  public static Sums sums(Tensor a, Tensor b, float[] centre, Rows before) {
    checkEqual("column sums", a, b);
    checkLengths(a, centre);
    int columns = a.extent(-1);
    double[][] totals =
        overBlocks(
            a,
            (row, rows, block) -> {
              before.accept(row, rows);
              int from = row * columns;
              Kernels kernels = KernelSet.active();
              kernels.columnSums(a.data(), from, rows, columns, block.first);
              kernels.columnDots(
                  a.data(), from, b.data(), from, rows, columns, centre, block.second);
              add(block.first, block.totals[0]);
              add(block.second, block.totals[1]);
            });
    return new Sums(rounded(totals[0]), rounded(totals[1]));
  }

  /** y[r, j] = a[r, j] · scale[j] + shift[j], fused. */
  public static Tensor affine(Tensor a, float[] scale, float[] shift) {
    checkLengths(a, scale, shift);
    Tensor y = Tensor.empty(a.shape());
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

  /**
   * y[r, j] = a[r, j] · aScale[j] + ((b[r, j] − centre[j]) · bScale[j] + shift[j]), fused.
   *
   * @param y is written; may be a
   */
  public static void affine(
      Tensor a, float[] aScale, Tensor b, float[] centre, float[] bScale, float[] shift, Tensor y) {
    checkEqual("column affine", a, b);
    checkLengths(a, aScale, centre, bScale, shift);
    int columns = a.extent(-1);
    forBlocks(
        a,
        (row, rows) -> {
          int from = row * columns;
          KernelSet.active()
              .affine(
                  a.data(), from, b.data(), from, rows, columns, aScale, centre, bScale, shift,
                  y.data(), from);
        });
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

  /** What a task has to add up with: two sums of a block's rows, and those of all its blocks. */
  private static final class Block {
    private static final ThreadLocal<Block> OWN = ThreadLocal.withInitial(() -> new Block(0));

    final float[] first;
    final float[] second;
    final float[] centre;
    double[][] totals;

    private Block(int columns) {
      first = new float[columns];
      second = new float[columns];
      centre = new float[columns];
    }

    /** This thread's, of so many columns or more. */
    static Block of(int columns, double[][] totals) {
      Block block = OWN.get();
      if (block.first.length < columns) {
        block = new Block(columns);
        OWN.set(block);
      }
      block.totals = totals;
      return block;
    }
  }

  /** Adds some rows to the totals of a block whose sums are 0 before. */
  private interface Summing {
    void add(int fromRow, int rows, Block block);
  }

  private static double[][] overBlocks(Tensor a, Summing summing) {
    int columns = a.extent(-1);
    int perChunk = rowsPerChunk(a);
    int chunks = rows(a) == 0 ? 0 : (rows(a) - 1) / perChunk + 1;
    double[][][] partial = new double[chunks][2][columns];
    forChunks(
        a,
        (from, rows) -> {
          Block block = Block.of(columns, partial[from / perChunk]);
          for (int row = 0; row < rows; row += BLOCK) {
            Arrays.fill(block.first, 0);
            Arrays.fill(block.second, 0);
            summing.add(from + row, Math.min(BLOCK, rows - row), block);
          }
        });
    double[][] totals = new double[2][columns];
    for (double[][] part : partial) {
      add(part[0], totals[0]);
      add(part[1], totals[1]);
    }
    return totals;
  }

  private static float[] rounded(double[] sums) {
    float[] rounded = new float[sums.length];
    for (int j = 0; j < sums.length; j++) {
      rounded[j] = (float) sums[j];
    }
    return rounded;
  }

  private static void add(double[] part, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += part[j];
    }
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
