package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tile of a 3×3 convolution of sixteen channels and as many outputs: eight neighbouring
 * pixels by one vector. Its steps come in threes, the same channel of three pixels side by side, so
 * an element that is loaded once serves up to three rows:
 *
 * <pre>
 *   for each line of the window and each channel:
 *     load the weights of the three taps in that line (3 vectors)
 *     for each of 10 pixels: broadcast its element;
 *       multiply-add it by the first tap's weights into the sums of the output pixel it begins,
 *       by the second's into those of the one before, by the third's of the one before that
 * </pre>
 *
 * <p>13 loads for 24 multiply-adds, where {@link PixelTiles} has 25: a processor that loads one
 * wide vector a cycle and multiplies one is held up by the multiply-adds again. Each sum is still
 * its steps in their order.
 *
 * <p>Sixteen pixels would load a little less, but JDK 17's compiler gives up inlining in so long a
 * method, depending on what ran before; then vectors go over the heap, at half the speed.
 */
final class SlidingTiles {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int PIXEL = Kernels.NARROW;

  private SlidingTiles() {}

  /** Rows i .. i + 7 of the tile. */
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
      int[] out,
      int i) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    FloatVector s6 = FloatVector.zero(S);
    FloatVector s7 = FloatVector.zero(S);
    for (int k = from, line = bOffset; k < to; k += 3, line += 3 * bStride) {
      FloatVector w0 = FloatVector.fromArray(S, b, line);
      FloatVector w1 = FloatVector.fromArray(S, b, line + bStride);
      FloatVector w2 = FloatVector.fromArray(S, b, line + 2 * bStride);
      int x = aOffset + cols[k];
      FloatVector x0 = FloatVector.broadcast(S, a[x]);
      s0 = x0.fma(w0, s0);
      FloatVector x1 = FloatVector.broadcast(S, a[x + PIXEL]);
      s1 = x1.fma(w0, s1);
      s0 = x1.fma(w1, s0);
      FloatVector x2 = FloatVector.broadcast(S, a[x + 2 * PIXEL]);
      s2 = x2.fma(w0, s2);
      s1 = x2.fma(w1, s1);
      s0 = x2.fma(w2, s0);
      FloatVector x3 = FloatVector.broadcast(S, a[x + 3 * PIXEL]);
      s3 = x3.fma(w0, s3);
      s2 = x3.fma(w1, s2);
      s1 = x3.fma(w2, s1);
      FloatVector x4 = FloatVector.broadcast(S, a[x + 4 * PIXEL]);
      s4 = x4.fma(w0, s4);
      s3 = x4.fma(w1, s3);
      s2 = x4.fma(w2, s2);
      FloatVector x5 = FloatVector.broadcast(S, a[x + 5 * PIXEL]);
      s5 = x5.fma(w0, s5);
      s4 = x5.fma(w1, s4);
      s3 = x5.fma(w2, s3);
      FloatVector x6 = FloatVector.broadcast(S, a[x + 6 * PIXEL]);
      s6 = x6.fma(w0, s6);
      s5 = x6.fma(w1, s5);
      s4 = x6.fma(w2, s4);
      FloatVector x7 = FloatVector.broadcast(S, a[x + 7 * PIXEL]);
      s7 = x7.fma(w0, s7);
      s6 = x7.fma(w1, s6);
      s5 = x7.fma(w2, s5);
      FloatVector x8 = FloatVector.broadcast(S, a[x + 8 * PIXEL]);
      s7 = x8.fma(w1, s7);
      s6 = x8.fma(w2, s6);
      FloatVector x9 = FloatVector.broadcast(S, a[x + 9 * PIXEL]);
      s7 = x9.fma(w2, s7);
    }
    s0.intoArray(c, out[i]);
    s1.intoArray(c, out[i + 1]);
    s2.intoArray(c, out[i + 2]);
    s3.intoArray(c, out[i + 3]);
    s4.intoArray(c, out[i + 4]);
    s5.intoArray(c, out[i + 5]);
    s6.intoArray(c, out[i + 6]);
    s7.intoArray(c, out[i + 7]);
  }
}
