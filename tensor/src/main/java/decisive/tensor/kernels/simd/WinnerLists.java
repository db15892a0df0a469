package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Scratch;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lists of what is left of a competition. A mask says which lanes hold a winner, and its bits are
 * walked: of a group together, since where in it the winner is cannot be foretold, but that there
 * is one can.
 *
 * <p>The largest begins at the least positive number: what equals it then is positive.
 */
final class WinnerLists {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  private WinnerLists() {}

  /** What is not zero. */
  static int nonZeros(float[] x, int from, int n, int[] indices, float[] values, int to) {
    int end = to;
    for (int i = 0; i < n; i += LANES) {
      long lanes = FloatVector.fromArray(S, x, from + i).compare(VectorOperators.NE, 0f).toLong();
      end = list(x, from, i, lanes, indices, values, end);
    }
    return end;
  }

  private static int list(
      float[] x, int from, int first, long lanes, int[] indices, float[] values, int to) {
    int end = to;
    for (long left = lanes; left != 0; left &= left - 1) {
      int i = first + Long.numberOfTrailingZeros(left);
      indices[end] = i;
      values[end++] = x[from + i];
    }
    return end;
  }

  /** Groups of at most a vector, one after the other: n elements, whole vectors. */
  static int narrow(
      float[] x, int from, int n, int groupSize, int[] indices, float[] values, int to) {
    List<VectorShuffle<Float>> exchanges = Competitions.exchanges(groupSize);
    VectorShuffle<Float> by1 = exchanges.get(0);
    VectorShuffle<Float> by2 = exchanges.get(1);
    VectorShuffle<Float> by4 = exchanges.get(2);
    VectorShuffle<Float> by8 = exchanges.get(3);
    int end = to;
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, from + i);
      FloatVector largest = v.max(Float.MIN_VALUE);
      largest = largest.max(largest.rearrange(by1));
      largest = largest.max(largest.rearrange(by2));
      largest = largest.max(largest.rearrange(by4));
      largest = largest.max(largest.rearrange(by8));
      end = list(x, from, i, v, largest, indices, values, end);
    }
    return end;
  }

  /** Groups of several vectors, one after the other. */
  static int wide(
      float[] x, int from, int n, int groupSize, int[] indices, float[] values, int to) {
    List<VectorShuffle<Float>> exchanges = Competitions.exchanges(LANES);
    VectorShuffle<Float> by1 = exchanges.get(0);
    VectorShuffle<Float> by2 = exchanges.get(1);
    VectorShuffle<Float> by4 = exchanges.get(2);
    VectorShuffle<Float> by8 = exchanges.get(3);
    int end = to;
    for (int first = 0; first < n; first += groupSize) {
      FloatVector largest = FloatVector.broadcast(S, Float.MIN_VALUE);
      for (int i = first; i < first + groupSize; i += LANES) {
        largest = largest.max(FloatVector.fromArray(S, x, from + i));
      }
      largest = largest.max(largest.rearrange(by1));
      largest = largest.max(largest.rearrange(by2));
      largest = largest.max(largest.rearrange(by4));
      largest = largest.max(largest.rearrange(by8));
      if (largest.compare(VectorOperators.NE, largest).anyTrue()) {
        for (int i = first; i < first + groupSize; i++) {
          indices[end] = i;
          values[end++] = Float.NaN;
        }
        continue;
      }
      for (int part = first; part < first + groupSize; part += Long.SIZE) {
        long lanes = 0;
        for (int i = part; i < Math.min(part + Long.SIZE, first + groupSize); i += LANES) {
          FloatVector v = FloatVector.fromArray(S, x, from + i);
          lanes |= v.compare(VectorOperators.EQ, largest).toLong() << i - part;
        }
        end = list(x, from, part, lanes, indices, values, end);
      }
    }
    return end;
  }

  /** Strided groups, as many as fill vectors: map m of group g is at g + m · groups. */
  static int strided(
      float[] x, int from, int groups, int n, int[] indices, float[] values, int to) {
    float[] most = Scratch.parts(groups);
    for (int group = 0; group < groups; group += LANES) {
      FloatVector largest = FloatVector.broadcast(S, Float.MIN_VALUE);
      for (int i = group; i < n; i += groups) {
        largest = largest.max(FloatVector.fromArray(S, x, from + i));
      }
      largest.intoArray(most, group);
    }
    int end = to;
    for (int i = 0, group = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, from + i);
      end = list(x, from, i, v, FloatVector.fromArray(S, most, group), indices, values, end);
      group = group + LANES == groups ? 0 : group + LANES;
    }
    return end;
  }

  /** The lanes of v that are the largest, and those of groups with a NaN. */
  private static int list(
      float[] x,
      int from,
      int first,
      FloatVector v,
      FloatVector largest,
      int[] indices,
      float[] values,
      int to) {
    long wins = v.compare(VectorOperators.EQ, largest).toLong();
    long unknown = largest.compare(VectorOperators.NE, largest).toLong();
    int end = list(x, from, first, wins | unknown, indices, values, to);
    if (unknown != 0) {
      for (int e = to; e < end; e++) {
        if ((unknown >>> indices[e] - first & 1) == 1) {
          values[e] = Float.NaN;
        }
      }
    }
    return end;
  }
}
