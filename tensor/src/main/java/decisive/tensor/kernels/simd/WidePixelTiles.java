package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tiles of a product whose rows are neighbouring pixels of thirty-two channels: the
 * second stage of a ResNet for CIFAR. {@link PixelTiles} with another constant between the rows;
 * were it a variable, the loop would need a register and a check of bounds for each row.
 */
final class WidePixelTiles {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PIXEL = Kernels.WIDE;

  private WidePixelTiles() {}

  /** Eight rows and two vectors: columns j .. j + 2·LANES − 1 of the tile. */
  static void byTwo(
      float[] a,
      int aOffset,
      int[] cols,
      int from,
      int to,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int[] out,
      int j) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s21 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s31 = FloatVector.zero(S);
    FloatVector s40 = FloatVector.zero(S);
    FloatVector s41 = FloatVector.zero(S);
    FloatVector s50 = FloatVector.zero(S);
    FloatVector s51 = FloatVector.zero(S);
    FloatVector s60 = FloatVector.zero(S);
    FloatVector s61 = FloatVector.zero(S);
    FloatVector s70 = FloatVector.zero(S);
    FloatVector s71 = FloatVector.zero(S);
    for (int k = from, line = bOffset; k < to; k++, line += bStride) {
      FloatVector b0 = FloatVector.fromArray(S, b, line);
      FloatVector b1 = FloatVector.fromArray(S, b, line + LANES);
      int x = aOffset + cols[k];
      FloatVector x0 = FloatVector.broadcast(S, a[x]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = FloatVector.broadcast(S, a[x + PIXEL]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      FloatVector x2 = FloatVector.broadcast(S, a[x + 2 * PIXEL]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      FloatVector x3 = FloatVector.broadcast(S, a[x + 3 * PIXEL]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      FloatVector x4 = FloatVector.broadcast(S, a[x + 4 * PIXEL]);
      s40 = x4.fma(b0, s40);
      s41 = x4.fma(b1, s41);
      FloatVector x5 = FloatVector.broadcast(S, a[x + 5 * PIXEL]);
      s50 = x5.fma(b0, s50);
      s51 = x5.fma(b1, s51);
      FloatVector x6 = FloatVector.broadcast(S, a[x + 6 * PIXEL]);
      s60 = x6.fma(b0, s60);
      s61 = x6.fma(b1, s61);
      FloatVector x7 = FloatVector.broadcast(S, a[x + 7 * PIXEL]);
      s70 = x7.fma(b0, s70);
      s71 = x7.fma(b1, s71);
    }
    s00.intoArray(c, out[0] + j);
    s01.intoArray(c, out[0] + j + LANES);
    s10.intoArray(c, out[1] + j);
    s11.intoArray(c, out[1] + j + LANES);
    s20.intoArray(c, out[2] + j);
    s21.intoArray(c, out[2] + j + LANES);
    s30.intoArray(c, out[3] + j);
    s31.intoArray(c, out[3] + j + LANES);
    s40.intoArray(c, out[4] + j);
    s41.intoArray(c, out[4] + j + LANES);
    s50.intoArray(c, out[5] + j);
    s51.intoArray(c, out[5] + j + LANES);
    s60.intoArray(c, out[6] + j);
    s61.intoArray(c, out[6] + j + LANES);
    s70.intoArray(c, out[7] + j);
    s71.intoArray(c, out[7] + j + LANES);
  }

  /** Four rows and two vectors: all that sixteen registers hold. */
  static void fourByTwo(
      float[] a,
      int aOffset,
      int[] cols,
      int from,
      int to,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int[] out,
      int i,
      int j) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s21 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s31 = FloatVector.zero(S);
    for (int k = from, line = bOffset; k < to; k++, line += bStride) {
      FloatVector b0 = FloatVector.fromArray(S, b, line);
      FloatVector b1 = FloatVector.fromArray(S, b, line + LANES);
      int x = aOffset + cols[k];
      FloatVector x0 = FloatVector.broadcast(S, a[x]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = FloatVector.broadcast(S, a[x + PIXEL]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      FloatVector x2 = FloatVector.broadcast(S, a[x + 2 * PIXEL]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      FloatVector x3 = FloatVector.broadcast(S, a[x + 3 * PIXEL]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
    }
    s00.intoArray(c, out[i] + j);
    s01.intoArray(c, out[i] + j + LANES);
    s10.intoArray(c, out[i + 1] + j);
    s11.intoArray(c, out[i + 1] + j + LANES);
    s20.intoArray(c, out[i + 2] + j);
    s21.intoArray(c, out[i + 2] + j + LANES);
    s30.intoArray(c, out[i + 3] + j);
    s31.intoArray(c, out[i + 3] + j + LANES);
  }
}
