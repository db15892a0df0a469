package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums in registers. Each method has one loop over its sums: carried through two nested loops, JDK
 * 17's compiler puts them on the heap.
 */
final class Reductions {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  private Reductions() {}

  /** One register of {@link Kernels#sum}'s partial sums, from its first element on. */
  static void sum(float[] a, int offset, int n, float[] partials, int first) {
    FloatVector sum = FloatVector.zero(S);
    for (int i = first; i < n; i += Kernels.PARTIALS) {
      sum = sum.add(FloatVector.fromArray(S, a, offset + i));
    }
    sum.intoArray(partials, first);
  }

  /** One register of {@link Kernels#dot}'s partial sums. */
  static void dot(
      float[] a, int aOffset, float[] b, int bOffset, int n, float[] partials, int first) {
    FloatVector sum = FloatVector.zero(S);
    for (int i = first; i < n; i += Kernels.PARTIALS) {
      sum =
          FloatVector.fromArray(S, a, aOffset + i)
              .fma(FloatVector.fromArray(S, b, bOffset + i), sum);
    }
    sum.intoArray(partials, first);
  }

  /** Each lane's largest, of n elements; n is a positive multiple of the lanes. */
  static float[] max(float[] a, int offset, int n) {
    FloatVector max = FloatVector.fromArray(S, a, offset);
    for (int i = LANES; i < n; i += LANES) {
      max = max.max(FloatVector.fromArray(S, a, offset + i));
    }
    return max.toArray();
  }

  /** Adds up four vectors of columns from column {@code j} on. */
  static void fourColumnSums(float[] a, int offset, int rows, int columns, float[] sums, int j) {
    FloatVector s0 = FloatVector.fromArray(S, sums, j);
    FloatVector s1 = FloatVector.fromArray(S, sums, j + LANES);
    FloatVector s2 = FloatVector.fromArray(S, sums, j + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(S, sums, j + 3 * LANES);
    for (int row = 0, start = offset + j; row < rows; row++, start += columns) {
      s0 = s0.add(FloatVector.fromArray(S, a, start));
      s1 = s1.add(FloatVector.fromArray(S, a, start + LANES));
      s2 = s2.add(FloatVector.fromArray(S, a, start + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(S, a, start + 3 * LANES));
    }
    s0.intoArray(sums, j);
    s1.intoArray(sums, j + LANES);
    s2.intoArray(sums, j + 2 * LANES);
    s3.intoArray(sums, j + 3 * LANES);
  }

  /** As {@link #fourColumnSums}, one vector. */
  static void columnSums(float[] a, int offset, int rows, int columns, float[] sums, int j) {
    FloatVector sum = FloatVector.fromArray(S, sums, j);
    for (int row = 0, start = offset + j; row < rows; row++, start += columns) {
      sum = sum.add(FloatVector.fromArray(S, a, start));
    }
    sum.intoArray(sums, j);
  }
}
