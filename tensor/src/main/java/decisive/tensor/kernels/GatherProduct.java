package decisive.tensor.kernels;

import decisive.tensor.parallel.Workers;

/**
 * The one product behind matrix products, convolutions and all their gradients:
 *
 * <pre>  C[i, j] = Σ_k A[rows[i] + columns[k]] · B[k, j]</pre>
 *
 * <p>The element of A that row i meets at step k is found by adding two table entries. With rows =
 * i·K and columns = k it is a plain matrix product; with rows = where an output pixel's window
 * begins and columns = a tap's place in the window it is a convolution, without copying the windows
 * ("indirect convolution", Dukhan 2019); with the two tables swapped it is that convolution's
 * gradient to its weights.
 *
 * <p>Here C is split into blocks of rows for the threads; {@link Panels} multiplies them. Every
 * element of C is summed in chains of {@value Panels#CHAIN} steps, the chains added in order; so
 * neither the threads nor the kernel set change a bit, and rounding errors stay small over long
 * sums.
 */
public final class GatherProduct {
  /** Multiply-adds worth a task of its own: about 50 µs. */
  public static final long TASK = 1 << 21;

  private static final int TILE = Kernels.TILE;

  private final int[] rows;
  private final int[] columns;
  private final int n;
  private float[] a;
  private int aOffset;
  private Panels panels;

  private GatherProduct(int[] rows, int[] columns, int n) {
    this.rows = rows;
    this.columns = columns;
    this.n = n;
  }

  /**
   * @param rows for each row of C, its offset into A
   * @param columns for each step k, its offset into A
   * @param n columns of B and C
   */
  public static GatherProduct of(int[] rows, int[] columns, int n) {
    return new GatherProduct(rows, columns, n);
  }

  public GatherProduct left(float[] array, int offset) {
    this.a = array;
    this.aOffset = offset;
    return this;
  }

  /**
   * B[k, j] = array[offset + k·rowStride + j·columnStride].
   *
   * @throws IllegalArgumentException if B, its columns padded to panels, is more than an array
   *     holds
   */
  public GatherProduct right(float[] array, int offset, int rowStride, int columnStride) {
    panels = Panels.of(array, offset, rowStride, columnStride, columns.length, n, rows.length);
    return this;
  }

  /**
   * Computes C: row i is written at {@code array[offset + out[i]]}. Without steps C is 0.
   *
   * @throws IllegalStateException if {@link #left} or {@link #right} was not called
   */
  public void into(float[] array, int offset, int[] out) {
    if (a == null || panels == null) {
      throw new IllegalStateException("product: call left and right before into");
    }
    if (n == 0 || rows.length == 0) {
      return;
    }
    long worthATask = TASK / TILE / Math.max(1, (long) columns.length * n) * TILE;
    Workers.forEachRange(
        rows.length,
        (int) Math.max(Tiling.ROWS, Math.min(rows.length, worthATask)),
        (from, to) ->
            panels.multiply(
                a,
                aOffset,
                rows,
                columns,
                new Panels.Block(from, to, 0, panels.count()),
                array,
                offset,
                out));
    panels.release();
  }
}
