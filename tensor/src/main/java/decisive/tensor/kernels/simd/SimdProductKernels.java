package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.ProductKernels;
import jdk.incubator.vector.FloatVector;

/** The kernels of matrix products on the incubating Vector API. */
abstract class SimdProductKernels extends SimdSparseKernels {
  private static final int LANES = S.length();

  /** AVX2 has sixteen registers of eight lanes, the others thirty-two: so tall tiles are. */
  private static final boolean FEW_REGISTERS = LANES == 8;

  /** Rows of a tile of two vectors. */
  private static final int ROWS = FEW_REGISTERS ? 4 : TILE;

  @Override
  public void packedTile(
      float[] a,
      int aOffset,
      int steps,
      float[] b,
      int bOffset,
      int bStride,
      int width,
      float[] c,
      int[] out) {
    if (width == LANES) {
      PackedTiles.byOne(a, aOffset, steps, b, bOffset, bStride, c, out);
      return;
    }
    for (int i = 0; i < ProductKernels.rows(width); i += ROWS) {
      for (int j = 0; j < width; j += 2 * LANES) {
        int first = aOffset + i * PACKED_STRIDE;
        if (FEW_REGISTERS) {
          PackedTiles.fourByTwo(a, first, steps, b, bOffset + j, bStride, c, out, i, j);
        } else {
          PackedTiles.byTwo(a, first, steps, b, bOffset + j, bStride, c, out, i, j);
        }
      }
    }
  }

  @Override
  public void adjacentTile(
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
    if (width == LANES) {
      AdjacentTiles.byOne(a, aOffset, cols, from, to, b, bOffset, bStride, c, out);
      return;
    }
    for (int i = 0; i < ProductKernels.rows(width); i += ROWS) {
      for (int j = 0; j < width; j += 2 * LANES) {
        if (FEW_REGISTERS) {
          AdjacentTiles.fourByTwo(
              a, aOffset + i, cols, from, to, b, bOffset + j, bStride, c, out, i, j);
        } else {
          AdjacentTiles.byTwo(
              a, aOffset + i, cols, from, to, b, bOffset + j, bStride, c, out, i, j);
        }
      }
    }
  }

  @Override
  public void pixelTile(
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
    if (width == LANES) {
      PixelTiles.byOne(a, aOffset, cols, from, to, b, bOffset, bStride, c, out);
    } else if (width == WIDE) {
      for (int i = 0; i < TILE; i += ROWS) {
        for (int j = 0; j < WIDE; j += 2 * LANES) {
          int first = aOffset + i * WIDE;
          if (FEW_REGISTERS) {
            WidePixelTiles.fourByTwo(
                a, first, cols, from, to, b, bOffset + j, bStride, c, out, i, j);
          } else {
            WidePixelTiles.byTwo(a, first, cols, from, to, b, bOffset + j, bStride, c, out, j);
          }
        }
      }
    } else {
      for (int i = 0; i < NARROW_TILE; i += ROWS) {
        for (int j = 0; j < NARROW; j += 2 * LANES) {
          int first = aOffset + i * NARROW;
          if (FEW_REGISTERS) {
            PixelTiles.fourByTwo(a, first, cols, from, to, b, bOffset + j, bStride, c, out, i, j);
          } else {
            PixelTiles.byTwo(a, first, cols, from, to, b, bOffset + j, bStride, c, out, i, j);
          }
        }
      }
    }
  }

  @Override
  public void slidingTile(
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
    if (width == LANES && width == NARROW) {
      for (int i = 0; i < NARROW_TILE; i += TILE) {
        SlidingTiles.byOne(a, aOffset + i * NARROW, cols, from, to, b, bOffset, bStride, c, out, i);
      }
    } else {
      pixelTile(a, aOffset, cols, from, to, b, bOffset, bStride, width, c, out);
    }
  }

  @Override
  public void weightTile(
      float[] dy,
      int dyOffset,
      int n,
      float[] x,
      int xOffset,
      int[] windows,
      float[] c,
      int cOffset) {
    if (LANES == NARROW) {
      int half = TILE * 3 * NARROW;
      WeightTiles.eight(dy, dyOffset, n, x, xOffset, windows, c, cOffset);
      WeightTiles.eight(dy, dyOffset + TILE, n, x, xOffset, windows, c, cOffset + half);
    } else {
      super.weightTile(dy, dyOffset, n, x, xOffset, windows, c, cOffset);
    }
  }

  /** In vectors: the last one overlaps the one before, or reaches beyond a short run. */
  @Override
  public void pack(
      float[] a, int aOffset, int[] rows, int from, int to, int n, float[] packed, int offset) {
    for (int row = from; row < to; row++) {
      int source = aOffset + rows[row];
      int target = offset + (row - from) * PACKED_STRIDE;
      if (n > LANES) {
        for (int i = 0; i < n - LANES; i += LANES) {
          FloatVector.fromArray(S, a, source + i).intoArray(packed, target + i);
        }
        FloatVector.fromArray(S, a, source + n - LANES).intoArray(packed, target + n - LANES);
      } else if (source + LANES <= a.length) {
        FloatVector.fromArray(S, a, source).intoArray(packed, target);
      } else {
        System.arraycopy(a, source, packed, target, n);
      }
    }
  }
}
