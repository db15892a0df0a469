package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tiles of a product whose rows are neighbouring pixels of sixteen channels: the first
 * stage of a ResNet for CIFAR. As {@link AdjacentTiles}, but with a stride of a pixel between the
 * rows. Packing them first would cost a third of the product, which is that narrow.
 */
final class PixelTiles {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PIXEL = Kernels.NARROW;

  private PixelTiles() {}

  /** Eight rows and two vectors: rows i .. i + 7, columns j .. j + 2·LANES − 1 of the tile. */
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
    s00.intoArray(c, out[i] + j);
    s01.intoArray(c, out[i] + j + LANES);
    s10.intoArray(c, out[i + 1] + j);
    s11.intoArray(c, out[i + 1] + j + LANES);
    s20.intoArray(c, out[i + 2] + j);
    s21.intoArray(c, out[i + 2] + j + LANES);
    s30.intoArray(c, out[i + 3] + j);
    s31.intoArray(c, out[i + 3] + j + LANES);
    s40.intoArray(c, out[i + 4] + j);
    s41.intoArray(c, out[i + 4] + j + LANES);
    s50.intoArray(c, out[i + 5] + j);
    s51.intoArray(c, out[i + 5] + j + LANES);
    s60.intoArray(c, out[i + 6] + j);
    s61.intoArray(c, out[i + 6] + j + LANES);
    s70.intoArray(c, out[i + 7] + j);
    s71.intoArray(c, out[i + 7] + j + LANES);
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

  /** Sixteen rows and one vector. */
  static void byOne(
      float[] a,
      int aOffset,
      int[] cols,
      int from,
      int to,
      float[] b,
      int bOffset,
      int bStride,
      float[] c,
      int[] out) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    FloatVector s6 = FloatVector.zero(S);
    FloatVector s7 = FloatVector.zero(S);
    FloatVector s8 = FloatVector.zero(S);
    FloatVector s9 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s12 = FloatVector.zero(S);
    FloatVector s13 = FloatVector.zero(S);
    FloatVector s14 = FloatVector.zero(S);
    FloatVector s15 = FloatVector.zero(S);
    for (int k = from, line = bOffset; k < to; k++, line += bStride) {
      FloatVector y = FloatVector.fromArray(S, b, line);
      int x = aOffset + cols[k];
      s0 = FloatVector.broadcast(S, a[x]).fma(y, s0);
      s1 = FloatVector.broadcast(S, a[x + PIXEL]).fma(y, s1);
      s2 = FloatVector.broadcast(S, a[x + 2 * PIXEL]).fma(y, s2);
      s3 = FloatVector.broadcast(S, a[x + 3 * PIXEL]).fma(y, s3);
      s4 = FloatVector.broadcast(S, a[x + 4 * PIXEL]).fma(y, s4);
      s5 = FloatVector.broadcast(S, a[x + 5 * PIXEL]).fma(y, s5);
      s6 = FloatVector.broadcast(S, a[x + 6 * PIXEL]).fma(y, s6);
      s7 = FloatVector.broadcast(S, a[x + 7 * PIXEL]).fma(y, s7);
      s8 = FloatVector.broadcast(S, a[x + 8 * PIXEL]).fma(y, s8);
      s9 = FloatVector.broadcast(S, a[x + 9 * PIXEL]).fma(y, s9);
      s10 = FloatVector.broadcast(S, a[x + 10 * PIXEL]).fma(y, s10);
      s11 = FloatVector.broadcast(S, a[x + 11 * PIXEL]).fma(y, s11);
      s12 = FloatVector.broadcast(S, a[x + 12 * PIXEL]).fma(y, s12);
      s13 = FloatVector.broadcast(S, a[x + 13 * PIXEL]).fma(y, s13);
      s14 = FloatVector.broadcast(S, a[x + 14 * PIXEL]).fma(y, s14);
      s15 = FloatVector.broadcast(S, a[x + 15 * PIXEL]).fma(y, s15);
    }
    s0.intoArray(c, out[0]);
    s1.intoArray(c, out[1]);
    s2.intoArray(c, out[2]);
    s3.intoArray(c, out[3]);
    s4.intoArray(c, out[4]);
    s5.intoArray(c, out[5]);
    s6.intoArray(c, out[6]);
    s7.intoArray(c, out[7]);
    s8.intoArray(c, out[8]);
    s9.intoArray(c, out[9]);
    s10.intoArray(c, out[10]);
    s11.intoArray(c, out[11]);
    s12.intoArray(c, out[12]);
    s13.intoArray(c, out[13]);
    s14.intoArray(c, out[14]);
    s15.intoArray(c, out[15]);
  }
}
