package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.UnaryOp;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementwise loops over whole vectors. Each returns how many elements it did, a multiple of the
 * lanes; the rest is the plain loop's. An operation has its own method with its own loop, so that
 * the compiler keeps every vector in a register.
 */
final class ElementwiseKernels {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  private ElementwiseKernels() {}

  /** Operands whose index advances by a step of 1, or stays at a vector of copies with step 0. */
  private record Operands(float[] a, int aOffset, int aStep, float[] b, int bOffset, int bStep) {
    FloatVector a(int i) {
      return FloatVector.fromArray(S, a, aOffset + i * aStep);
    }

    FloatVector b(int i) {
      return FloatVector.fromArray(S, b, bOffset + i * bStep);
    }
  }

  static int binary(
      BinaryOp op,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] c,
      int cOffset,
      int n) {
    int whole = S.loopBound(n);
    if (whole == 0) {
      return 0;
    }
    Operands x =
        new Operands(
            aStep == 0 ? copies(a[aOffset]) : a,
            aStep == 0 ? 0 : aOffset,
            aStep,
            bStep == 0 ? copies(b[bOffset]) : b,
            bStep == 0 ? 0 : bOffset,
            bStep);
    switch (op) {
      case ADD -> add(x, c, cOffset, whole);
      case SUBTRACT -> subtract(x, c, cOffset, whole);
      case MULTIPLY -> multiply(x, c, cOffset, whole);
      case DIVIDE -> divide(x, c, cOffset, whole);
      case MAXIMUM -> maximum(x, c, cOffset, whole);
      case MINIMUM -> minimum(x, c, cOffset, whole);
      case GREATER -> greater(x, c, cOffset, whole);
      case GREATER_OR_EQUAL -> greaterOrEqual(x, c, cOffset, whole);
      case LESS -> less(x, c, cOffset, whole);
      case LESS_OR_EQUAL -> lessOrEqual(x, c, cOffset, whole);
      case EQUAL -> equal(x, c, cOffset, whole);
      case NOT_EQUAL -> notEqual(x, c, cOffset, whole);
      case WHERE_POSITIVE -> wherePositive(x, c, cOffset, whole);
      case POWER -> {
        return 0; // StrictMath's: left to the plain loop
      }
    }
    return whole;
  }

  private static float[] copies(float value) {
    float[] copies = new float[LANES];
    Arrays.fill(copies, value);
    return copies;
  }

  private static void add(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      x.a(i).add(x.b(i)).intoArray(c, cOffset + i);
    }
  }

  private static void subtract(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      x.a(i).sub(x.b(i)).intoArray(c, cOffset + i);
    }
  }

  private static void multiply(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      x.a(i).mul(x.b(i)).intoArray(c, cOffset + i);
    }
  }

  private static void divide(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      x.a(i).div(x.b(i)).intoArray(c, cOffset + i);
    }
  }

  private static void maximum(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      x.a(i).max(x.b(i)).intoArray(c, cOffset + i);
    }
  }

  private static void minimum(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      x.a(i).min(x.b(i)).intoArray(c, cOffset + i);
    }
  }

  private static void greater(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(1, x.a(i).compare(VectorOperators.GT, x.b(i)))
          .intoArray(c, cOffset + i);
    }
  }

  private static void greaterOrEqual(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(1, x.a(i).compare(VectorOperators.GE, x.b(i)))
          .intoArray(c, cOffset + i);
    }
  }

  private static void less(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(1, x.a(i).compare(VectorOperators.LT, x.b(i)))
          .intoArray(c, cOffset + i);
    }
  }

  private static void lessOrEqual(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(1, x.a(i).compare(VectorOperators.LE, x.b(i)))
          .intoArray(c, cOffset + i);
    }
  }

  private static void equal(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(1, x.a(i).compare(VectorOperators.EQ, x.b(i)))
          .intoArray(c, cOffset + i);
    }
  }

  private static void notEqual(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(1, x.a(i).compare(VectorOperators.NE, x.b(i)))
          .intoArray(c, cOffset + i);
    }
  }

  private static void wherePositive(Operands x, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.zero(S)
          .blend(x.a(i), x.b(i).compare(VectorOperators.GT, 0))
          .intoArray(c, cOffset + i);
    }
  }

  /** Operations on {@code StrictMath} stay plain: 0 elements done. */
  static int unary(UnaryOp op, float[] a, int aOffset, float[] c, int cOffset, int n) {
    int whole = S.loopBound(n);
    switch (op) {
      case NEGATE -> negate(a, aOffset, c, cOffset, whole);
      case ABSOLUTE -> absolute(a, aOffset, c, cOffset, whole);
      case SQUARE -> square(a, aOffset, c, cOffset, whole);
      case SQUARE_ROOT -> squareRoot(a, aOffset, c, cOffset, whole);
      case EXPONENTIAL -> Exponentials.of(a, aOffset, c, cOffset, whole);
      case RELU -> relu(a, aOffset, c, cOffset, whole);
      case LOGARITHM, HYPERBOLIC_TANGENT, SIGMOID -> {
        return 0;
      }
    }
    return whole;
  }

  private static void negate(float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(S, a, aOffset + i).neg().intoArray(c, cOffset + i);
    }
  }

  private static void absolute(float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(S, a, aOffset + i).abs().intoArray(c, cOffset + i);
    }
  }

  private static void square(float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, a, aOffset + i);
      x.mul(x).intoArray(c, cOffset + i);
    }
  }

  private static void squareRoot(float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(S, a, aOffset + i).sqrt().intoArray(c, cOffset + i);
    }
  }

  private static void relu(float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(S, a, aOffset + i).max(0).intoArray(c, cOffset + i);
    }
  }
}
