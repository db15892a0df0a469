package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Exponential;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Exponential#exp} of every element, step by step. */
final class Exponentials {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();
  private static final int ROUNDER_BITS = Float.floatToRawIntBits(Exponential.ROUNDER);

  private Exponentials() {}

  /**
   * c[i] = e^a[i]. Without helpers on purpose: where a helper is not inlined, its vectors go over
   * the heap.
   *
   * @param n a multiple of the lanes
   */
  static void of(float[] a, int aOffset, float[] c, int cOffset, int n) {
    FloatVector toInteger = FloatVector.broadcast(S, Exponential.ROUNDER);
    FloatVector log2e = FloatVector.broadcast(S, Exponential.LOG2_E);
    FloatVector minusHigh = FloatVector.broadcast(S, -Exponential.LN2_HIGH);
    FloatVector minusLow = FloatVector.broadcast(S, -Exponential.LN2_LOW);
    FloatVector p0 = FloatVector.broadcast(S, Exponential.P0);
    FloatVector p1 = FloatVector.broadcast(S, Exponential.P1);
    FloatVector p2 = FloatVector.broadcast(S, Exponential.P2);
    FloatVector p3 = FloatVector.broadcast(S, Exponential.P3);
    FloatVector p4 = FloatVector.broadcast(S, Exponential.P4);
    FloatVector p5 = FloatVector.broadcast(S, Exponential.P5);
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, a, aOffset + i);
      FloatVector rounded = x.fma(log2e, toInteger);
      FloatVector multiple = rounded.sub(toInteger);
      FloatVector r = multiple.fma(minusLow, multiple.fma(minusHigh, x));
      FloatVector p = r.fma(p0, p1).fma(r, p2).fma(r, p3).fma(r, p4).fma(r, p5);
      p = p.fma(r.mul(r), r).add(1);
      // The sum with ROUNDER holds the integer in its low bits; 2^half and 2^(integer − half) are
      // written into the bits of the exponents.
      IntVector exponent = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = exponent.sub(half);
      p.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .mul(rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
          .blend(0, x.lt(Exponential.LOWEST))
          .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, Exponential.HIGHEST))
          .intoArray(c, cOffset + i);
    }
  }
}
