package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of a sparse convolution: few of its inputs are not zero, and each of those adds a
 * multiple of its row of weights to the outputs.
 *
 * <pre>
 *   for 8 vectors of outputs, whose sums stay in registers:
 *     for each input that is not zero:
 *       broadcast it, load 8 vectors of its row of weights, multiply-add them into the sums
 * </pre>
 *
 * <p>Every multiply-add loads its own weights, so the loop is as fast as they come: a vector a
 * cycle from the first-level cache, half of one from the second. The sums are local variables and
 * the loop is one loop, as in the tiles.
 */
final class Rows {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
  private static final int LANES = S.length();

  private Rows() {}

  /** Of whole vectors; the lanes that are not zero are walked by the bits of a mask. */
  static int nonZeros(float[] x, int from, int n, int[] indices, float[] values, int to) {
    int end = to;
    for (int i = 0; i < n; i += LANES) {
      long lanes = FloatVector.fromArray(S, x, from + i).compare(VectorOperators.NE, 0f).toLong();
      while (lanes != 0) {
        int index = i + Long.numberOfTrailingZeros(lanes);
        indices[end] = index;
        values[end++] = x[from + index];
        lanes &= lanes - 1;
      }
    }
    return end;
  }

  static void select(
      int[] indices,
      float[] values,
      int from,
      int count,
      int scale,
      int shift,
      int[] rows,
      float[] factors,
      int to) {
    for (int i = 0; i < count; i += LANES) {
      IntVector.fromArray(INTS, indices, from + i).mul(scale).add(shift).intoArray(rows, to + i);
      FloatVector.fromArray(S, values, from + i).intoArray(factors, to + i);
    }
  }

  /** Eight vectors of outputs. */
  static void addEight(
      float[] factors, int[] rows, int from, int count, float[] w, int offset, float[] y, int to) {
    FloatVector s0 = FloatVector.fromArray(S, y, to);
    FloatVector s1 = FloatVector.fromArray(S, y, to + LANES);
    FloatVector s2 = FloatVector.fromArray(S, y, to + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(S, y, to + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(S, y, to + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(S, y, to + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(S, y, to + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(S, y, to + 7 * LANES);
    for (int k = from; k < from + count; k++) {
      int row = offset + rows[k];
      FloatVector factor = FloatVector.broadcast(S, factors[k]);
      s0 = factor.fma(FloatVector.fromArray(S, w, row), s0);
      s1 = factor.fma(FloatVector.fromArray(S, w, row + LANES), s1);
      s2 = factor.fma(FloatVector.fromArray(S, w, row + 2 * LANES), s2);
      s3 = factor.fma(FloatVector.fromArray(S, w, row + 3 * LANES), s3);
      s4 = factor.fma(FloatVector.fromArray(S, w, row + 4 * LANES), s4);
      s5 = factor.fma(FloatVector.fromArray(S, w, row + 5 * LANES), s5);
      s6 = factor.fma(FloatVector.fromArray(S, w, row + 6 * LANES), s6);
      s7 = factor.fma(FloatVector.fromArray(S, w, row + 7 * LANES), s7);
    }
    s0.intoArray(y, to);
    s1.intoArray(y, to + LANES);
    s2.intoArray(y, to + 2 * LANES);
    s3.intoArray(y, to + 3 * LANES);
    s4.intoArray(y, to + 4 * LANES);
    s5.intoArray(y, to + 5 * LANES);
    s6.intoArray(y, to + 6 * LANES);
    s7.intoArray(y, to + 7 * LANES);
  }

  /** Four. */
  static void addFour(
      float[] factors, int[] rows, int from, int count, float[] w, int offset, float[] y, int to) {
    FloatVector s0 = FloatVector.fromArray(S, y, to);
    FloatVector s1 = FloatVector.fromArray(S, y, to + LANES);
    FloatVector s2 = FloatVector.fromArray(S, y, to + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(S, y, to + 3 * LANES);
    for (int k = from; k < from + count; k++) {
      int row = offset + rows[k];
      FloatVector factor = FloatVector.broadcast(S, factors[k]);
      s0 = factor.fma(FloatVector.fromArray(S, w, row), s0);
      s1 = factor.fma(FloatVector.fromArray(S, w, row + LANES), s1);
      s2 = factor.fma(FloatVector.fromArray(S, w, row + 2 * LANES), s2);
      s3 = factor.fma(FloatVector.fromArray(S, w, row + 3 * LANES), s3);
    }
    s0.intoArray(y, to);
    s1.intoArray(y, to + LANES);
    s2.intoArray(y, to + 2 * LANES);
    s3.intoArray(y, to + 3 * LANES);
  }

  /** One. */
  static void addOne(
      float[] factors, int[] rows, int from, int count, float[] w, int offset, float[] y, int to) {
    FloatVector s0 = FloatVector.fromArray(S, y, to);
    for (int k = from; k < from + count; k++) {
      int row = offset + rows[k];
      FloatVector factor = FloatVector.broadcast(S, factors[k]);
      s0 = factor.fma(FloatVector.fromArray(S, w, row), s0);
    }
    s0.intoArray(y, to);
  }

  /** Some of the parts of four dot products: those from {@code part} on, a vector of each. */
  static void dotFour(float[] x, int n, float[] w, int[] rows, int k, int part, float[] parts) {
    int r0 = rows[k];
    int r1 = rows[k + 1];
    int r2 = rows[k + 2];
    int r3 = rows[k + 3];
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    for (int j = part; j < n; j += Kernels.PARTS) {
      FloatVector v = FloatVector.fromArray(S, x, j);
      s0 = v.fma(FloatVector.fromArray(S, w, r0 + j), s0);
      s1 = v.fma(FloatVector.fromArray(S, w, r1 + j), s1);
      s2 = v.fma(FloatVector.fromArray(S, w, r2 + j), s2);
      s3 = v.fma(FloatVector.fromArray(S, w, r3 + j), s3);
    }
    s0.intoArray(parts, part);
    s1.intoArray(parts, Kernels.PARTS + part);
    s2.intoArray(parts, 2 * Kernels.PARTS + part);
    s3.intoArray(parts, 3 * Kernels.PARTS + part);
  }
}
