package decisive.tensor.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Batch norm's passes over a block of rows: one vector of columns at a time, down all rows.
 *
 * <pre>
 *   load what belongs to the columns: centre, scale, shift
 *   for each row: load, compute, add up or store
 * </pre>
 *
 * <p>Row by row would load the columns' numbers again and again: with 16 channels, for every
 * vector. Callers give blocks of rows that stay in the first-level cache, so the order costs
 * nothing.
 */
final class Normalizations {
  private static final VectorSpecies<Float> S = SimdKernels.S;

  private Normalizations() {}

  /** Of the columns from {@code j} on, as the others. */
  static void moments(
      float[] a,
      int offset,
      int rows,
      int columns,
      float[] centre,
      float[] sums,
      float[] squares,
      int j) {
    FloatVector middle = FloatVector.fromArray(S, centre, j);
    FloatVector sum = FloatVector.fromArray(S, sums, j);
    FloatVector square = FloatVector.fromArray(S, squares, j);
    for (int row = 0, start = offset + j; row < rows; row++, start += columns) {
      FloatVector d = FloatVector.fromArray(S, a, start).sub(middle);
      sum = sum.add(d);
      square = d.fma(d, square);
    }
    sum.intoArray(sums, j);
    square.intoArray(squares, j);
  }

  static void dots(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] centre,
      float[] sums,
      int j) {
    FloatVector middle = FloatVector.fromArray(S, centre, j);
    FloatVector sum = FloatVector.fromArray(S, sums, j);
    for (int row = 0, start = j; row < rows; row++, start += columns) {
      FloatVector d = FloatVector.fromArray(S, b, bOffset + start).sub(middle);
      sum = FloatVector.fromArray(S, a, aOffset + start).fma(d, sum);
    }
    sum.intoArray(sums, j);
  }

  static void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset,
      int j) {
    FloatVector middle = FloatVector.fromArray(S, centre, j);
    FloatVector factor = FloatVector.fromArray(S, scale, j);
    FloatVector term = FloatVector.fromArray(S, shift, j);
    for (int row = 0, start = j; row < rows; row++, start += columns) {
      FloatVector.fromArray(S, a, aOffset + start)
          .sub(middle)
          .fma(factor, term)
          .intoArray(c, cOffset + start);
    }
  }

  static void gradient(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] aScale,
      float[] centre,
      float[] bScale,
      float[] shift,
      float[] c,
      int cOffset,
      int j) {
    FloatVector aFactor = FloatVector.fromArray(S, aScale, j);
    FloatVector middle = FloatVector.fromArray(S, centre, j);
    FloatVector bFactor = FloatVector.fromArray(S, bScale, j);
    FloatVector term = FloatVector.fromArray(S, shift, j);
    for (int row = 0, start = j; row < rows; row++, start += columns) {
      FloatVector rest =
          FloatVector.fromArray(S, b, bOffset + start).sub(middle).fma(bFactor, term);
      FloatVector.fromArray(S, a, aOffset + start).fma(aFactor, rest).intoArray(c, cOffset + start);
    }
  }
}
