package decisive.tensor.kernels;

import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Storage;
import java.util.Arrays;

/**
 * The right operand B [steps, n] of products, split into panels of 32 columns (the last may have
 * 16, or be filled up with zeros), and the product itself, in one thread:
 *
 * <pre>  C[i, j] = Σ_k A[rows[i] + columns[k]] · B[k, j]</pre>
 *
 * <p>The loops, from the outside in ({@link Tiling}):
 *
 * <pre>
 *   for each chain of 512 steps          every sum is one chain, or chains added in order
 *     for each strip of 64 rows          packed, to stay in the L2 cache
 *       for each panel                   its part of the chain, 64 KiB, does so too
 *         for each tile of 8 rows        a kernel: 8 × 32 (or 16 × 16) sums in registers
 *           for each step of the chain   a row of the panel, and an element of each row of A
 * </pre>
 *
 * <p>So that a step reads one cache line or two and steps follow each other, B is packed panel by
 * panel. It is read in place if it has that order already, or if so few rows will meet it that
 * packing costs more than it gains.
 */
public final class Panels {
  /** Steps in a chain: rounding errors stay small over long sums. */
  public static final int CHAIN = 512;

  private static final int WIDE = Kernels.WIDE;
  private static final int NARROW = Kernels.NARROW;

  /** With fewer rows than this, B is read in place. */
  private static final int FEW_ROWS = 64;

  private final int steps;
  private final int n;
  private final Storage storage;
  private final float[] array;

  /** Of step 0 in panel 0. */
  private final int offset;

  /** Floats from a row to the next; 0 if each panel lies by itself, its rows contiguous. */
  private final int rowStride;

  private Panels(int steps, int n, Storage storage, int offset, int rowStride) {
    this.steps = steps;
    this.n = n;
    this.storage = storage;
    this.array = storage.array();
    this.offset = offset;
    this.rowStride = rowStride;
  }

  /**
   * B[k, j] = array[offset + k · rowStride + j · columnStride].
   *
   * @param rows of A that will meet it, about
   * @throws IllegalArgumentException if B, its columns padded to panels, is more than an array
   *     holds
   */
  public static Panels of(
      float[] array, int offset, int rowStride, int columnStride, int steps, int n, int rows) {
    boolean whole = n % WIDE == 0 || n % WIDE == NARROW;
    boolean inOrder = rowStride == n && n <= WIDE;
    if (columnStride == 1 && whole && (inOrder || rows < FEW_ROWS)) {
      return new Panels(steps, n, Storage.of(array), offset, rowStride);
    }
    return packed(array, k -> offset + k * rowStride, columnStride, steps, n);
  }

  /**
   * B[k, j] = array[rowOffsets[k] + j · columnStride].
   *
   * @throws IllegalArgumentException as the other
   */
  public static Panels of(float[] array, int[] rowOffsets, int columnStride, int n) {
    return packed(array, k -> rowOffsets[k], columnStride, rowOffsets.length, n);
  }

  /**
   * B that is packed already: panel after panel, in each step after step.
   *
   * @param n a multiple of {@link Kernels#WIDE}
   */
  public static Panels alreadyPacked(float[] array, int offset, int steps, int n) {
    return new Panels(steps, n, Storage.of(array), offset, 0);
  }

  private interface RowOffsets {
    int offset(int step);
  }

  private static Panels packed(
      float[] array, RowOffsets rowOffsets, int columnStride, int steps, int n) {
    Panels panels =
        new Panels(
            steps,
            n,
            Storage.empty(Kernels.LINE_START + paddedSize(steps, n)),
            Kernels.LINE_START,
            0);
    int tasksPerPanel = steps / CHAIN + (steps % CHAIN == 0 ? 0 : 1);
    Workers.forEach(
        panels.count() * tasksPerPanel,
        task -> {
          int from = task % tasksPerPanel * CHAIN;
          int to = Math.min(steps - from, CHAIN) + from;
          panels.pack(array, rowOffsets, columnStride, task / tasksPerPanel, from, to);
        });
    return panels;
  }

  private static int paddedSize(int steps, int n) {
    long padded = n / WIDE * (long) WIDE + padded(n % WIDE);
    if (steps * padded > Integer.MAX_VALUE - 8 - Kernels.LINE_START) {
      throw new IllegalArgumentException(
          "product: right operand ["
              + steps
              + ","
              + n
              + "] takes "
              + steps * padded
              + " floats when its columns are padded to panels, more than an array holds;"
              + " split its rows");
    }
    return (int) (steps * padded);
  }

  private static int padded(int columns) {
    return columns == 0 ? 0 : columns > NARROW ? WIDE : NARROW;
  }

  private void pack(
      float[] b, RowOffsets rowOffsets, int columnStride, int panel, int from, int to) {
    int first = panel * WIDE;
    int filled = filled(panel);
    int width = width(panel);
    for (int k = from; k < to; k++) {
      int source = rowOffsets.offset(k) + first * columnStride;
      int target = offset(panel, k);
      if (columnStride == 1) {
        System.arraycopy(b, source, array, target, filled);
      } else {
        for (int j = 0; j < filled; j++) {
          array[target + j] = b[source + j * columnStride];
        }
      }
      Arrays.fill(array, target + filled, target + width, 0);
    }
  }

  float[] array() {
    return array;
  }

  /** Offset of a step's row in a panel. */
  int offset(int panel, int step) {
    return rowStride == 0
        ? offset + panel * WIDE * steps + step * width(panel)
        : offset + panel * WIDE + step * rowStride;
  }

  /** Floats from a step's row in a panel to the next one's. */
  int stride(int panel) {
    return rowStride == 0 ? width(panel) : rowStride;
  }

  /** Columns of a panel, with those that fill it up. */
  int width(int panel) {
    return padded(filled(panel));
  }

  /** Columns of a panel that are B's. */
  int filled(int panel) {
    return Math.min(WIDE, n - panel * WIDE);
  }

  /** How many. */
  public int count() {
    return n / WIDE + (n % WIDE == 0 ? 0 : 1);
  }

  /** Gives memory back that {@link #of} took. */
  public void release() {
    storage.release();
  }

  /** Some rows of C, and some panels of its columns. */
  public record Block(int fromRow, int toRow, int fromPanel, int toPanel) {}

  /** Steps: those of the columns from {@code column} on meet those of B from {@code step} on. */
  public record Chain(int column, int step, int length) {}

  /**
   * Computes a block of C over all steps: row i is written at {@code c[cOffset + out[i]]}. Without
   * steps it is 0.
   */
  public void multiply(
      float[] a,
      int aOffset,
      int[] rows,
      int[] columns,
      Block block,
      float[] c,
      int cOffset,
      int[] out) {
    if (steps == 0) {
      for (int i = block.fromRow; i < block.toRow; i++) {
        Arrays.fill(c, cOffset + out[i], cOffset + out[i] + n, 0);
      }
    }
    Tiling tiling = Tiling.of(this, a, aOffset, rows, columns, c, cOffset, out);
    for (int step = 0; step < steps; step += CHAIN) {
      Chain chain = new Chain(step, step, Math.min(steps - step, CHAIN));
      tiling.multiply(chain, block, step > 0);
    }
    tiling.end();
  }

  /** Computes a block of C over one chain, or adds it to what is there. */
  public void multiply(
      float[] a,
      int aOffset,
      int[] rows,
      int[] columns,
      Chain chain,
      Block block,
      float[] c,
      int cOffset,
      int[] out,
      boolean add) {
    Tiling tiling = Tiling.of(this, a, aOffset, rows, columns, c, cOffset, out);
    tiling.multiply(chain, block, add);
    tiling.end();
  }
}
