package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Scratch;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lists of what is left of a competition. A mask says which lanes hold a winner, and its bits are
 * walked: of many groups together, since where in it the winner is cannot be foretold, but that
 * there is one can.
 *
 * <p>Positive floats are in the order of their bits read as integers, and zeros and negative ones
 * are below {@value #LEAST}. So the largest are found among integers, which takes one instruction a
 * vector; among floats it takes several, since Java tells −0 from 0 and lets NaN win. What is not a
 * number is looked for before ({@link #anyNaN}), and leaves the work to another.
 */
final class WinnerLists {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, S.vectorShape());
  private static final int LANES = S.length();

  /** Of the least positive float. */
  private static final int LEAST = 1;

  /** All but the sign. */
  private static final int MAGNITUDE = 0x7fffffff;

  private static final int INFINITY = 0x7f800000;

  private static final IntVector POWERS =
      IntVector.fromArray(BITS, IntStream.range(0, LANES).map(i -> 1 << i).toArray(), 0);
  private static final long ALL = (1L << LANES) - 1;

  /** Whether masks become bits in one instruction; JDK 17 goes lane by lane. */
  private static final boolean MASK_BITS = Runtime.version().feature() > 17;

  private static final VectorShuffle<Integer> BY_1 = exchange(1);
  private static final VectorShuffle<Integer> BY_2 = exchange(2);
  private static final VectorShuffle<Integer> BY_4 = exchange(4);
  private static final VectorShuffle<Integer> BY_8 = exchange(8);

  private WinnerLists() {}

  /** Lane i takes the neighbour so far away, within groups of twice the distance. */
  private static VectorShuffle<Integer> exchange(int distance) {
    return VectorShuffle.fromOp(BITS, i -> distance < LANES ? i ^ distance : i);
  }

  /** What is not zero. */
  static int nonZeros(
      float[] x, int from, int n, int first, int[] indices, float[] values, int to) {
    int end = to;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, from + i).reinterpretAsInts();
      long lanes = bits(bits.and(MAGNITUDE).compare(VectorOperators.NE, 0));
      end = list(x, from, i, lanes, first, indices, values, end);
    }
    return end;
  }

  private static int list(
      float[] x, int from, int part, long lanes, int first, int[] indices, float[] values, int to) {
    int end = to;
    for (long left = lanes; left != 0; left &= left - 1) {
      int i = part + Long.numberOfTrailingZeros(left);
      indices[end] = first + i;
      values[end++] = x[from + i];
    }
    return end;
  }

  /**
   * Whether there is one among n elements.
   *
   * @param n a multiple of the lanes
   */
  static boolean anyNaN(float[] x, int from, int n) {
    IntVector most = IntVector.zero(BITS);
    for (int i = from; i < from + n; i += LANES) {
      most = most.max(FloatVector.fromArray(S, x, i).reinterpretAsInts().and(MAGNITUDE));
    }
    return most.reduceLanes(VectorOperators.MAX) > INFINITY;
  }

  /** The lanes of a mask as bits. */
  private static long bits(VectorMask<Integer> mask) {
    return MASK_BITS
        ? mask.toLong()
        : IntVector.zero(BITS).blend(POWERS, mask).reduceLanes(VectorOperators.OR) & ALL;
  }

  /** Groups of 1, 2, 4, … maps, at most a vector, one after the other: n elements. */
  static int narrow(
      float[] x, int from, int n, int groupSize, int first, int[] indices, float[] values, int to) {
    int end = to;
    int part = 0;
    for (; part <= n - Long.SIZE; part += Long.SIZE) { // a loop of constant length is unrolled
      long wins = narrow(x, from + part, Long.SIZE, groupSize);
      end = list(x, from, part, wins, first, indices, values, end);
    }
    long wins = narrow(x, from + part, n - part, groupSize);
    return list(x, from, part, wins, first, indices, values, end);
  }

  private static long narrow(float[] x, int at, int n, int groupSize) {
    long wins = 0;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, at + i).reinterpretAsInts();
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

  /** Groups of several vectors, one after the other. */
  static int wide(
      float[] x, int from, int n, int groupSize, int first, int[] indices, float[] values, int to) {
    int end = to;
    for (int group = 0; group < n; group += groupSize) {
      IntVector most = IntVector.broadcast(BITS, LEAST);
      for (int i = group; i < group + groupSize; i += LANES) {
        most = most.max(FloatVector.fromArray(S, x, from + i).reinterpretAsInts());
      }
      int largest = most.reduceLanes(VectorOperators.MAX);
      int part = group;
      for (; part <= group + groupSize - Long.SIZE; part += Long.SIZE) {
        long wins = equal(x, from + part, Long.SIZE, largest);
        end = list(x, from, part, wins, first, indices, values, end);
      }
      long wins = equal(x, from + part, group + groupSize - part, largest);
      end = list(x, from, part, wins, first, indices, values, end);
    }
    return end;
  }

  private static long equal(float[] x, int at, int n, int largest) {
    long wins = 0;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, at + i).reinterpretAsInts();
      wins |= bits(bits.compare(VectorOperators.EQ, largest)) << i;
    }
    return wins;
  }

  /** Strided groups, as many as fill vectors: map m of group g is at g + m · groups. */
  static int strided(
      float[] x, int from, int groups, int n, int first, int[] indices, float[] values, int to) {
    float[] most = Scratch.parts(groups);
    for (int group = 0; group < groups; group += LANES) {
      IntVector largest = IntVector.broadcast(BITS, LEAST);
      for (int i = group; i < n; i += groups) {
        largest = largest.max(FloatVector.fromArray(S, x, from + i).reinterpretAsInts());
      }
      largest.reinterpretAsFloats().intoArray(most, group);
    }
    int end = to;
    for (int i = 0, group = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(S, x, from + i).reinterpretAsInts();
      IntVector largest = FloatVector.fromArray(S, most, group).reinterpretAsInts();
      long wins = bits(bits.compare(VectorOperators.EQ, largest));
      end = list(x, from, i, wins, first, indices, values, end);
      group = group + LANES == groups ? 0 : group + LANES;
    }
    return end;
  }
}
