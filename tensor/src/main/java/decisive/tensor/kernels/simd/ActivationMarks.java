package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.kernels.SparseKernels;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Marks of what is not zero, or is left of a competition: a vector's mask says which lanes hold it,
 * and those of 64 maps are the bits of one number.
 *
 * <p>Positive floats are in the order of their bits read as integers, and zeros and negative ones
 * are below {@value #LEAST}. So the largest are found among integers, which takes one instruction a
 * vector; among floats it takes several, since Java tells −0 from 0 and lets NaN win. What is not a
 * number is looked for on the way, and leaves the work to another.
 */
final class ActivationMarks {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, S.vectorShape());
  private static final int LANES = S.length();
  private static final int CHUNK = SparseKernels.CHUNK;

  /** Of the least positive float. */
  private static final int LEAST = 1;

  /** All but the sign. */
  private static final int MAGNITUDE = 0x7fffffff;

  private static final IntVector POWERS =
      IntVector.fromArray(BITS, IntStream.range(0, LANES).map(i -> 1 << i).toArray(), 0);
  private static final long ALL = (1L << LANES) - 1;

  /** Whether masks become bits in one instruction; JDK 17 goes lane by lane. */
  private static final boolean MASK_BITS = Runtime.version().feature() > 17;

  private static final VectorShuffle<Integer> BY_1 = exchange(1);
  private static final VectorShuffle<Integer> BY_2 = exchange(2);
  private static final VectorShuffle<Integer> BY_4 = exchange(4);
  private static final VectorShuffle<Integer> BY_8 = exchange(8);

  private ActivationMarks() {}

  /** Lane i takes the neighbour so far away, within groups of twice the distance. */
  private static VectorShuffle<Integer> exchange(int distance) {
    return VectorShuffle.fromOp(BITS, i -> distance < LANES ? i ^ distance : i);
  }

  /** What is not zero. */
  static void nonZeros(float[] x, int offset, int stride, int locations, int maps, long[] marks) {
    int to = 0;
    for (int i = 0; i < locations; i++) {
      int chunk = offset + i * stride;
      int end = chunk + maps;
      for (; chunk <= end - CHUNK; chunk += CHUNK) { // a loop of constant length is unrolled
        marks[to++] = nonZeros(x, chunk, CHUNK);
      }
      if (chunk < end) {
        marks[to++] = nonZeros(x, chunk, end - chunk);
      }
    }
  }

  private static long nonZeros(float[] x, int offset, int n) {
    long some = 0;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, offset + i).reinterpretAsInts();
      some |= bits(bits.and(MAGNITUDE).compare(VectorOperators.NE, 0)) << i;
    }
    return some;
  }

  /** Whether there may be a NaN: what is infinite can add up to one. */
  private static boolean mayBeNaN(float[] x, int offset, int n) {
    FloatVector sum = FloatVector.fromArray(S, x, offset);
    for (int i = LANES; i < n; i += LANES) {
      sum = sum.add(FloatVector.fromArray(S, x, offset + i));
    }
    return sum.compare(VectorOperators.NE, sum).anyTrue();
  }

  /** The lanes of a mask as bits. */
  private static long bits(VectorMask<Integer> mask) {
    return MASK_BITS
        ? mask.toLong()
        : IntVector.zero(BITS).blend(POWERS, mask).reduceLanes(VectorOperators.OR) & ALL;
  }

  /**
   * Groups of 1, 2, 4, … maps, at most a vector, one after the other.
   *
   * @return whether there may be a NaN
   */
  static boolean narrow(
      float[] x, int offset, int stride, int locations, int maps, int groupSize, long[] marks) {
    boolean mayBeNaN = false;
    int to = 0;
    for (int i = 0; i < locations; i++) {
      int chunk = offset + i * stride;
      int end = chunk + maps;
      for (; chunk <= end - CHUNK; chunk += CHUNK) {
        marks[to++] = narrow(x, chunk, CHUNK, groupSize);
        mayBeNaN |= mayBeNaN(x, chunk, CHUNK);
      }
      if (chunk < end) {
        marks[to++] = narrow(x, chunk, end - chunk, groupSize);
        mayBeNaN |= mayBeNaN(x, chunk, end - chunk);
      }
    }
    return mayBeNaN;
  }

  private static long narrow(float[] x, int offset, int n, int groupSize) {
    long wins = 0;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, offset + i).reinterpretAsInts();
      IntVector largest = bits.max(LEAST);
      if (groupSize > 1) {
        largest = largest.max(largest.rearrange(BY_1));
      }
      if (groupSize > 2) {
        largest = largest.max(largest.rearrange(BY_2));
      }
      if (groupSize > 4) {
        largest = largest.max(largest.rearrange(BY_4));
      }
      if (groupSize > 8) {
        largest = largest.max(largest.rearrange(BY_8));
      }
      wins |= bits(bits.compare(VectorOperators.EQ, largest)) << i;
    }
    return wins;
  }

  /**
   * Groups of several vectors, one after the other.
   *
   * @return whether there may be a NaN
   */
  static boolean wide(
      float[] x, int offset, int stride, int locations, int maps, int groupSize, long[] marks) {
    boolean mayBeNaN = false;
    int to = 0;
    for (int i = 0; i < locations; i++) {
      long wins = 0;
      int group = 0;
      for (; groupSize == CHUNK && group < maps; group += CHUNK) { // of constant length again
        int first = offset + i * stride + group;
        marks[to++] = equal(x, first, CHUNK, largest(x, first, CHUNK));
        mayBeNaN |= mayBeNaN(x, first, CHUNK);
      }
      for (; group < maps; group += groupSize) {
        int first = offset + i * stride + group;
        int largest = largest(x, first, groupSize);
        mayBeNaN |= mayBeNaN(x, first, groupSize);
        for (int m = group; m < group + groupSize; m += LANES) {
          wins |= equal(x, first + m - group, LANES, largest) << m;
          if ((m + LANES) % CHUNK == 0 || m + LANES == maps) {
            marks[to++] = wins;
            wins = 0;
          }
        }
      }
    }
    return mayBeNaN;
  }

  private static int largest(float[] x, int offset, int n) {
    IntVector most = IntVector.broadcast(BITS, LEAST);
    for (int i = 0; i < n; i += LANES) {
      most = most.max(FloatVector.fromArray(S, x, offset + i).reinterpretAsInts());
    }
    return most.reduceLanes(VectorOperators.MAX);
  }

  private static long equal(float[] x, int offset, int n, int largest) {
    long wins = 0;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, offset + i).reinterpretAsInts();
      wins |= bits(bits.compare(VectorOperators.EQ, largest)) << i;
    }
    return wins;
  }

  /**
   * Strided groups, as many as fill vectors: map m of group g is at g + m · groups.
   *
   * @return whether there may be a NaN
   */
  static boolean strided(
      float[] x, int offset, int stride, int locations, int groups, int maps, long[] marks) {
    float[] most = ScratchMemory.parts(groups);
    boolean mayBeNaN = false;
    int to = 0;
    for (int i = 0; i < locations; i++) {
      int first = offset + i * stride;
      for (int group = 0; group < groups; group += LANES) {
        IntVector largest = IntVector.broadcast(BITS, LEAST);
        for (int m = group; m < maps; m += groups) {
          largest = largest.max(FloatVector.fromArray(S, x, first + m).reinterpretAsInts());
        }
        largest.reinterpretAsFloats().intoArray(most, group);
      }
      mayBeNaN |= mayBeNaN(x, first, maps);
      long wins = 0;
      for (int m = 0, group = 0; m < maps; m += LANES) {
        IntVector bits = FloatVector.fromArray(S, x, first + m).reinterpretAsInts();
        IntVector largest = FloatVector.fromArray(S, most, group).reinterpretAsInts();
        wins |= bits(bits.compare(VectorOperators.EQ, largest)) << m;
        group = group + LANES == groups ? 0 : group + LANES;
        if ((m + LANES) % CHUNK == 0 || m + LANES == maps) {
          marks[to++] = wins;
          wins = 0;
        }
      }
    }
    return mayBeNaN;
  }
}
