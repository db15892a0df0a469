package decisive.tensor.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Winograd's transforms on a vector of channels; each returns how many it has done, and leaves the
 * rest to the plain loops. Written out line by line: an array of vectors would be put on the heap.
 */
final class Winograds {
  private static final VectorSpecies<Float> S = SimdKernels.S;
  private static final int LANES = S.length();

  private Winograds() {}

  static int input(
      float[] x, int xOffset, int line, int pixel, int n, float[] v, int vOffset, int plane) {
    int whole = S.loopBound(n);
    for (int c = 0; c < whole; c += LANES) {
      int x0 = xOffset + c;
      FloatVector d00 = FloatVector.fromArray(S, x, x0);
      FloatVector d10 = FloatVector.fromArray(S, x, x0 + line);
      FloatVector d20 = FloatVector.fromArray(S, x, x0 + 2 * line);
      FloatVector d30 = FloatVector.fromArray(S, x, x0 + 3 * line);
      int x1 = xOffset + c + pixel;
      FloatVector d01 = FloatVector.fromArray(S, x, x1);
      FloatVector d11 = FloatVector.fromArray(S, x, x1 + line);
      FloatVector d21 = FloatVector.fromArray(S, x, x1 + 2 * line);
      FloatVector d31 = FloatVector.fromArray(S, x, x1 + 3 * line);
      int x2 = xOffset + c + 2 * pixel;
      FloatVector d02 = FloatVector.fromArray(S, x, x2);
      FloatVector d12 = FloatVector.fromArray(S, x, x2 + line);
      FloatVector d22 = FloatVector.fromArray(S, x, x2 + 2 * line);
      FloatVector d32 = FloatVector.fromArray(S, x, x2 + 3 * line);
      int x3 = xOffset + c + 3 * pixel;
      FloatVector d03 = FloatVector.fromArray(S, x, x3);
      FloatVector d13 = FloatVector.fromArray(S, x, x3 + line);
      FloatVector d23 = FloatVector.fromArray(S, x, x3 + 2 * line);
      FloatVector d33 = FloatVector.fromArray(S, x, x3 + 3 * line);
      FloatVector t00 = d00.sub(d20);
      FloatVector t10 = d10.add(d20);
      FloatVector t20 = d20.sub(d10);
      FloatVector t30 = d10.sub(d30);
      FloatVector t01 = d01.sub(d21);
      FloatVector t11 = d11.add(d21);
      FloatVector t21 = d21.sub(d11);
      FloatVector t31 = d11.sub(d31);
      FloatVector t02 = d02.sub(d22);
      FloatVector t12 = d12.add(d22);
      FloatVector t22 = d22.sub(d12);
      FloatVector t32 = d12.sub(d32);
      FloatVector t03 = d03.sub(d23);
      FloatVector t13 = d13.add(d23);
      FloatVector t23 = d23.sub(d13);
      FloatVector t33 = d13.sub(d33);
      int first = vOffset + c;
      t00.sub(t02).intoArray(v, first);
      t01.add(t02).intoArray(v, first + plane);
      t02.sub(t01).intoArray(v, first + 2 * plane);
      t01.sub(t03).intoArray(v, first + 3 * plane);
      t10.sub(t12).intoArray(v, first + 4 * plane);
      t11.add(t12).intoArray(v, first + 5 * plane);
      t12.sub(t11).intoArray(v, first + 6 * plane);
      t11.sub(t13).intoArray(v, first + 7 * plane);
      t20.sub(t22).intoArray(v, first + 8 * plane);
      t21.add(t22).intoArray(v, first + 9 * plane);
      t22.sub(t21).intoArray(v, first + 10 * plane);
      t21.sub(t23).intoArray(v, first + 11 * plane);
      t30.sub(t32).intoArray(v, first + 12 * plane);
      t31.add(t32).intoArray(v, first + 13 * plane);
      t32.sub(t31).intoArray(v, first + 14 * plane);
      t31.sub(t33).intoArray(v, first + 15 * plane);
    }
    return whole;
  }

  static int weights(float[] w, int wOffset, int tap, int n, float[] u, int uOffset, int plane) {
    int whole = S.loopBound(n);
    for (int c = 0; c < whole; c += LANES) {
      int g = wOffset + c;
      FloatVector g00 = FloatVector.fromArray(S, w, g);
      FloatVector g01 = FloatVector.fromArray(S, w, g + tap);
      FloatVector g02 = FloatVector.fromArray(S, w, g + 2 * tap);
      FloatVector g10 = FloatVector.fromArray(S, w, g + 3 * tap);
      FloatVector g11 = FloatVector.fromArray(S, w, g + 4 * tap);
      FloatVector g12 = FloatVector.fromArray(S, w, g + 5 * tap);
      FloatVector g20 = FloatVector.fromArray(S, w, g + 6 * tap);
      FloatVector g21 = FloatVector.fromArray(S, w, g + 7 * tap);
      FloatVector g22 = FloatVector.fromArray(S, w, g + 8 * tap);
      FloatVector h0 = g00.add(g20);
      FloatVector t10 = h0.add(g10).mul(0.5f);
      FloatVector t20 = h0.sub(g10).mul(0.5f);
      FloatVector h1 = g01.add(g21);
      FloatVector t11 = h1.add(g11).mul(0.5f);
      FloatVector t21 = h1.sub(g11).mul(0.5f);
      FloatVector h2 = g02.add(g22);
      FloatVector t12 = h2.add(g12).mul(0.5f);
      FloatVector t22 = h2.sub(g12).mul(0.5f);
      int first = uOffset + c;
      FloatVector s0 = g00.add(g02);
      g00.intoArray(u, first);
      s0.add(g01).mul(0.5f).intoArray(u, first + plane);
      s0.sub(g01).mul(0.5f).intoArray(u, first + 2 * plane);
      g02.intoArray(u, first + 3 * plane);
      FloatVector s1 = t10.add(t12);
      t10.intoArray(u, first + 4 * plane);
      s1.add(t11).mul(0.5f).intoArray(u, first + 5 * plane);
      s1.sub(t11).mul(0.5f).intoArray(u, first + 6 * plane);
      t12.intoArray(u, first + 7 * plane);
      FloatVector s2 = t20.add(t22);
      t20.intoArray(u, first + 8 * plane);
      s2.add(t21).mul(0.5f).intoArray(u, first + 9 * plane);
      s2.sub(t21).mul(0.5f).intoArray(u, first + 10 * plane);
      t22.intoArray(u, first + 11 * plane);
      FloatVector s3 = g20.add(g22);
      g20.intoArray(u, first + 12 * plane);
      s3.add(g21).mul(0.5f).intoArray(u, first + 13 * plane);
      s3.sub(g21).mul(0.5f).intoArray(u, first + 14 * plane);
      g22.intoArray(u, first + 15 * plane);
    }
    return whole;
  }

  static int output(
      float[] m,
      int mOffset,
      int plane,
      float[] y,
      int yOffset,
      int line,
      int n,
      int rows,
      int columns) {
    int whole = S.loopBound(n);
    for (int c = 0; c < whole; c += LANES) {
      int q = mOffset + c;
      FloatVector q00 = FloatVector.fromArray(S, m, q);
      FloatVector q10 = FloatVector.fromArray(S, m, q + 4 * plane);
      FloatVector q20 = FloatVector.fromArray(S, m, q + 8 * plane);
      FloatVector q30 = FloatVector.fromArray(S, m, q + 12 * plane);
      FloatVector q01 = FloatVector.fromArray(S, m, q + plane);
      FloatVector q11 = FloatVector.fromArray(S, m, q + 5 * plane);
      FloatVector q21 = FloatVector.fromArray(S, m, q + 9 * plane);
      FloatVector q31 = FloatVector.fromArray(S, m, q + 13 * plane);
      FloatVector q02 = FloatVector.fromArray(S, m, q + 2 * plane);
      FloatVector q12 = FloatVector.fromArray(S, m, q + 6 * plane);
      FloatVector q22 = FloatVector.fromArray(S, m, q + 10 * plane);
      FloatVector q32 = FloatVector.fromArray(S, m, q + 14 * plane);
      FloatVector q03 = FloatVector.fromArray(S, m, q + 3 * plane);
      FloatVector q13 = FloatVector.fromArray(S, m, q + 7 * plane);
      FloatVector q23 = FloatVector.fromArray(S, m, q + 11 * plane);
      FloatVector q33 = FloatVector.fromArray(S, m, q + 15 * plane);
      FloatVector t00 = q00.add(q10).add(q20);
      FloatVector t10 = q10.sub(q20).sub(q30);
      FloatVector t01 = q01.add(q11).add(q21);
      FloatVector t11 = q11.sub(q21).sub(q31);
      FloatVector t02 = q02.add(q12).add(q22);
      FloatVector t12 = q12.sub(q22).sub(q32);
      FloatVector t03 = q03.add(q13).add(q23);
      FloatVector t13 = q13.sub(q23).sub(q33);
      int first = yOffset + c;
      t00.add(t01).add(t02).intoArray(y, first);
      if (columns > 1) {
        t01.sub(t02).sub(t03).intoArray(y, first + n);
      }
      if (rows > 1) {
        t10.add(t11).add(t12).intoArray(y, first + line);
        if (columns > 1) {
          t11.sub(t12).sub(t13).intoArray(y, first + line + n);
        }
      }
    }
    return whole;
  }

  static int gradient(
      float[] dy,
      int dyOffset,
      int line,
      int pixel,
      int n,
      int rows,
      int columns,
      float[] w,
      int wOffset,
      int plane) {
    int whole = S.loopBound(n);
    FloatVector zero = FloatVector.zero(S);
    for (int c = 0; c < whole; c += LANES) {
      int e = dyOffset + c;
      FloatVector e00 = FloatVector.fromArray(S, dy, e);
      FloatVector e01 = columns > 1 ? FloatVector.fromArray(S, dy, e + pixel) : zero;
      FloatVector e10 = rows > 1 ? FloatVector.fromArray(S, dy, e + line) : zero;
      FloatVector e11 =
          rows > 1 && columns > 1 ? FloatVector.fromArray(S, dy, e + line + pixel) : zero;
      FloatVector t10 = e00.add(e10);
      FloatVector t20 = e00.sub(e10);
      FloatVector t30 = e10.neg();
      FloatVector t11 = e01.add(e11);
      FloatVector t21 = e01.sub(e11);
      FloatVector t31 = e11.neg();
      int first = wOffset + c;
      e00.intoArray(w, first);
      e00.add(e01).intoArray(w, first + plane);
      e00.sub(e01).intoArray(w, first + 2 * plane);
      e01.neg().intoArray(w, first + 3 * plane);
      t10.intoArray(w, first + 4 * plane);
      t10.add(t11).intoArray(w, first + 5 * plane);
      t10.sub(t11).intoArray(w, first + 6 * plane);
      t11.neg().intoArray(w, first + 7 * plane);
      t20.intoArray(w, first + 8 * plane);
      t20.add(t21).intoArray(w, first + 9 * plane);
      t20.sub(t21).intoArray(w, first + 10 * plane);
      t21.neg().intoArray(w, first + 11 * plane);
      t30.intoArray(w, first + 12 * plane);
      t30.add(t31).intoArray(w, first + 13 * plane);
      t30.sub(t31).intoArray(w, first + 14 * plane);
      t31.neg().intoArray(w, first + 15 * plane);
    }
    return whole;
  }

  static int weightGradient(
      float[] du, int duOffset, int plane, int n, float[] dw, int dwOffset, int tap) {
    int whole = S.loopBound(n);
    for (int c = 0; c < whole; c += LANES) {
      int q = duOffset + c;
      FloatVector q00 = FloatVector.fromArray(S, du, q);
      FloatVector q10 = FloatVector.fromArray(S, du, q + 4 * plane);
      FloatVector q20 = FloatVector.fromArray(S, du, q + 8 * plane);
      FloatVector q30 = FloatVector.fromArray(S, du, q + 12 * plane);
      FloatVector q01 = FloatVector.fromArray(S, du, q + plane);
      FloatVector q11 = FloatVector.fromArray(S, du, q + 5 * plane);
      FloatVector q21 = FloatVector.fromArray(S, du, q + 9 * plane);
      FloatVector q31 = FloatVector.fromArray(S, du, q + 13 * plane);
      FloatVector q02 = FloatVector.fromArray(S, du, q + 2 * plane);
      FloatVector q12 = FloatVector.fromArray(S, du, q + 6 * plane);
      FloatVector q22 = FloatVector.fromArray(S, du, q + 10 * plane);
      FloatVector q32 = FloatVector.fromArray(S, du, q + 14 * plane);
      FloatVector q03 = FloatVector.fromArray(S, du, q + 3 * plane);
      FloatVector q13 = FloatVector.fromArray(S, du, q + 7 * plane);
      FloatVector q23 = FloatVector.fromArray(S, du, q + 11 * plane);
      FloatVector q33 = FloatVector.fromArray(S, du, q + 15 * plane);
      FloatVector h0 = q10.add(q20).mul(0.5f);
      FloatVector t00 = q00.add(h0);
      FloatVector t10 = q10.sub(q20).mul(0.5f);
      FloatVector t20 = h0.add(q30);
      FloatVector h1 = q11.add(q21).mul(0.5f);
      FloatVector t01 = q01.add(h1);
      FloatVector t11 = q11.sub(q21).mul(0.5f);
      FloatVector t21 = h1.add(q31);
      FloatVector h2 = q12.add(q22).mul(0.5f);
      FloatVector t02 = q02.add(h2);
      FloatVector t12 = q12.sub(q22).mul(0.5f);
      FloatVector t22 = h2.add(q32);
      FloatVector h3 = q13.add(q23).mul(0.5f);
      FloatVector t03 = q03.add(h3);
      FloatVector t13 = q13.sub(q23).mul(0.5f);
      FloatVector t23 = h3.add(q33);
      int first = dwOffset + c;
      FloatVector s0 = t01.add(t02).mul(0.5f);
      t00.add(s0).intoArray(dw, first);
      t01.sub(t02).mul(0.5f).intoArray(dw, first + tap);
      s0.add(t03).intoArray(dw, first + 2 * tap);
      FloatVector s1 = t11.add(t12).mul(0.5f);
      t10.add(s1).intoArray(dw, first + 3 * tap);
      t11.sub(t12).mul(0.5f).intoArray(dw, first + 4 * tap);
      s1.add(t13).intoArray(dw, first + 5 * tap);
      FloatVector s2 = t21.add(t22).mul(0.5f);
      t20.add(s2).intoArray(dw, first + 6 * tap);
      t21.sub(t22).mul(0.5f).intoArray(dw, first + 7 * tap);
      s2.add(t23).intoArray(dw, first + 8 * tap);
    }
    return whole;
  }
}
