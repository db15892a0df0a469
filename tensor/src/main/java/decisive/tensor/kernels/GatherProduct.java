package decisive.tensor.kernels;

import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * The one product behind matrix products, convolutions and all their gradients:
 *
 * <pre>  C[i, j] = Σ_k A[rows[i] + columns[k]] · B[k, j]</pre>
 *
 * <p>The element of A that row i meets at step k is found by adding two table entries. With rows =
 * i·K and columns = k it is a plain matrix product; with rows = where an output pixel's window
 * begins and columns = a tap's place in the window it is a convolution, without copying the window
 * out ("indirect convolution", Dukhan 2019); with the two tables swapped it is that convolution's
 * gradient to its weights.
 *
 * <p>How it runs: B is packed once into panels of 32 (or 16) columns, so that a step k reads one
 * contiguous line, padded with zeros; for wide B, A's elements are packed side by side too. C is
 * cut into blocks of rows for the threads. Every element of C is summed in chains of {@value
 * #CHAIN} steps, the chains added in order; so neither the threads nor the kernel set change a bit,
 * and rounding errors stay small over long sums.
 */
public final class GatherProduct {
  /**
   * Steps in a chain: its part of a panel (64 KiB) stays in the L2 cache, and error stays small.
   */
  static final int CHAIN = 512;

  private static final int WIDE = Kernels.WIDE;
  private static final int NARROW = Kernels.NARROW;

  /** Multiply-adds worth a task of its own: about 50 µs. */
  private static final long TASK = 1 << 21;

  /** From this many panels on, copying A's elements side by side costs less than it gains. */
  private static final int PACKED_PANELS = 8;

  /** Rows of C packed at a time: with a chain of steps 128 KiB, to stay in the L2 cache. */
  private static final int PACKED_ROWS = 64;

  private static final int TILE = Kernels.TILE;

  private final int[] rows;
  private final int[] columns;
  private final int n;
  private float[] a;
  private int aOffset;
  private float[] panels;

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
    int steps = columns.length;
    long length = steps * paddedWidth();
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "product: right operand ["
              + steps
              + ","
              + n
              + "] takes "
              + length
              + " floats when its columns are padded to panels, more than an array holds;"
              + " split its rows");
    }
    panels = new float[(int) length];
    int tasksPerPanel = steps / CHAIN + (steps % CHAIN == 0 ? 0 : 1);
    Workers.forEach(
        panelCount() * tasksPerPanel,
        task -> {
          int panel = task / tasksPerPanel;
          int from = task % tasksPerPanel * CHAIN;
          int to = Math.min(steps - from, CHAIN) + from;
          pack(array, offset, rowStride, columnStride, panel, from, to);
        });
    return this;
  }

  private void pack(
      float[] b, int offset, int rowStride, int columnStride, int panel, int from, int to) {
    int first = panel * WIDE;
    int filled = Math.min(WIDE, n - first);
    int width = width(panel);
    for (int k = from; k < to; k++) {
      int source = offset + k * rowStride + first * columnStride;
      int target = first * columns.length + k * width;
      if (columnStride == 1) {
        System.arraycopy(b, source, panels, target, filled);
      } else {
        for (int j = 0; j < filled; j++) {
          panels[target + j] = b[source + j * columnStride];
        }
      }
    }
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
    if (columns.length == 0) {
      for (int row : out) {
        Arrays.fill(array, offset + row, offset + row + n, 0);
      }
      return;
    }
    if (n == 0 || rows.length == 0) {
      return;
    }
    boolean packed = packs();
    long tiles = Math.max(1, TASK / TILE / ((long) columns.length * n));
    int rowsPerTask = packed ? PACKED_ROWS : (int) tiles * TILE;
    Kernels kernels = KernelSet.active();
    Workers.forEachRange(
        rows.length,
        rowsPerTask,
        (from, to) -> {
          for (int chain = 0; chain < columns.length; chain += CHAIN) {
            int end = Math.min(columns.length - chain, CHAIN) + chain;
            float[] tiled = packed ? packed(from, to, chain, end) : null;
            block(kernels, from, to, chain, end, tiled, array, offset, out);
          }
        });
  }

  /** A's elements of some rows and steps, a tile after the other; in a tile, a step's rows. */
  private float[] packed(int from, int to, int chain, int end) {
    int steps = end - chain;
    float[] tiled = new float[(to - from + TILE - 1) / TILE * TILE * steps];
    for (int row = from; row < to; row++) {
      int first = (row - from) / TILE * TILE * steps + (row - from) % TILE;
      packRow(aOffset + rows[row], chain, end, tiled, first);
    }
    return tiled;
  }

  private void packRow(int row, int chain, int end, float[] tiled, int first) {
    for (int k = chain; k < end; k++) {
      tiled[first + (k - chain) * TILE] = a[row + columns[k]];
    }
  }

  /** One chain of rows from .. to-1, in all columns. */
  private void block(
      Kernels kernels,
      int from,
      int to,
      int chain,
      int end,
      float[] tiled,
      float[] c,
      int cOffset,
      int[] out) {
    float[] sums = new float[TILE * WIDE];
    int[] tileRows = new int[TILE];
    for (int panel = 0; panel < panelCount(); panel++) {
      int first = panel * WIDE;
      int width = width(panel);
      int line = first * columns.length + chain * width;
      for (int row = from; row < to; row += TILE) {
        if (tiled != null) {
          int tile = (row - from) * (end - chain);
          kernels.packedTile(tiled, tile, end - chain, panels, line, sums);
        } else {
          for (int i = 0; i < TILE; i++) { // rows beyond the last repeat it, and are not stored
            tileRows[i] = aOffset + rows[Math.min(row + i, to - 1)];
          }
          kernels.gatheredTile(a, tileRows, columns, chain, end, panels, line, width, sums);
        }
        for (int i = 0; i < Math.min(TILE, to - row); i++) {
          int target = cOffset + first + out[row + i];
          store(sums, i * width, c, target, Math.min(WIDE, n - first), chain > 0);
        }
      }
    }
  }

  private static void store(float[] sums, int row, float[] c, int target, int length, boolean add) {
    if (!add) {
      System.arraycopy(sums, row, c, target, length);
      return;
    }
    for (int j = 0; j < length; j++) {
      c[target + j] += sums[row + j];
    }
  }

  private int panelCount() {
    return n / WIDE + (n % WIDE == 0 ? 0 : 1);
  }

  private boolean packs() {
    return panelCount() >= PACKED_PANELS;
  }

  private int width(int panel) {
    return packs() || n - panel * WIDE > NARROW ? WIDE : NARROW;
  }

  private long paddedWidth() {
    int before = panelCount() - 1;
    return before < 0 ? 0 : (long) before * WIDE + width(before);
  }
}
