package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.Exponential;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Exponential#exp} of every lane, step by step. */
final class Exponentials {
  private static final VectorSpecies<Float> S = SimdKernels.S;

  private Exponentials() {}

  static FloatVector of(FloatVector x) {
    FloatVector rounded = x.fma(Exponential.LOG2_E, Exponential.ROUNDER);
    FloatVector multiple = rounded.sub(Exponential.ROUNDER);
    FloatVector r = multiple.fma(constant(-Exponential.LN2_HIGH), x);
    r = multiple.fma(constant(-Exponential.LN2_LOW), r);
    FloatVector p = r.fma(Exponential.P0, Exponential.P1);
    p = p.fma(r, constant(Exponential.P2));
    p = p.fma(r, constant(Exponential.P3));
    p = p.fma(r, constant(Exponential.P4));
    p = p.fma(r, constant(Exponential.P5));
    p = p.fma(r.mul(r), r).add(1);
    // The sum with ROUNDER holds the integer in its low bits.
    IntVector exponent =
        rounded.reinterpretAsInts().sub(Float.floatToRawIntBits(Exponential.ROUNDER));
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    // 2^half and 2^rest, written into the exponents' bits.
    FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    IntVector rest = exponent.sub(half);
    FloatVector second = rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    return p.mul(first)
        .mul(second)
        .blend(0, x.lt(Exponential.LOWEST))
        .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, Exponential.HIGHEST));
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }
}
