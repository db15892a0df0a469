package decisive.tensor.kernels;

/**
 * One product with {@link Panels} on the right: the walk over its tiles, in one thread.
 *
 * <p>The kernels are fast because of rows of a tile that lie at a constant stride. So rows are
 * packed: the steps of each, side by side, in scratch memory. Two kinds are read in place: adjacent
 * rows whose steps are not adjacent, as a weight gradient has them, and pixels of sixteen or
 * thirty-two channels; Winograd's transforms are laid out as if they were such pixels. Where many
 * panels meet the first kind, they are packed step by step after all, to be read from few cache
 * lines.
 */
final class Tiling {
  /** Rows of A packed at a time: with a chain of steps 132 KiB, to stay in the L2 cache. */
  static final int ROWS = 64;

  /** From this many panels on, packing a tile's adjacent rows costs less than it gains. */
  private static final int MANY_PANELS = 4;

  /** Where the rows of an incomplete tile go in its array of sums. */
  private static final int[] SUM_TARGETS = Offsets.steps(Kernels.NARROW_TILE, Kernels.WIDE);

  /** The steps of a tile whose adjacent rows are packed step by step. */
  private static final int[] PACKED_STEPS = Offsets.steps(Panels.CHAIN, Kernels.TILE);

  private static final ThreadLocal<Tiling> OWN = ThreadLocal.withInitial(Tiling::new);

  private final int[] targets = new int[Kernels.NARROW_TILE];
  private final float[] sums = new float[Kernels.NARROW_TILE * Kernels.WIDE];

  private Kernels kernels;
  private Panels panels;
  private float[] a;
  private int aOffset;
  private int[] rows;
  private int[] columns;
  private float[] c;
  private int cOffset;
  private int[] out;

  private Tiling() {}

  /**
   * This thread's, for one product: a training step has too many products to make a new one each.
   */
  static Tiling of(
      Panels panels,
      float[] a,
      int aOffset,
      int[] rows,
      int[] columns,
      float[] c,
      int cOffset,
      int[] out) {
    Tiling tiling = OWN.get();
    tiling.kernels = KernelSet.active();
    tiling.panels = panels;
    tiling.a = a;
    tiling.aOffset = aOffset;
    tiling.rows = rows;
    tiling.columns = columns;
    tiling.c = c;
    tiling.cOffset = cOffset;
    tiling.out = out;
    return tiling;
  }

  /** Drops the operands, so that they can be collected. */
  void end() {
    panels = null;
    a = null;
    rows = null;
    columns = null;
    c = null;
    out = null;
  }

  /** Writes a block of C over one chain of steps, or adds it to what is there. */
  void multiply(Panels.Chain chain, Panels.Block block, boolean add) {
    for (int from = block.fromRow(); from < block.toRow(); from += ROWS) {
      new Strip(chain, from, Math.min(block.toRow(), from + ROWS), block, add).multiply();
    }
  }

  /** Some rows, which are packed together unless they are read in place. */
  private final class Strip {
    private final Panels.Chain chain;
    private final int from;
    private final int to;
    private final Panels.Block block;
    private final boolean add;
    private final boolean adjacentSteps;
    private final boolean slides;
    private float[] packed;

    Strip(Panels.Chain chain, int from, int to, Panels.Block block, boolean add) {
      this.chain = chain;
      this.from = from;
      this.to = to;
      this.block = block;
      this.add = add;
      int first = chain.column();
      this.adjacentSteps = chain.length() > 1 && columns[first + 1] == columns[first] + 1;
      this.slides = !adjacentSteps && slides();
    }

    /** Whether the steps come in threes, from pixel to pixel of sixteen channels. */
    private boolean slides() {
      int end = chain.column() + chain.length();
      for (int k = chain.column(); k < end; k += 3) {
        if (k + 2 >= end
            || columns[k + 1] != columns[k] + Kernels.NARROW
            || columns[k + 2] != columns[k] + 2 * Kernels.NARROW) {
          return false;
        }
      }
      return true;
    }

    void multiply() {
      boolean packedBySteps = isPackedBySteps();
      for (int panel = block.fromPanel(); panel < block.toPanel(); panel++) {
        int tile = ProductKernels.rows(panels.width(panel));
        for (int row = from; row < to; row += tile) {
          boolean whole = !add && row + tile <= to && panels.filled(panel) == panels.width(panel);
          for (int i = 0; whole && i < tile; i++) {
            targets[i] = cOffset + out[row + i] + panel * Kernels.WIDE;
          }
          float[] sum = whole ? c : sums;
          multiply(panel, row, tile, packedBySteps, sum, whole ? targets : SUM_TARGETS);
          if (!whole) {
            store(row, Math.min(tile, to - row), panel);
          }
        }
      }
    }

    private void multiply(
        int panel, int row, int tile, boolean packedBySteps, float[] sum, int[] targets) {
      float[] b = panels.array();
      int bOffset = panels.offset(panel, chain.step());
      int bStride = panels.stride(panel);
      int width = panels.width(panel);
      int end = chain.column() + chain.length();
      int rowStride = row + tile > to ? 0 : rowStride(row, tile);
      if (packedBySteps && width == Kernels.WIDE) {
        int offset = (row - from) * Panels.CHAIN;
        kernels.adjacentTile(
            packed,
            offset,
            PACKED_STEPS,
            0,
            chain.length(),
            b,
            bOffset,
            bStride,
            width,
            sum,
            targets);
      } else if (rowStride == 1 && !adjacentSteps) {
        kernels.adjacentTile(
            a,
            aOffset + rows[row],
            columns,
            chain.column(),
            end,
            b,
            bOffset,
            bStride,
            width,
            sum,
            targets);
      } else if (rowStride == width) {
        int offset = aOffset + rows[row];
        if (slides) {
          kernels.slidingTile(
              a, offset, columns, chain.column(), end, b, bOffset, bStride, width, sum, targets);
        } else {
          kernels.pixelTile(
              a, offset, columns, chain.column(), end, b, bOffset, bStride, width, sum, targets);
        }
      } else {
        if (packed == null) {
          pack();
        }
        int offset = (row - from) * Kernels.PACKED_STRIDE;
        kernels.packedTile(
            packed, offset, chain.length(), b, bOffset, bStride, width, sum, targets);
      }
    }

    /** Floats from each row of a tile to the next; 0 if they differ. */
    private int rowStride(int row, int tile) {
      int stride = rows[row + 1] - rows[row];
      for (int i = 2; i < tile; i++) {
        if (rows[row + i] - rows[row + i - 1] != stride) {
          return 0;
        }
      }
      return stride;
    }

    /** Whether all rows are adjacent, their steps not, and panels many; packs them then. */
    private boolean isPackedBySteps() {
      if (adjacentSteps
          || (to - from) % Kernels.TILE != 0
          || block.toPanel() - block.fromPanel() < MANY_PANELS
          || panels.width(block.toPanel() - 1) < Kernels.WIDE) {
        return false;
      }
      for (int row = from; row < to; row += Kernels.TILE) {
        if (rowStride(row, Kernels.TILE) != 1) {
          return false;
        }
      }
      packed = ScratchMemory.packed(ROWS * Kernels.PACKED_STRIDE);
      for (int row = from; row < to; row += Kernels.TILE) {
        packBySteps(aOffset + rows[row], (row - from) * Panels.CHAIN);
      }
      return true;
    }

    /** The eight elements of each step, side by side. */
    private void packBySteps(int source, int target) {
      for (int k = 0; k < chain.length(); k++) {
        int x = source + columns[chain.column() + k];
        int to = target + k * Kernels.TILE;
        packed[to] = a[x];
        packed[to + 1] = a[x + 1];
        packed[to + 2] = a[x + 2];
        packed[to + 3] = a[x + 3];
        packed[to + 4] = a[x + 4];
        packed[to + 5] = a[x + 5];
        packed[to + 6] = a[x + 6];
        packed[to + 7] = a[x + 7];
      }
    }

    /** The steps of a row side by side, the rows at a constant stride. */
    private void pack() {
      packed = ScratchMemory.packed(ROWS * Kernels.PACKED_STRIDE);
      if (!adjacentSteps) {
        gather();
        return;
      }
      int end = chain.column() + chain.length();
      for (int first = chain.column(); first < end; ) {
        int next = first + 1; // after the adjacent steps that begin with the first
        while (next < end && columns[next] == columns[next - 1] + 1) {
          next++;
        }
        int source = aOffset + columns[first];
        kernels.pack(a, source, rows, from, to, next - first, packed, first - chain.column());
        first = next;
      }
    }

    private void gather() {
      for (int row = from; row < to; row++) {
        int source = aOffset + rows[row];
        int target = (row - from) * Kernels.PACKED_STRIDE;
        for (int k = 0; k < chain.length(); k++) {
          packed[target + k] = a[source + columns[chain.column() + k]];
        }
      }
    }

    private void store(int row, int count, int panel) {
      for (int i = 0; i < count; i++) {
        int source = i * Kernels.WIDE;
        int target = cOffset + out[row + i] + panel * Kernels.WIDE;
        if (add) {
          kernels.add(sums, source, c, target, panels.filled(panel));
        } else {
          System.arraycopy(sums, source, c, target, panels.filled(panel));
        }
      }
    }
  }
}
