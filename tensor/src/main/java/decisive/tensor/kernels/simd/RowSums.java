package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.CompressedRows;
import decisive.tensor.kernels.StridedRows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of a sparse convolution: each input that is not zero adds a multiple of its row
 * of weights to the outputs.
 *
 * <pre>
 *   for each line of sums:
 *     load 8 vectors of it, which stay in registers
 *     for each input that is not zero:
 *       broadcast it, load 8 vectors of its row of weights, multiply-add them into the sums
 *     store them
 * </pre>
 *
 * <p>Every multiply-add loads its own weights, so the loop is as fast as they arrive: twice as fast
 * from the first-level cache as from the second. So a call is given few rows and many lines. The
 * sums are local variables, as in the tiles, of one plain loop: JDK 17 puts them on the heap where
 * the loop goes through several lists.
 */
final class RowSums {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  private RowSums() {}

  /** Eight vectors of outputs, from a column on. */
  static void addEight(
      CompressedRows entries,
      int[] table,
      int n,
      int chunk,
      int chunks,
      StridedRows weights,
      StridedRows begin,
      StridedRows sums,
      int column) {
    int[] indices = entries.indices();
    float[] values = entries.values();
    int[] rowOffsets = entries.rowOffsets();
    float[] w = weights.array();
    int wOffset = weights.offset() + column;
    int wStride = weights.stride();
    float[] b = begin.array();
    int bStride = begin.stride();
    float[] y = sums.array();
    int yStride = sums.stride();
    int first = begin.offset() + column;
    int line = sums.offset() + column;
    for (int i = 0; i < n; i++, first += bStride, line += yStride) {
      FloatVector s0 = FloatVector.fromArray(S, b, first);
      FloatVector s1 = FloatVector.fromArray(S, b, first + LANES);
      FloatVector s2 = FloatVector.fromArray(S, b, first + 2 * LANES);
      FloatVector s3 = FloatVector.fromArray(S, b, first + 3 * LANES);
      FloatVector s4 = FloatVector.fromArray(S, b, first + 4 * LANES);
      FloatVector s5 = FloatVector.fromArray(S, b, first + 5 * LANES);
      FloatVector s6 = FloatVector.fromArray(S, b, first + 6 * LANES);
      FloatVector s7 = FloatVector.fromArray(S, b, first + 7 * LANES);
      int part = table[i];
      int end = part < 0 ? 0 : rowOffsets[table[n + i] + chunk + chunks];
      int shift = wOffset - table[2 * n + i] * wStride;
      for (int e = part < 0 ? 0 : rowOffsets[part + chunk]; e < end; e++) {
        int row = shift + indices[e] * wStride;
        FloatVector value = FloatVector.broadcast(S, values[e]);
        s0 = value.fma(FloatVector.fromArray(S, w, row), s0);
        s1 = value.fma(FloatVector.fromArray(S, w, row + LANES), s1);
        s2 = value.fma(FloatVector.fromArray(S, w, row + 2 * LANES), s2);
        s3 = value.fma(FloatVector.fromArray(S, w, row + 3 * LANES), s3);
        s4 = value.fma(FloatVector.fromArray(S, w, row + 4 * LANES), s4);
        s5 = value.fma(FloatVector.fromArray(S, w, row + 5 * LANES), s5);
        s6 = value.fma(FloatVector.fromArray(S, w, row + 6 * LANES), s6);
        s7 = value.fma(FloatVector.fromArray(S, w, row + 7 * LANES), s7);
      }
      s0.intoArray(y, line);
      s1.intoArray(y, line + LANES);
      s2.intoArray(y, line + 2 * LANES);
      s3.intoArray(y, line + 3 * LANES);
      s4.intoArray(y, line + 4 * LANES);
      s5.intoArray(y, line + 5 * LANES);
      s6.intoArray(y, line + 6 * LANES);
      s7.intoArray(y, line + 7 * LANES);
    }
  }

  /** Four. */
  static void addFour(
      CompressedRows entries,
      int[] table,
      int n,
      int chunk,
      int chunks,
      StridedRows weights,
      StridedRows begin,
      StridedRows sums,
      int column) {
    int[] indices = entries.indices();
    float[] values = entries.values();
    int[] rowOffsets = entries.rowOffsets();
    float[] w = weights.array();
    int wOffset = weights.offset() + column;
    int wStride = weights.stride();
    float[] b = begin.array();
    int bStride = begin.stride();
    float[] y = sums.array();
    int yStride = sums.stride();
    int first = begin.offset() + column;
    int line = sums.offset() + column;
    for (int i = 0; i < n; i++, first += bStride, line += yStride) {
      FloatVector s0 = FloatVector.fromArray(S, b, first);
      FloatVector s1 = FloatVector.fromArray(S, b, first + LANES);
      FloatVector s2 = FloatVector.fromArray(S, b, first + 2 * LANES);
      FloatVector s3 = FloatVector.fromArray(S, b, first + 3 * LANES);
      int part = table[i];
      int end = part < 0 ? 0 : rowOffsets[table[n + i] + chunk + chunks];
      int shift = wOffset - table[2 * n + i] * wStride;
      for (int e = part < 0 ? 0 : rowOffsets[part + chunk]; e < end; e++) {
        int row = shift + indices[e] * wStride;
        FloatVector value = FloatVector.broadcast(S, values[e]);
        s0 = value.fma(FloatVector.fromArray(S, w, row), s0);
        s1 = value.fma(FloatVector.fromArray(S, w, row + LANES), s1);
        s2 = value.fma(FloatVector.fromArray(S, w, row + 2 * LANES), s2);
        s3 = value.fma(FloatVector.fromArray(S, w, row + 3 * LANES), s3);
      }
      s0.intoArray(y, line);
      s1.intoArray(y, line + LANES);
      s2.intoArray(y, line + 2 * LANES);
      s3.intoArray(y, line + 3 * LANES);
    }
  }

  /** One. */
  static void addOne(
      CompressedRows entries,
      int[] table,
      int n,
      int chunk,
      int chunks,
      StridedRows weights,
      StridedRows begin,
      StridedRows sums,
      int column) {
    int[] indices = entries.indices();
    float[] values = entries.values();
    int[] rowOffsets = entries.rowOffsets();
    float[] w = weights.array();
    int wOffset = weights.offset() + column;
    int wStride = weights.stride();
    float[] b = begin.array();
    int bStride = begin.stride();
    float[] y = sums.array();
    int yStride = sums.stride();
    int first = begin.offset() + column;
    int line = sums.offset() + column;
    for (int i = 0; i < n; i++, first += bStride, line += yStride) {
      FloatVector s0 = FloatVector.fromArray(S, b, first);
      int part = table[i];
      int end = part < 0 ? 0 : rowOffsets[table[n + i] + chunk + chunks];
      int shift = wOffset - table[2 * n + i] * wStride;
      for (int e = part < 0 ? 0 : rowOffsets[part + chunk]; e < end; e++) {
        int row = shift + indices[e] * wStride;
        FloatVector value = FloatVector.broadcast(S, values[e]);
        s0 = value.fma(FloatVector.fromArray(S, w, row), s0);
      }
      s0.intoArray(y, line);
    }
  }
}
