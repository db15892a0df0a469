package decisive.tensor.kernels;

/**
 * One product with {@link Panels} on the right: the walk over its tiles, in one thread.
 *
 * <p>The kernels are as fast as they are because a tile's rows are a constant number of floats
 * apart. So rows are lined up: the steps of each, side by side, in scratch memory. Two kinds are
 * read in their place: adjacent rows whose steps are not, as a weight gradient has them, and pixels
 * of sixteen or thirty-two channels; Winograd's transforms lie as if they were such pixels. Where
 * many panels meet the first kind, their elements are copied side by side after all, to be read
 * from few cache lines.
 */
final class Tiling {
  /** Rows of A lined up at a time: with a chain of steps 132 KiB, to stay in the L2 cache. */
  static final int ROWS = 64;

  /** From this many panels on, copying a tile's adjacent rows costs less than it gains. */
  private static final int COPIED_PANELS = 4;

  /** Where the rows of a tile that is no whole one go in its array of sums. */
  private static final int[] SUM_TARGETS = Offsets.steps(Kernels.NARROW_TILE, Kernels.WIDE);

  /** The steps of a tile whose adjacent rows are copied. */
  private static final int[] COPIED_STEPS = Offsets.steps(Panels.CHAIN, Kernels.TILE);

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
   * This thread's, for one product: a step has so many that new ones would be a load of garbage.
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

  /** Lets go of the operands, so that they can be collected. */
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

  /** Some rows, which are copied together if they are not read in their place. */
  private final class Strip {
    private final Panels.Chain chain;
    private final int from;
    private final int to;
    private final Panels.Block block;
    private final boolean add;
    private final boolean adjacentSteps;
    private final boolean slides;
    private float[] lines;

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

    /** Whether the steps come in threes that are a pixel of sixteen channels apart. */
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
      boolean copied = isCopied();
      for (int panel = block.fromPanel(); panel < block.toPanel(); panel++) {
        int tile = Kernels.rows(panels.width(panel));
        for (int row = from; row < to; row += tile) {
          boolean whole = !add && row + tile <= to && panels.filled(panel) == panels.width(panel);
          for (int i = 0; whole && i < tile; i++) {
            targets[i] = cOffset + out[row + i] + panel * Kernels.WIDE;
          }
          float[] sum = whole ? c : sums;
          multiply(panel, row, tile, copied, sum, whole ? targets : SUM_TARGETS);
          if (!whole) {
            store(row, Math.min(tile, to - row), panel);
          }
        }
      }
    }

    private void multiply(
        int panel, int row, int tile, boolean copied, float[] sum, int[] targets) {
      float[] b = panels.array();
      int line = panels.line(panel, chain.step());
      int between = panels.between(panel);
      int width = panels.width(panel);
      int end = chain.column() + chain.length();
      int apart = row + tile > to ? 0 : apart(row, tile);
      if (copied && width == Kernels.WIDE) {
        int at = (row - from) * Panels.CHAIN;
        kernels.adjacentTile(
            lines, at, COPIED_STEPS, 0, chain.length(), b, line, between, width, sum, targets);
      } else if (apart == 1 && !adjacentSteps) {
        kernels.adjacentTile(
            a,
            aOffset + rows[row],
            columns,
            chain.column(),
            end,
            b,
            line,
            between,
            width,
            sum,
            targets);
      } else if (apart == width) {
        int at = aOffset + rows[row];
        if (slides) {
          kernels.slidingTile(
              a, at, columns, chain.column(), end, b, line, between, width, sum, targets);
        } else {
          kernels.pixelTile(
              a, at, columns, chain.column(), end, b, line, between, width, sum, targets);
        }
      } else {
        if (lines == null) {
          lineUp();
        }
        int at = (row - from) * Kernels.APART;
        kernels.apartTile(lines, at, chain.length(), b, line, between, width, sum, targets);
      }
    }

    /** Floats from each row of a tile to the next; 0 if they differ. */
    private int apart(int row, int tile) {
      int apart = rows[row + 1] - rows[row];
      for (int i = 2; i < tile; i++) {
        if (rows[row + i] - rows[row + i - 1] != apart) {
          return 0;
        }
      }
      return apart;
    }

    /** Whether all rows are adjacent, their steps not, and panels many: then they are copied. */
    private boolean isCopied() {
      if (adjacentSteps
          || (to - from) % Kernels.TILE != 0
          || block.toPanel() - block.fromPanel() < COPIED_PANELS
          || panels.width(block.toPanel() - 1) < Kernels.WIDE) {
        return false;
      }
      for (int row = from; row < to; row += Kernels.TILE) {
        if (apart(row, Kernels.TILE) != 1) {
          return false;
        }
      }
      lines = Scratch.lines(ROWS * Kernels.APART);
      for (int row = from; row < to; row += Kernels.TILE) {
        copy(aOffset + rows[row], (row - from) * Panels.CHAIN);
      }
      return true;
    }

    /** The eight elements of each step, side by side. */
    private void copy(int source, int target) {
      for (int k = 0; k < chain.length(); k++) {
        int x = source + columns[chain.column() + k];
        int to = target + k * Kernels.TILE;
        lines[to] = a[x];
        lines[to + 1] = a[x + 1];
        lines[to + 2] = a[x + 2];
        lines[to + 3] = a[x + 3];
        lines[to + 4] = a[x + 4];
        lines[to + 5] = a[x + 5];
        lines[to + 6] = a[x + 6];
        lines[to + 7] = a[x + 7];
      }
    }

    /** A row's steps side by side, the rows apart. */
    private void lineUp() {
      lines = Scratch.lines(ROWS * Kernels.APART);
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
        kernels.lineUp(a, source, rows, from, to, next - first, lines, first - chain.column());
        first = next;
      }
    }

    private void gather() {
      for (int row = from; row < to; row++) {
        int source = aOffset + rows[row];
        int target = (row - from) * Kernels.APART;
        for (int k = 0; k < chain.length(); k++) {
          lines[target + k] = a[source + columns[chain.column() + k]];
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
