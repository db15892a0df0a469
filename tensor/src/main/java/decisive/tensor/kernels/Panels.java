package decisive.tensor.kernels;

import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Storage;
import java.util.Arrays;

/**
 * The right operand B [steps, n] of products, cut into panels of 32 columns (the last may have 16,
 * or be filled up with zeros), and the product itself, in one thread:
 *
 * <pre>  C[i, j] = Σ_k A[rows[i] + columns[k]] · B[k, j]</pre>
 *
 * <p>The loops, from the outside in:
 *
 * <pre>
 *   for each chain of 512 steps          every sum is one chain, or chains added in order
 *     for each panel                     its part of the chain is 64 KiB and stays in the L2 cache
 *       for each tile of 8 rows          a kernel: 8 × 32 (or 16 × 16) sums in registers
 *         for each step of the chain     a line of the panel, and 8 elements of A, met by tables
 * </pre>
 *
 * <p>So that a step reads one line and steps follow each other, B is copied panel by panel. It is
 * left where it lies if that is its order already, or if so few rows will meet it that copying
 * costs more than it gains. From 8 panels on, A's elements are copied side by side too, 64 rows at
 * a time.
 */
public final class Panels {
  /** Steps in a chain: rounding errors stay small over long sums. */
  public static final int CHAIN = 512;

  private static final int WIDE = Kernels.WIDE;
  private static final int NARROW = Kernels.NARROW;
  private static final int TILE = Kernels.TILE;

  /** From this many panels on, copying A's elements side by side costs less than it gains. */
  private static final int PACKED_PANELS = 8;

  /** Rows of A copied at a time: with a chain of steps 128 KiB, to stay in the L2 cache. */
  private static final int PACKED_ROWS = 64;

  /** With fewer rows than this, B is read where it lies. */
  private static final int FEW_ROWS = 64;

  /** Where the rows of a tile that is no whole one go in its array of sums. */
  private static final int[] SUM_TARGETS = Offsets.steps(Kernels.NARROW_TILE, WIDE);

  private final int steps;
  private final int n;
  private final Storage storage;
  private final float[] array;

  /** Of step 0 in panel 0. */
  private final int offset;

  /** Floats from a line to the next; 0 if each panel lies by itself, its lines close together. */
  private final int stride;

  private Panels(int steps, int n, Storage storage, int offset, int stride) {
    this.steps = steps;
    this.n = n;
    this.storage = storage;
    this.array = storage.array();
    this.offset = offset;
    this.stride = stride;
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
    return copied(array, k -> offset + k * rowStride, columnStride, steps, n);
  }

  /**
   * B[k, j] = array[lines[k] + j · columnStride].
   *
   * @throws IllegalArgumentException as the other
   */
  public static Panels of(float[] array, int[] lines, int columnStride, int n) {
    return copied(array, k -> lines[k], columnStride, lines.length, n);
  }

  private interface Lines {
    int offset(int step);
  }

  private static Panels copied(float[] array, Lines lines, int columnStride, int steps, int n) {
    Panels panels = new Panels(steps, n, Storage.blank(paddedSize(steps, n)), 0, 0);
    int tasksPerPanel = steps / CHAIN + (steps % CHAIN == 0 ? 0 : 1);
    Workers.forEach(
        panels.count() * tasksPerPanel,
        task -> {
          int from = task % tasksPerPanel * CHAIN;
          int to = Math.min(steps - from, CHAIN) + from;
          panels.copy(array, lines, columnStride, task / tasksPerPanel, from, to);
        });
    return panels;
  }

  private static int paddedSize(int steps, int n) {
    long padded = n / WIDE * (long) WIDE + width(n % WIDE);
    if (steps * padded > Integer.MAX_VALUE - 8) {
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

  /** Of a panel with so many columns. */
  private static int width(int columns) {
    return columns == 0 ? 0 : columns > NARROW ? WIDE : NARROW;
  }

  private void copy(float[] b, Lines lines, int columnStride, int panel, int from, int to) {
    int first = panel * WIDE;
    int filled = Math.min(WIDE, n - first);
    int width = width(filled);
    for (int k = from; k < to; k++) {
      int source = lines.offset(k) + first * columnStride;
      int target = line(panel, k);
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

  /** Of a step in a panel. */
  private int line(int panel, int step) {
    return stride == 0
        ? panel * WIDE * steps + step * width(Math.min(WIDE, n - panel * WIDE))
        : offset + panel * WIDE + step * stride;
  }

  /** How many. */
  public int count() {
    return n / WIDE + (n % WIDE == 0 ? 0 : 1);
  }

  /** Rows that share what is done once for several. */
  public int rowsAtATime() {
    return packs() ? PACKED_ROWS : Kernels.NARROW_TILE;
  }

  private boolean packs() {
    return count() >= PACKED_PANELS && (stride == 0 || n % WIDE == 0);
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
    for (int step = 0; step < steps; step += CHAIN) {
      Chain chain = new Chain(step, step, Math.min(steps - step, CHAIN));
      multiply(a, aOffset, rows, columns, chain, block, c, cOffset, out, step > 0);
    }
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
    Tiling tiling = new Tiling(a, aOffset, rows, columns, chain, c, cOffset, out, add);
    if (packs()) {
      for (int from = block.fromRow; from < block.toRow; from += PACKED_ROWS) {
        tiling.packed(block, from, Math.min(block.toRow, from + PACKED_ROWS));
      }
    } else {
      tiling.gathered(block);
    }
  }

  /** One chain of a product. */
  private final class Tiling {
    private final Kernels kernels = KernelSet.active();
    private final float[] a;
    private final int aOffset;
    private final int[] rows;
    private final int[] columns;
    private final Chain chain;
    private final float[] c;
    private final int cOffset;
    private final int[] out;
    private final boolean add;

    /** Where the tile's rows go; and where sums go that are no whole tile. */
    private final int[] targets = new int[Kernels.NARROW_TILE];

    private final float[] sums = new float[Kernels.NARROW_TILE * WIDE];

    Tiling(
        float[] a,
        int aOffset,
        int[] rows,
        int[] columns,
        Chain chain,
        float[] c,
        int cOffset,
        int[] out,
        boolean add) {
      this.a = a;
      this.aOffset = aOffset;
      this.rows = rows;
      this.columns = columns;
      this.chain = chain;
      this.c = c;
      this.cOffset = cOffset;
      this.out = out;
      this.add = add;
    }

    void gathered(Block block) {
      int[] tileRows = new int[Kernels.NARROW_TILE];
      for (int panel = block.fromPanel; panel < block.toPanel; panel++) {
        int filled = Math.min(WIDE, n - panel * WIDE);
        int width = width(filled);
        int tile = Kernels.rows(width);
        int line = line(panel, chain.step);
        int between = stride == 0 ? width : stride;
        for (int row = block.fromRow; row < block.toRow; row += tile) {
          int last = Math.min(row + tile, block.toRow) - 1;
          for (int i = 0; i < tile; i++) { // rows beyond the last repeat it, and are not stored
            tileRows[i] = aOffset + rows[Math.min(row + i, last)];
          }
          boolean direct = aim(row, last, panel, filled == width, tile);
          kernels.gatheredTile(
              a,
              tileRows,
              columns,
              chain.column,
              chain.column + chain.length,
              array,
              line,
              between,
              width,
              direct ? c : sums,
              direct ? targets : SUM_TARGETS);
          if (!direct) {
            store(row, last, panel, filled);
          }
        }
      }
    }

    void packed(Block block, int from, int to) {
      float[] tiles = packedRows(from, to);
      for (int panel = block.fromPanel; panel < block.toPanel; panel++) {
        int filled = Math.min(WIDE, n - panel * WIDE);
        // Where panels are copied, the last one may be narrow: its tiles are gathered.
        int width = width(filled);
        if (width < WIDE) {
          gathered(new Block(from, to, panel, panel + 1));
          continue;
        }
        int line = line(panel, chain.step);
        for (int row = from; row < to; row += TILE) {
          int last = Math.min(row + TILE, to) - 1;
          boolean direct = aim(row, last, panel, filled == width, TILE);
          kernels.packedTile(
              tiles,
              (row - from) * chain.length,
              chain.length,
              array,
              line,
              stride == 0 ? WIDE : stride,
              direct ? c : sums,
              direct ? targets : SUM_TARGETS);
          if (!direct) {
            store(row, last, panel, filled);
          }
        }
      }
    }

    /** A's elements of some rows, a tile after the other; in a tile, a step's rows. */
    private float[] packedRows(int from, int to) {
      int tiles = (to - from + TILE - 1) / TILE;
      float[] packed = Scratch.tiles(tiles * TILE * chain.length);
      for (int tile = 0; tile < tiles; tile++) {
        packTile(from + tile * TILE, to - 1, packed, tile * TILE * chain.length);
      }
      return packed;
    }

    /** All eight rows at once, so that a column is looked up once and stores follow each other. */
    private void packTile(int row, int last, float[] packed, int offset) {
      int r0 = aOffset + rows[row];
      int r1 = aOffset + rows[Math.min(row + 1, last)];
      int r2 = aOffset + rows[Math.min(row + 2, last)];
      int r3 = aOffset + rows[Math.min(row + 3, last)];
      int r4 = aOffset + rows[Math.min(row + 4, last)];
      int r5 = aOffset + rows[Math.min(row + 5, last)];
      int r6 = aOffset + rows[Math.min(row + 6, last)];
      int r7 = aOffset + rows[Math.min(row + 7, last)];
      for (int k = 0, to = offset; k < chain.length; k++, to += TILE) {
        int column = columns[chain.column + k];
        packed[to] = a[r0 + column];
        packed[to + 1] = a[r1 + column];
        packed[to + 2] = a[r2 + column];
        packed[to + 3] = a[r3 + column];
        packed[to + 4] = a[r4 + column];
        packed[to + 5] = a[r5 + column];
        packed[to + 6] = a[r6 + column];
        packed[to + 7] = a[r7 + column];
      }
    }

    /** Finds where a tile goes, if it can go there at once. */
    private boolean aim(int row, int last, int panel, boolean wholePanel, int tile) {
      if (add || !wholePanel || last - row + 1 < tile) {
        return false;
      }
      for (int i = 0; i < tile; i++) {
        targets[i] = cOffset + out[row + i] + panel * WIDE;
      }
      return true;
    }

    private void store(int row, int last, int panel, int filled) {
      for (int i = 0; row + i <= last; i++) {
        int target = cOffset + out[row + i] + panel * WIDE;
        if (add) {
          kernels.add(sums, i * WIDE, c, target, filled);
        } else {
          System.arraycopy(sums, i * WIDE, c, target, filled);
        }
      }
    }
  }
}
