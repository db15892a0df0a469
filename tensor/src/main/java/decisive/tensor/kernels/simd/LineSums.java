package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.EntryList;
import decisive.tensor.kernels.SparseKernels;
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
 * <p>The lines are at constant distances from each other, so the compiler checks bounds three times
 * for twelve vectors, where a table of lines took nine. Further taps are met one or two at a time;
 * each number of vectors is a method, as registers have no index.
 */
final class LineSums {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int PITCH = SparseKernels.PITCH;

  private LineSums() {}

  /** Four vectors of three taps. */
  static void addThree(
      EntryList list,
      int cut,
      int step,
      int maps,
      float[] y,
      int at,
      float[] sums,
      int to,
      int apart,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int m = 0, row = to; m < maps; m++, row += scale) {
      int e = cuts[cut + m * step];
      int end = cuts[cut + m * step + 1];
      if (e == end) {
        continue;
      }
      int second = row + apart;
      int third = second + apart;
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
        int line = at + indices[e];
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
  static void addTwo(
      EntryList list,
      int cut,
      int step,
      int maps,
      float[] y,
      int at,
      float[] sums,
      int to,
      int apart,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int m = 0, row = to; m < maps; m++, row += scale) {
      int e = cuts[cut + m * step];
      int end = cuts[cut + m * step + 1];
      if (e == end) {
        continue;
      }
      int second = row + apart;
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      FloatVector a1 = FloatVector.fromArray(S, sums, row + LANES);
      FloatVector a2 = FloatVector.fromArray(S, sums, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(S, sums, row + 3 * LANES);
      FloatVector b0 = FloatVector.fromArray(S, sums, second);
      FloatVector b1 = FloatVector.fromArray(S, sums, second + LANES);
      FloatVector b2 = FloatVector.fromArray(S, sums, second + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, sums, second + 3 * LANES);
      for (; e < end; e++) {
        int line = at + indices[e];
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
  static void addOne(
      EntryList list,
      int cut,
      int step,
      int maps,
      float[] y,
      int at,
      float[] sums,
      int to,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int m = 0, row = to; m < maps; m++, row += scale) {
      int e = cuts[cut + m * step];
      int end = cuts[cut + m * step + 1];
      if (e == end) {
        continue;
      }
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      FloatVector a1 = FloatVector.fromArray(S, sums, row + LANES);
      FloatVector a2 = FloatVector.fromArray(S, sums, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(S, sums, row + 3 * LANES);
      for (; e < end; e++) {
        int line = at + indices[e];
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
  static void addNarrow(
      EntryList list,
      int cut,
      int step,
      int maps,
      float[] y,
      int at,
      float[] sums,
      int to,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int m = 0, row = to; m < maps; m++, row += scale) {
      int e = cuts[cut + m * step];
      int end = cuts[cut + m * step + 1];
      if (e == end) {
        continue;
      }
      FloatVector a0 = FloatVector.fromArray(S, sums, row);
      for (; e < end; e++) {
        int line = at + indices[e];
        FloatVector value = FloatVector.broadcast(S, values[e]);
        a0 = value.fma(FloatVector.fromArray(S, y, line), a0);
      }
      a0.intoArray(sums, row);
    }
  }
}
