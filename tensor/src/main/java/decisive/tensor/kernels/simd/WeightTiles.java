package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tile of a weight gradient of sixteen channels and as many outputs: eight outputs by the
 * three neighbouring taps of a window's line, whose channels are three vectors side by side.
 *
 * <pre>
 *   for each output pixel:
 *     load the channels that its window has in this line (3 vectors)
 *     for each of 8 outputs: broadcast the pixel's gradient, multiply-add it into three sums
 * </pre>
 *
 * <p>11 loads for 24 multiply-adds, where {@link AdjacentTiles} has 17 for 16. It takes 28 of
 * AVX-512's 32 registers, so it is not for smaller machines.
 */
final class WeightTiles {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PIXEL = Kernels.NARROW;

  private WeightTiles() {}

  /** Sums of the outputs from {@code dyOffset} on, to {@code c} from {@code cOffset} on. */
  static void eight(
      float[] dy,
      int dyOffset,
      int n,
      float[] x,
      int xOffset,
      int[] windows,
      float[] c,
      int cOffset) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = FloatVector.zero(S);
    FloatVector s02 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s12 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s21 = FloatVector.zero(S);
    FloatVector s22 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s31 = FloatVector.zero(S);
    FloatVector s32 = FloatVector.zero(S);
    FloatVector s40 = FloatVector.zero(S);
    FloatVector s41 = FloatVector.zero(S);
    FloatVector s42 = FloatVector.zero(S);
    FloatVector s50 = FloatVector.zero(S);
    FloatVector s51 = FloatVector.zero(S);
    FloatVector s52 = FloatVector.zero(S);
    FloatVector s60 = FloatVector.zero(S);
    FloatVector s61 = FloatVector.zero(S);
    FloatVector s62 = FloatVector.zero(S);
    FloatVector s70 = FloatVector.zero(S);
    FloatVector s71 = FloatVector.zero(S);
    FloatVector s72 = FloatVector.zero(S);
    for (int k = 0, e = dyOffset; k < n; k++, e += PIXEL) {
      int window = xOffset + windows[k];
      FloatVector x0 = FloatVector.fromArray(S, x, window);
      FloatVector x1 = FloatVector.fromArray(S, x, window + LANES);
      FloatVector x2 = FloatVector.fromArray(S, x, window + 2 * LANES);
      FloatVector e0 = FloatVector.broadcast(S, dy[e]);
      s00 = e0.fma(x0, s00);
      s01 = e0.fma(x1, s01);
      s02 = e0.fma(x2, s02);
      FloatVector e1 = FloatVector.broadcast(S, dy[e + 1]);
      s10 = e1.fma(x0, s10);
      s11 = e1.fma(x1, s11);
      s12 = e1.fma(x2, s12);
      FloatVector e2 = FloatVector.broadcast(S, dy[e + 2]);
      s20 = e2.fma(x0, s20);
      s21 = e2.fma(x1, s21);
      s22 = e2.fma(x2, s22);
      FloatVector e3 = FloatVector.broadcast(S, dy[e + 3]);
      s30 = e3.fma(x0, s30);
      s31 = e3.fma(x1, s31);
      s32 = e3.fma(x2, s32);
      FloatVector e4 = FloatVector.broadcast(S, dy[e + 4]);
      s40 = e4.fma(x0, s40);
      s41 = e4.fma(x1, s41);
      s42 = e4.fma(x2, s42);
      FloatVector e5 = FloatVector.broadcast(S, dy[e + 5]);
      s50 = e5.fma(x0, s50);
      s51 = e5.fma(x1, s51);
      s52 = e5.fma(x2, s52);
      FloatVector e6 = FloatVector.broadcast(S, dy[e + 6]);
      s60 = e6.fma(x0, s60);
      s61 = e6.fma(x1, s61);
      s62 = e6.fma(x2, s62);
      FloatVector e7 = FloatVector.broadcast(S, dy[e + 7]);
      s70 = e7.fma(x0, s70);
      s71 = e7.fma(x1, s71);
      s72 = e7.fma(x2, s72);
    }
    s00.intoArray(c, cOffset);
    s01.intoArray(c, cOffset + LANES);
    s02.intoArray(c, cOffset + 2 * LANES);
    s10.intoArray(c, cOffset + 3 * LANES);
    s11.intoArray(c, cOffset + 4 * LANES);
    s12.intoArray(c, cOffset + 5 * LANES);
    s20.intoArray(c, cOffset + 6 * LANES);
    s21.intoArray(c, cOffset + 7 * LANES);
    s22.intoArray(c, cOffset + 8 * LANES);
    s30.intoArray(c, cOffset + 9 * LANES);
    s31.intoArray(c, cOffset + 10 * LANES);
    s32.intoArray(c, cOffset + 11 * LANES);
    s40.intoArray(c, cOffset + 12 * LANES);
    s41.intoArray(c, cOffset + 13 * LANES);
    s42.intoArray(c, cOffset + 14 * LANES);
    s50.intoArray(c, cOffset + 15 * LANES);
    s51.intoArray(c, cOffset + 16 * LANES);
    s52.intoArray(c, cOffset + 17 * LANES);
    s60.intoArray(c, cOffset + 18 * LANES);
    s61.intoArray(c, cOffset + 19 * LANES);
    s62.intoArray(c, cOffset + 20 * LANES);
    s70.intoArray(c, cOffset + 21 * LANES);
    s71.intoArray(c, cOffset + 22 * LANES);
    s72.intoArray(c, cOffset + 23 * LANES);
  }
}
