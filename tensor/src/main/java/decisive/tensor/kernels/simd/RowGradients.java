package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.EntryList;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of the gradient to a sparse convolution's weights, those of {@link Rows} turned
 * around:
 *
 * <pre>
 *   for each line of output gradients:
 *     load 8 vectors of it, which stay in registers
 *     for each input that is not zero:
 *       broadcast it, load 8 vectors of its row of the gradient, multiply-add the line, store them
 * </pre>
 *
 * <p>The rows, which are read and written, should be few enough for the first-level cache.
 */
final class RowGradients {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  private RowGradients() {}

  /** Eight vectors of outputs. */
  static void addEight(
      EntryList list,
      int[] table,
      int n,
      int cut,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int i = 0, line = at; i < n; i++, line += between) {
      int part = table[i];
      if (part < 0) {
        continue;
      }
      FloatVector y0 = FloatVector.fromArray(S, y, line);
      FloatVector y1 = FloatVector.fromArray(S, y, line + LANES);
      FloatVector y2 = FloatVector.fromArray(S, y, line + 2 * LANES);
      FloatVector y3 = FloatVector.fromArray(S, y, line + 3 * LANES);
      FloatVector y4 = FloatVector.fromArray(S, y, line + 4 * LANES);
      FloatVector y5 = FloatVector.fromArray(S, y, line + 5 * LANES);
      FloatVector y6 = FloatVector.fromArray(S, y, line + 6 * LANES);
      FloatVector y7 = FloatVector.fromArray(S, y, line + 7 * LANES);
      int shift = offset - table[2 * n + i] * scale;
      int end = cuts[table[n + i] + cut + 1];
      for (int e = cuts[part + cut]; e < end; e++) {
        int row = shift + indices[e] * scale;
        FloatVector value = FloatVector.broadcast(S, values[e]);
        value.fma(y0, FloatVector.fromArray(S, w, row)).intoArray(w, row);
        value.fma(y1, FloatVector.fromArray(S, w, row + LANES)).intoArray(w, row + LANES);
        value.fma(y2, FloatVector.fromArray(S, w, row + 2 * LANES)).intoArray(w, row + 2 * LANES);
        value.fma(y3, FloatVector.fromArray(S, w, row + 3 * LANES)).intoArray(w, row + 3 * LANES);
        value.fma(y4, FloatVector.fromArray(S, w, row + 4 * LANES)).intoArray(w, row + 4 * LANES);
        value.fma(y5, FloatVector.fromArray(S, w, row + 5 * LANES)).intoArray(w, row + 5 * LANES);
        value.fma(y6, FloatVector.fromArray(S, w, row + 6 * LANES)).intoArray(w, row + 6 * LANES);
        value.fma(y7, FloatVector.fromArray(S, w, row + 7 * LANES)).intoArray(w, row + 7 * LANES);
      }
    }
  }

  /** Four. */
  static void addFour(
      EntryList list,
      int[] table,
      int n,
      int cut,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int i = 0, line = at; i < n; i++, line += between) {
      int part = table[i];
      if (part < 0) {
        continue;
      }
      FloatVector y0 = FloatVector.fromArray(S, y, line);
      FloatVector y1 = FloatVector.fromArray(S, y, line + LANES);
      FloatVector y2 = FloatVector.fromArray(S, y, line + 2 * LANES);
      FloatVector y3 = FloatVector.fromArray(S, y, line + 3 * LANES);
      int shift = offset - table[2 * n + i] * scale;
      int end = cuts[table[n + i] + cut + 1];
      for (int e = cuts[part + cut]; e < end; e++) {
        int row = shift + indices[e] * scale;
        FloatVector value = FloatVector.broadcast(S, values[e]);
        value.fma(y0, FloatVector.fromArray(S, w, row)).intoArray(w, row);
        value.fma(y1, FloatVector.fromArray(S, w, row + LANES)).intoArray(w, row + LANES);
        value.fma(y2, FloatVector.fromArray(S, w, row + 2 * LANES)).intoArray(w, row + 2 * LANES);
        value.fma(y3, FloatVector.fromArray(S, w, row + 3 * LANES)).intoArray(w, row + 3 * LANES);
      }
    }
  }

  /** One. */
  static void addOne(
      EntryList list,
      int[] table,
      int n,
      int cut,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale) {
    int[] indices = list.indices();
    float[] values = list.values();
    int[] cuts = list.cuts();
    for (int i = 0, line = at; i < n; i++, line += between) {
      int part = table[i];
      if (part < 0) {
        continue;
      }
      FloatVector y0 = FloatVector.fromArray(S, y, line);
      int shift = offset - table[2 * n + i] * scale;
      int end = cuts[table[n + i] + cut + 1];
      for (int e = cuts[part + cut]; e < end; e++) {
        int row = shift + indices[e] * scale;
        FloatVector value = FloatVector.broadcast(S, values[e]);
        value.fma(y0, FloatVector.fromArray(S, w, row)).intoArray(w, row);
      }
    }
  }
}
