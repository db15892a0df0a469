package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Kernels;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Competitions inside groups of maps, by vectors. Where groups are powers of two and lie one after
 * the other, a vector holds whole groups or a part of one:
 *
 * <pre>
 *   largest  = max(x, 0)
 *   largest  = max(largest, largest of the neighbour 1, 2, 4, 8 lanes on)     within the group
 *   exponent = T · (x − largest), or 0 where x is the largest, or −∞ where x ≤ 0 or it is faint
 *   factor   = exp(exponent)
 *   y        = factor · x
 * </pre>
 *
 * <p>The three are loops of their own, over blocks that stay in the cache: in one loop they are too
 * long to be compiled into one piece, and the vectors between the pieces go over the heap.
 *
 * <p>Groups of fewer than 16 leave the later of the four exchanges out, by shuffles that move
 * nothing: so the loop has no branches. Where groups are strided, a vector holds one map of many
 * groups.
 */
final class GroupCompetitions {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  /** Elements that go through the three loops together. */
  private static final int BLOCK = 2048;

  /** For groups of 1, 2, 4, … the exchanges with the neighbours 1, 2, 4 and 8 lanes on. */
  private static final List<List<VectorShuffle<Float>>> EXCHANGES =
      Stream.of(1, 2, 4, 8, 16)
          .map(size -> Stream.of(1, 2, 4, 8).map(distance -> exchange(distance, size)).toList())
          .toList();

  private GroupCompetitions() {}

  /** Of groups of that size, a power of two, 16 at most. */
  static List<VectorShuffle<Float>> exchanges(int groupSize) {
    return EXCHANGES.get(Integer.numberOfTrailingZeros(groupSize));
  }

  /** Lane i takes lane i xor distance, within groups larger than the distance. */
  private static VectorShuffle<Float> exchange(int distance, int groupSize) {
    int within = Math.min(groupSize, LANES);
    return VectorShuffle.fromOp(S, i -> distance < within ? i ^ distance : i);
  }

  /**
   * Groups of at most a vector, one after the other.
   *
   * @param groupSize a power of two, LANES at most
   * @return elements done: whole vectors
   */
  static int narrow(
      float[] x, int offset, int n, int groupSize, float temperature, float[] factors, float[] y) {
    List<VectorShuffle<Float>> exchanges = exchanges(groupSize);
    VectorShuffle<Float> by1 = exchanges.get(0);
    VectorShuffle<Float> by2 = exchanges.get(1);
    VectorShuffle<Float> by4 = exchanges.get(2);
    VectorShuffle<Float> by8 = exchanges.get(3);
    int whole = S.loopBound(n);
    for (int from = offset; from < offset + whole; from += BLOCK) {
      int to = Math.min(from + BLOCK, offset + whole);
      for (int i = from; i < to; i += LANES) {
        FloatVector v = FloatVector.fromArray(S, x, i);
        FloatVector largest = v.max(0);
        largest = largest.max(largest.rearrange(by1));
        largest = largest.max(largest.rearrange(by2));
        largest = largest.max(largest.rearrange(by4));
        largest = largest.max(largest.rearrange(by8));
        exponent(v, largest, temperature).intoArray(factors, i);
      }
      finish(x, from, to - from, temperature, factors, y);
    }
    return whole;
  }

  /**
   * Groups of several vectors, one after the other.
   *
   * @param groupSize a multiple of LANES
   */
  static void wide(
      float[] x,
      int offset,
      int groups,
      int groupSize,
      float temperature,
      float[] factors,
      float[] y) {
    float[] lanes = new float[LANES];
    for (int group = 0; group < groups; group++) {
      int first = offset + group * groupSize;
      FloatVector most = FloatVector.zero(S);
      for (int i = first; i < first + groupSize; i += LANES) {
        most = most.max(FloatVector.fromArray(S, x, i));
      }
      most.intoArray(lanes, 0);
      float largest = 0;
      for (float lane : lanes) {
        largest = Math.max(largest, lane);
      }
      FloatVector all = FloatVector.broadcast(S, largest);
      for (int i = first; i < first + groupSize; i += LANES) {
        exponent(FloatVector.fromArray(S, x, i), all, temperature).intoArray(factors, i);
      }
      finish(x, first, groupSize, temperature, factors, y);
    }
  }

  /**
   * Strided groups: map m of group g is at offset + g + m · groups.
   *
   * @return groups done
   */
  static int strided(
      float[] x,
      int offset,
      int groups,
      int groupSize,
      float temperature,
      float[] factors,
      float[] y) {
    int whole = S.loopBound(groups);
    int end = offset + groupSize * groups;
    for (int group = 0; group < whole; group += LANES) {
      FloatVector largest = FloatVector.zero(S);
      for (int i = offset + group; i < end; i += groups) {
        largest = largest.max(FloatVector.fromArray(S, x, i));
      }
      for (int i = offset + group; i < end; i += groups) {
        exponent(FloatVector.fromArray(S, x, i), largest, temperature).intoArray(factors, i);
      }
      for (int i = offset + group; i < end; i += groups) {
        finish(x, i, LANES, temperature, factors, y);
      }
    }
    return whole;
  }

  /** What the exponential turns into the factor; 0 and −∞ become exactly 1 and 0. */
  private static FloatVector exponent(FloatVector v, FloatVector largest, float temperature) {
    FloatVector exponent = v.sub(largest).mul(temperature);
    return exponent
        .blend(Float.NEGATIVE_INFINITY, exponent.lt(Kernels.FAINT))
        .blend(0, v.compare(VectorOperators.EQ, largest))
        .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.LE, 0))
        .blend(Float.NaN, largest.compare(VectorOperators.NE, largest));
  }

  /** From exponents to factors, and y. */
  private static void finish(
      float[] x, int from, int n, float temperature, float[] factors, float[] y) {
    if (Float.isInfinite(temperature)) {
      decide(factors, from, n);
    } else {
      Exponentials.of(factors, from, factors, from, n);
    }
    for (int i = from; i < from + n; i += LANES) {
      FloatVector factor = FloatVector.fromArray(S, factors, i);
      factor
          .mul(FloatVector.fromArray(S, x, i))
          .blend(0, factor.compare(VectorOperators.EQ, 0))
          .intoArray(y, i);
    }
  }

  /** Exponents that are 0, −∞ or NaN to factors: what the exponential would give. */
  private static void decide(float[] factors, int from, int n) {
    for (int i = from; i < from + n; i += LANES) {
      FloatVector exponent = FloatVector.fromArray(S, factors, i);
      FloatVector.zero(S)
          .blend(1, exponent.compare(VectorOperators.EQ, 0))
          .blend(Float.NaN, exponent.compare(VectorOperators.NE, exponent))
          .intoArray(factors, i);
    }
  }
}
