package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.RowSlice;
import decisive.tensor.kernels.SparseKernels;
import decisive.tensor.kernels.TapRows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of the gradient to a sparse convolution's weights:
 *
 * <pre>
 *   for each map:
 *     load 4 vectors of its sums for each of 3 taps, which stay in registers
 *     for each of its entries:
 *       broadcast it, load 4 vectors of each of 3 lines of gradients, multiply-add them into the sums
 *     store them
 * </pre>
 *
 * <p>The lines have a constant stride, so the compiler checks bounds three times for twelve
 * vectors, where a table of lines took nine. Further taps are met one or two at a time; each number
 * of vectors is a method, as registers have no index.
 */
final class LineSums {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PITCH = SparseKernels.PITCH;

  private LineSums() {}

  /** Four vectors of three taps. */
  static void addThree(RowSlice maps, float[] y, int yOffset, TapRows rows, int shift) {
    int[] indices = maps.matrix().indices();
    float[] values = maps.matrix().values();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] sums = rows.array();
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
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      FloatVector a1 = FloatVector.fromArray(S, sums, row + LANES);
      FloatVector a2 = FloatVector.fromArray(S, sums, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(S, sums, row + 3 * LANES);
      FloatVector b0 = FloatVector.fromArray(S, sums, second);
      FloatVector b1 = FloatVector.fromArray(S, sums, second + LANES);
      FloatVector b2 = FloatVector.fromArray(S, sums, second + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, sums, second + 3 * LANES);
      FloatVector c0 = FloatVector.fromArray(S, sums, third);
      FloatVector c1 = FloatVector.fromArray(S, sums, third + LANES);
      FloatVector c2 = FloatVector.fromArray(S, sums, third + 2 * LANES);
      FloatVector c3 = FloatVector.fromArray(S, sums, third + 3 * LANES);
      for (; e < end; e++) {
        int line = yOffset + indices[e];
        FloatVector value = FloatVector.broadcast(S, values[e]);
        a0 = value.fma(FloatVector.fromArray(S, y, line), a0);
        a1 = value.fma(FloatVector.fromArray(S, y, line + LANES), a1);
        a2 = value.fma(FloatVector.fromArray(S, y, line + 2 * LANES), a2);
        a3 = value.fma(FloatVector.fromArray(S, y, line + 3 * LANES), a3);
        b0 = value.fma(FloatVector.fromArray(S, y, line - PITCH), b0);
        b1 = value.fma(FloatVector.fromArray(S, y, line - PITCH + LANES), b1);
        b2 = value.fma(FloatVector.fromArray(S, y, line - PITCH + 2 * LANES), b2);
        b3 = value.fma(FloatVector.fromArray(S, y, line - PITCH + 3 * LANES), b3);
        c0 = value.fma(FloatVector.fromArray(S, y, line - 2 * PITCH), c0);
        c1 = value.fma(FloatVector.fromArray(S, y, line - 2 * PITCH + LANES), c1);
        c2 = value.fma(FloatVector.fromArray(S, y, line - 2 * PITCH + 2 * LANES), c2);
        c3 = value.fma(FloatVector.fromArray(S, y, line - 2 * PITCH + 3 * LANES), c3);
      }
      a0.intoArray(sums, row);
      a1.intoArray(sums, row + LANES);
      a2.intoArray(sums, row + 2 * LANES);
      a3.intoArray(sums, row + 3 * LANES);
      b0.intoArray(sums, second);
      b1.intoArray(sums, second + LANES);
      b2.intoArray(sums, second + 2 * LANES);
      b3.intoArray(sums, second + 3 * LANES);
      c0.intoArray(sums, third);
      c1.intoArray(sums, third + LANES);
      c2.intoArray(sums, third + 2 * LANES);
      c3.intoArray(sums, third + 3 * LANES);
    }
  }

  /** Of two. */
  static void addTwo(RowSlice maps, float[] y, int yOffset, TapRows rows, int shift) {
    int[] indices = maps.matrix().indices();
    float[] values = maps.matrix().values();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] sums = rows.array();
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
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      FloatVector a1 = FloatVector.fromArray(S, sums, row + LANES);
      FloatVector a2 = FloatVector.fromArray(S, sums, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(S, sums, row + 3 * LANES);
      FloatVector b0 = FloatVector.fromArray(S, sums, second);
      FloatVector b1 = FloatVector.fromArray(S, sums, second + LANES);
      FloatVector b2 = FloatVector.fromArray(S, sums, second + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, sums, second + 3 * LANES);
      for (; e < end; e++) {
        int line = yOffset + indices[e];
        FloatVector value = FloatVector.broadcast(S, values[e]);
        a0 = value.fma(FloatVector.fromArray(S, y, line), a0);
        a1 = value.fma(FloatVector.fromArray(S, y, line + LANES), a1);
        a2 = value.fma(FloatVector.fromArray(S, y, line + 2 * LANES), a2);
        a3 = value.fma(FloatVector.fromArray(S, y, line + 3 * LANES), a3);
        b0 = value.fma(FloatVector.fromArray(S, y, line - PITCH), b0);
        b1 = value.fma(FloatVector.fromArray(S, y, line - PITCH + LANES), b1);
        b2 = value.fma(FloatVector.fromArray(S, y, line - PITCH + 2 * LANES), b2);
        b3 = value.fma(FloatVector.fromArray(S, y, line - PITCH + 3 * LANES), b3);
      }
      a0.intoArray(sums, row);
      a1.intoArray(sums, row + LANES);
      a2.intoArray(sums, row + 2 * LANES);
      a3.intoArray(sums, row + 3 * LANES);
      b0.intoArray(sums, second);
      b1.intoArray(sums, second + LANES);
      b2.intoArray(sums, second + 2 * LANES);
      b3.intoArray(sums, second + 3 * LANES);
    }
  }

  /** Of one. */
  static void addOne(RowSlice maps, float[] y, int yOffset, TapRows rows, int shift) {
    int[] indices = maps.matrix().indices();
    float[] values = maps.matrix().values();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] sums = rows.array();
    int mapStride = rows.mapStride();
    int map = maps.first();
    int row = rows.offset() + shift;
    for (int m = 0; m < maps.count(); m++, map += step, row += mapStride) {
      int e = rowOffsets[map];
      int end = rowOffsets[map + 1];
      if (e == end) {
        continue;
      }
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      FloatVector a1 = FloatVector.fromArray(S, sums, row + LANES);
      FloatVector a2 = FloatVector.fromArray(S, sums, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(S, sums, row + 3 * LANES);
      for (; e < end; e++) {
        int line = yOffset + indices[e];
        FloatVector value = FloatVector.broadcast(S, values[e]);
        a0 = value.fma(FloatVector.fromArray(S, y, line), a0);
        a1 = value.fma(FloatVector.fromArray(S, y, line + LANES), a1);
        a2 = value.fma(FloatVector.fromArray(S, y, line + 2 * LANES), a2);
        a3 = value.fma(FloatVector.fromArray(S, y, line + 3 * LANES), a3);
      }
      a0.intoArray(sums, row);
      a1.intoArray(sums, row + LANES);
      a2.intoArray(sums, row + 2 * LANES);
      a3.intoArray(sums, row + 3 * LANES);
    }
  }

  /** One vector of one. */
  static void addNarrow(RowSlice maps, float[] y, int yOffset, TapRows rows, int shift) {
    int[] indices = maps.matrix().indices();
    float[] values = maps.matrix().values();
    int[] rowOffsets = maps.matrix().rowOffsets();
    int step = maps.step();
    float[] sums = rows.array();
    int mapStride = rows.mapStride();
    int map = maps.first();
    int row = rows.offset() + shift;
    for (int m = 0; m < maps.count(); m++, map += step, row += mapStride) {
      int e = rowOffsets[map];
      int end = rowOffsets[map + 1];
      if (e == end) {
        continue;
      }
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      for (; e < end; e++) {
        int line = yOffset + indices[e];
        FloatVector value = FloatVector.broadcast(S, values[e]);
        a0 = value.fma(FloatVector.fromArray(S, y, line), a0);
      }
      a0.intoArray(sums, row);
    }
  }
}
