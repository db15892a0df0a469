package decisive.tensor.kernels;

import java.util.Arrays;

/** {@link ProductKernels} as they are defined. */
abstract class PlainProductKernels extends PlainSparseKernels implements ProductKernels {
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
    float[] sums = new float[width];
    for (int i = 0; i < ProductKernels.rows(width); i++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < steps; k++) {
        addRow(a[aOffset + k + i * PACKED_STRIDE], b, bOffset + k * bStride, sums);
      }
      System.arraycopy(sums, 0, c, out[i], width);
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
    float[] sums = new float[width];
    for (int i = 0; i < ProductKernels.rows(width); i++) {
      Arrays.fill(sums, 0);
      for (int k = from; k < to; k++) {
        addRow(a[aOffset + cols[k] + i], b, bOffset + (k - from) * bStride, sums);
      }
      System.arraycopy(sums, 0, c, out[i], width);
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
    float[] sums = new float[width];
    for (int i = 0; i < ProductKernels.rows(width); i++) {
      Arrays.fill(sums, 0);
      for (int k = from; k < to; k++) {
        addRow(a[aOffset + cols[k] + i * width], b, bOffset + (k - from) * bStride, sums);
      }
      System.arraycopy(sums, 0, c, out[i], width);
    }
  }

  private static void addRow(float factor, float[] b, int bOffset, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.fma(factor, b[bOffset + j], sums[j]);
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
    int line = 3 * NARROW;
    Arrays.fill(c, cOffset, cOffset + NARROW * line, 0);
    for (int k = 0; k < n; k++) {
      for (int o = 0; o < NARROW; o++) {
        float e = dy[dyOffset + k * NARROW + o];
        for (int j = 0; j < line; j++) {
          int i = cOffset + o * line + j;
          c[i] = Math.fma(e, x[xOffset + windows[k] + j], c[i]);
        }
      }
    }
  }

  @Override
  public void pack(
      float[] a, int aOffset, int[] rows, int from, int to, int n, float[] packed, int offset) {
    for (int row = from; row < to; row++) {
      System.arraycopy(a, aOffset + rows[row], packed, offset + (row - from) * PACKED_STRIDE, n);
    }
  }
}
