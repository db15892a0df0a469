package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.RowSlice;
import decisive.tensor.kernels.TapRows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of the gradient to a sparse convolution's input, which is wanted where that is
 * not zero:
 *
 * <pre>
 *   for each map:
 *     load 4 vectors of its weights for each of 3 taps, which stay in registers
 *     for each of its entries:
 *       load its partial sums, multiply-add the weights and 4 vectors of each of 3 lines of
 *       gradients, store them
 * </pre>
 *
 * <p>Every vector adds to the same sums, or, if vectors have fewer lanes than there are partial
 * sums, every second one to one half of them, and the list is gone through again for the other
 * half. The lines have a constant stride, as for {@link LineSums}.
 */
final class LineDots {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PARTS = Kernels.PARTS;
  private static final int PITCH = Kernels.PITCH;

  private static final VectorShuffle<Float> BY_8 = further(8);
  private static final VectorShuffle<Float> BY_4 = further(4);
  private static final VectorShuffle<Float> BY_2 = further(2);
  private static final VectorShuffle<Float> BY_1 = further(1);

  private LineDots() {}

  /** Lane i takes the one so far behind it. */
  private static VectorShuffle<Float> further(int distance) {
    return VectorShuffle.fromOp(S, i -> (i + distance) % LANES);
  }

  /** Four vectors, PARTS from one to the next, of three taps. */
  static void addThree(
      RowSlice maps,
      float[] y,
      int yOffset,
      TapRows rows,
      int shift,
      float[] sums,
      int sumsOffset) {
    int[] indices = maps.matrix().indices();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] w = rows.array();
    int tapStride = rows.tapStride();
    int mapStride = rows.mapStride();
    int map = maps.first();
    int row = rows.offset() + shift;
    for (int m = 0; m < maps.count(); m++, map += step, row += mapStride) {
      int e = rowOffsets[map];
      int end = rowOffsets[map + 1];
      if (e == end) {
        continue;
      }
      int second = row + tapStride;
      int third = second + tapStride;
      FloatVector a0 = FloatVector.fromArray(S, w, row);
      FloatVector a1 = FloatVector.fromArray(S, w, row + PARTS);
      FloatVector a2 = FloatVector.fromArray(S, w, row + 2 * PARTS);
      FloatVector a3 = FloatVector.fromArray(S, w, row + 3 * PARTS);
      FloatVector b0 = FloatVector.fromArray(S, w, second);
      FloatVector b1 = FloatVector.fromArray(S, w, second + PARTS);
      FloatVector b2 = FloatVector.fromArray(S, w, second + 2 * PARTS);
      FloatVector b3 = FloatVector.fromArray(S, w, second + 3 * PARTS);
      FloatVector c0 = FloatVector.fromArray(S, w, third);
      FloatVector c1 = FloatVector.fromArray(S, w, third + PARTS);
      FloatVector c2 = FloatVector.fromArray(S, w, third + 2 * PARTS);
      FloatVector c3 = FloatVector.fromArray(S, w, third + 3 * PARTS);
      for (int l = sumsOffset + e * PARTS; e < end; e++, l += PARTS) {
        int line = yOffset + indices[e];
        FloatVector sum = FloatVector.fromArray(S, sums, l);
        sum = a0.fma(FloatVector.fromArray(S, y, line), sum);
        sum = a1.fma(FloatVector.fromArray(S, y, line + PARTS), sum);
        sum = a2.fma(FloatVector.fromArray(S, y, line + 2 * PARTS), sum);
        sum = a3.fma(FloatVector.fromArray(S, y, line + 3 * PARTS), sum);
        sum = b0.fma(FloatVector.fromArray(S, y, line - PITCH), sum);
        sum = b1.fma(FloatVector.fromArray(S, y, line - PITCH + PARTS), sum);
        sum = b2.fma(FloatVector.fromArray(S, y, line - PITCH + 2 * PARTS), sum);
        sum = b3.fma(FloatVector.fromArray(S, y, line - PITCH + 3 * PARTS), sum);
        sum = c0.fma(FloatVector.fromArray(S, y, line - 2 * PITCH), sum);
        sum = c1.fma(FloatVector.fromArray(S, y, line - 2 * PITCH + PARTS), sum);
        sum = c2.fma(FloatVector.fromArray(S, y, line - 2 * PITCH + 2 * PARTS), sum);
        sum = c3.fma(FloatVector.fromArray(S, y, line - 2 * PITCH + 3 * PARTS), sum);
        sum.intoArray(sums, l);
      }
    }
  }

  /** Of two. */
  static void addTwo(
      RowSlice maps,
      float[] y,
      int yOffset,
      TapRows rows,
      int shift,
      float[] sums,
      int sumsOffset) {
    int[] indices = maps.matrix().indices();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] w = rows.array();
    int tapStride = rows.tapStride();
    int mapStride = rows.mapStride();
    int map = maps.first();
    int row = rows.offset() + shift;
    for (int m = 0; m < maps.count(); m++, map += step, row += mapStride) {
      int e = rowOffsets[map];
      int end = rowOffsets[map + 1];
      if (e == end) {
        continue;
      }
      int second = row + tapStride;
      FloatVector a0 = FloatVector.fromArray(S, w, row);
      FloatVector a1 = FloatVector.fromArray(S, w, row + PARTS);
      FloatVector a2 = FloatVector.fromArray(S, w, row + 2 * PARTS);
      FloatVector a3 = FloatVector.fromArray(S, w, row + 3 * PARTS);
      FloatVector b0 = FloatVector.fromArray(S, w, second);
      FloatVector b1 = FloatVector.fromArray(S, w, second + PARTS);
      FloatVector b2 = FloatVector.fromArray(S, w, second + 2 * PARTS);
      FloatVector b3 = FloatVector.fromArray(S, w, second + 3 * PARTS);
      for (int l = sumsOffset + e * PARTS; e < end; e++, l += PARTS) {
        int line = yOffset + indices[e];
        FloatVector sum = FloatVector.fromArray(S, sums, l);
        sum = a0.fma(FloatVector.fromArray(S, y, line), sum);
        sum = a1.fma(FloatVector.fromArray(S, y, line + PARTS), sum);
        sum = a2.fma(FloatVector.fromArray(S, y, line + 2 * PARTS), sum);
        sum = a3.fma(FloatVector.fromArray(S, y, line + 3 * PARTS), sum);
        sum = b0.fma(FloatVector.fromArray(S, y, line - PITCH), sum);
        sum = b1.fma(FloatVector.fromArray(S, y, line - PITCH + PARTS), sum);
        sum = b2.fma(FloatVector.fromArray(S, y, line - PITCH + 2 * PARTS), sum);
        sum = b3.fma(FloatVector.fromArray(S, y, line - PITCH + 3 * PARTS), sum);
        sum.intoArray(sums, l);
      }
    }
  }

  /** Of one. */
  static void addOne(
      RowSlice maps,
      float[] y,
      int yOffset,
      TapRows rows,
      int shift,
      float[] sums,
      int sumsOffset) {
    int[] indices = maps.matrix().indices();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] w = rows.array();
    int mapStride = rows.mapStride();
    int map = maps.first();
    int row = rows.offset() + shift;
    for (int m = 0; m < maps.count(); m++, map += step, row += mapStride) {
      int e = rowOffsets[map];
      int end = rowOffsets[map + 1];
      if (e == end) {
        continue;
      }
      FloatVector a0 = FloatVector.fromArray(S, w, row);
      FloatVector a1 = FloatVector.fromArray(S, w, row + PARTS);
      FloatVector a2 = FloatVector.fromArray(S, w, row + 2 * PARTS);
      FloatVector a3 = FloatVector.fromArray(S, w, row + 3 * PARTS);
      for (int l = sumsOffset + e * PARTS; e < end; e++, l += PARTS) {
        int line = yOffset + indices[e];
        FloatVector sum = FloatVector.fromArray(S, sums, l);
        sum = a0.fma(FloatVector.fromArray(S, y, line), sum);
        sum = a1.fma(FloatVector.fromArray(S, y, line + PARTS), sum);
        sum = a2.fma(FloatVector.fromArray(S, y, line + 2 * PARTS), sum);
        sum = a3.fma(FloatVector.fromArray(S, y, line + 3 * PARTS), sum);
        sum.intoArray(sums, l);
      }
    }
  }

  /** One vector of one. */
  static void addNarrow(
      RowSlice maps,
      float[] y,
      int yOffset,
      TapRows rows,
      int shift,
      float[] sums,
      int sumsOffset) {
    int[] indices = maps.matrix().indices();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] w = rows.array();
    int mapStride = rows.mapStride();
    int map = maps.first();
    int row = rows.offset() + shift;
    for (int m = 0; m < maps.count(); m++, map += step, row += mapStride) {
      int e = rowOffsets[map];
      int end = rowOffsets[map + 1];
      if (e == end) {
        continue;
      }
      FloatVector a0 = FloatVector.fromArray(S, w, row);
      for (int l = sumsOffset + e * PARTS; e < end; e++, l += PARTS) {
        int line = yOffset + indices[e];
        FloatVector sum = FloatVector.fromArray(S, sums, l);
        sum = a0.fma(FloatVector.fromArray(S, y, line), sum);
        sum.intoArray(sums, l);
      }
    }
  }

  /** With PARTS lanes, or half as many. */
  static void fold(float[] sums, int sumsOffset, int n, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      int first = sumsOffset + i * PARTS;
      FloatVector v = FloatVector.fromArray(S, sums, first);
      v = v.add(LANES == PARTS ? v.rearrange(BY_8) : FloatVector.fromArray(S, sums, first + 8));
      v = v.add(v.rearrange(BY_4));
      v = v.add(v.rearrange(BY_2));
      y[yOffset + i] = v.add(v.rearrange(BY_1)).lane(0);
    }
  }
}
