package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.EntryList;
import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of the gradient to a sparse convolution's input, which is wanted where that is
 * not zero:
 *
 * <pre>
 *   for each line of output gradients:
 *     load 8 vectors of it, which stay in registers
 *     for each input that is not zero:
 *       load its partial sums, multiply-add the line and 8 vectors of its row of weights, store them
 * </pre>
 *
 * <p>Every vector of the line adds to the same sums, or, if vectors have fewer lanes than there are
 * partial sums, every second one to one half of them, and the list is gone through again for the
 * other half.
 */
final class RowDots {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PARTS = Kernels.PARTS;

  private static final VectorShuffle<Float> BY_8 = further(8);
  private static final VectorShuffle<Float> BY_4 = further(4);
  private static final VectorShuffle<Float> BY_2 = further(2);
  private static final VectorShuffle<Float> BY_1 = further(1);

  private RowDots() {}

  /** Lane i takes the one so far behind it. */
  private static VectorShuffle<Float> further(int distance) {
    return VectorShuffle.fromOp(S, i -> (i + distance) % LANES);
  }

  /** Eight vectors of outputs, PARTS from one to the next. */
  static void addEight(
      EntryList list,
      int[] table,
      int n,
      int cut,
      int step,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale,
      float[] sums,
      int first) {
    int[] indices = list.indices();
    int[] cuts = list.cuts();
    for (int i = 0; i < n; i++) {
      if (table[i] < 0) {
        continue;
      }
      int line = at + table[i] * between;
      FloatVector y0 = FloatVector.fromArray(S, y, line);
      FloatVector y1 = FloatVector.fromArray(S, y, line + PARTS);
      FloatVector y2 = FloatVector.fromArray(S, y, line + 2 * PARTS);
      FloatVector y3 = FloatVector.fromArray(S, y, line + 3 * PARTS);
      FloatVector y4 = FloatVector.fromArray(S, y, line + 4 * PARTS);
      FloatVector y5 = FloatVector.fromArray(S, y, line + 5 * PARTS);
      FloatVector y6 = FloatVector.fromArray(S, y, line + 6 * PARTS);
      FloatVector y7 = FloatVector.fromArray(S, y, line + 7 * PARTS);
      int e = cuts[cut + i * step];
      int end = cuts[cut + i * step + 1];
      int shift = offset - table[2 * n + i] * scale;
      for (int to = first + (e + table[n + i]) * PARTS; e < end; e++, to += PARTS) {
        int row = shift + indices[e] * scale;
        FloatVector sum = FloatVector.fromArray(S, sums, to);
        sum = y0.fma(FloatVector.fromArray(S, w, row), sum);
        sum = y1.fma(FloatVector.fromArray(S, w, row + PARTS), sum);
        sum = y2.fma(FloatVector.fromArray(S, w, row + 2 * PARTS), sum);
        sum = y3.fma(FloatVector.fromArray(S, w, row + 3 * PARTS), sum);
        sum = y4.fma(FloatVector.fromArray(S, w, row + 4 * PARTS), sum);
        sum = y5.fma(FloatVector.fromArray(S, w, row + 5 * PARTS), sum);
        sum = y6.fma(FloatVector.fromArray(S, w, row + 6 * PARTS), sum);
        sum = y7.fma(FloatVector.fromArray(S, w, row + 7 * PARTS), sum);
        sum.intoArray(sums, to);
      }
    }
  }

  /** Four. */
  static void addFour(
      EntryList list,
      int[] table,
      int n,
      int cut,
      int step,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale,
      float[] sums,
      int first) {
    int[] indices = list.indices();
    int[] cuts = list.cuts();
    for (int i = 0; i < n; i++) {
      if (table[i] < 0) {
        continue;
      }
      int line = at + table[i] * between;
      FloatVector y0 = FloatVector.fromArray(S, y, line);
      FloatVector y1 = FloatVector.fromArray(S, y, line + PARTS);
      FloatVector y2 = FloatVector.fromArray(S, y, line + 2 * PARTS);
      FloatVector y3 = FloatVector.fromArray(S, y, line + 3 * PARTS);
      int e = cuts[cut + i * step];
      int end = cuts[cut + i * step + 1];
      int shift = offset - table[2 * n + i] * scale;
      for (int to = first + (e + table[n + i]) * PARTS; e < end; e++, to += PARTS) {
        int row = shift + indices[e] * scale;
        FloatVector sum = FloatVector.fromArray(S, sums, to);
        sum = y0.fma(FloatVector.fromArray(S, w, row), sum);
        sum = y1.fma(FloatVector.fromArray(S, w, row + PARTS), sum);
        sum = y2.fma(FloatVector.fromArray(S, w, row + 2 * PARTS), sum);
        sum = y3.fma(FloatVector.fromArray(S, w, row + 3 * PARTS), sum);
        sum.intoArray(sums, to);
      }
    }
  }

  /** One. */
  static void addOne(
      EntryList list,
      int[] table,
      int n,
      int cut,
      int step,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale,
      float[] sums,
      int first) {
    int[] indices = list.indices();
    int[] cuts = list.cuts();
    for (int i = 0; i < n; i++) {
      if (table[i] < 0) {
        continue;
      }
      int line = at + table[i] * between;
      FloatVector y0 = FloatVector.fromArray(S, y, line);
      int e = cuts[cut + i * step];
      int end = cuts[cut + i * step + 1];
      int shift = offset - table[2 * n + i] * scale;
      for (int to = first + (e + table[n + i]) * PARTS; e < end; e++, to += PARTS) {
        int row = shift + indices[e] * scale;
        FloatVector sum = FloatVector.fromArray(S, sums, to);
        sum = y0.fma(FloatVector.fromArray(S, w, row), sum);
        sum.intoArray(sums, to);
      }
    }
  }

  /** With PARTS lanes, or half as many. */
  static void fold(float[] sums, int from, int n, float[] y, int to) {
    for (int i = 0; i < n; i++) {
      int at = from + i * PARTS;
      FloatVector v = FloatVector.fromArray(S, sums, at);
      v = v.add(LANES == PARTS ? v.rearrange(BY_8) : FloatVector.fromArray(S, sums, at + 8));
      v = v.add(v.rearrange(BY_4));
      v = v.add(v.rearrange(BY_2));
      y[to + i] = v.add(v.rearrange(BY_1)).lane(0);
    }
  }
}
