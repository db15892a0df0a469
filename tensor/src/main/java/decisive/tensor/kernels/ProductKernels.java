package decisive.tensor.kernels;

/**
 * Inner loops of matrix products, which are behind dense convolutions too: tiles of the result, and
 * packing of what they read. {@link Panels} and {@code Tiling} call them.
 */
public interface ProductKernels {
  /** Columns of a panel of a {@link GatherProduct}; the last one may have {@link #NARROW}. */
  int WIDE = 32;

  int NARROW = 16;

  /** Rows of a tile of {@link #WIDE} columns: as many as a kernel sums at a time. */
  int TILE = 8;

  /** Rows of a tile of {@link #NARROW} columns: as many sums. */
  int NARROW_TILE = 16;

  /** Rows of a tile of so many columns. */
  static int rows(int width) {
    return width == WIDE ? TILE : NARROW_TILE;
  }

  /** Floats from a packed row of a tile to the next. */
  int PACKED_STRIDE = 528;

  /**
   * A tile of a product whose rows of A are packed, {@link #PACKED_STRIDE} floats from one to the
   * next: for i in [0, rows(width)) and j in [0, width),
   *
   * <pre>
   *   c[out[i] + j] = Σ_{k in [0, steps)} a[aOffset + k + i·PACKED_STRIDE] · b[bOffset + k·bStride + j]
   * </pre>
   *
   * in one chain of fused multiply-adds from 0, k ascending.
   *
   * @param steps at most PACKED_STRIDE
   * @param width columns of the panel, {@link #NARROW} or {@link #WIDE}
   */
  void packedTile(
      float[] a,
      int aOffset,
      int steps,
      float[] b,
      int bOffset,
      int bStride,
      int width,
      float[] c,
      int[] out);

  /**
   * A tile whose rows are adjacent in A, and whose steps are found through a table: as above with
   *
   * <pre>
   *   c[out[i] + j] = Σ_{k in [from, to)} a[aOffset + cols[k] + i] · b[bOffset + (k − from)·bStride + j]
   * </pre>
   */
  void adjacentTile(
      float[] a,
      int aOffset,
      int[] cols,
      int from,
      int to,
      float[] b,
      int bOffset,
      int bStride,
      int width,
      float[] c,
      int[] out);

  /**
   * A tile whose rows are neighbouring pixels of as many channels as it has columns: as above with
   *
   * <pre>
   *   c[out[i] + j] = Σ_{k in [from, to)} a[aOffset + cols[k] + i·width] · b[bOffset + (k − from)·bStride + j]
   * </pre>
   */
  void pixelTile(
      float[] a,
      int aOffset,
      int[] cols,
      int from,
      int to,
      float[] b,
      int bOffset,
      int bStride,
      int width,
      float[] c,
      int[] out);

  /**
   * As {@link #pixelTile}, where the steps also come in threes, one pixel after the other: for k =
   * from, from + 3, …
   *
   * <pre>  cols[k + 1] = cols[k] + width     cols[k + 2] = cols[k] + 2·width</pre>
   */
  default void slidingTile(
      float[] a,
      int aOffset,
      int[] cols,
      int from,
      int to,
      float[] b,
      int bOffset,
      int bStride,
      int width,
      float[] c,
      int[] out) {
    pixelTile(a, aOffset, cols, from, to, b, bOffset, bStride, width, c, out);
  }

  /**
   * A part of a weight gradient of 16 channels and as many outputs: of one line of three taps, over
   * n output pixels. For o in [0, 16) and j in [0, 48), k ascending,
   *
   * <pre>
   *   c[cOffset + 48·o + j] = Σ_{k &lt; n} dy[dyOffset + 16·k + o] · x[xOffset + windows[k] + j]
   * </pre>
   */
  void weightTile(
      float[] dy,
      int dyOffset,
      int n,
      float[] x,
      int xOffset,
      int[] windows,
      float[] c,
      int cOffset);

  /**
   * Packs adjacent steps of some rows for {@link #packedTile}: for row in [from, to) and k in [0,
   * n),
   *
   * <pre>  packed[offset + (row − from)·PACKED_STRIDE + k] = a[aOffset + rows[row] + k]</pre>
   *
   * <p>What lies behind, up to the next row, may be overwritten; so steps are packed in order.
   *
   * @param offset less than 512 in the first row
   */
  void pack(
      float[] a, int aOffset, int[] rows, int from, int to, int n, float[] packed, int offset);
}
