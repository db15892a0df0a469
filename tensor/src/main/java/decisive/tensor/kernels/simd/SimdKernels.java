package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.PlainKernels;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.kernels.Winograd;
import jdk.incubator.vector.FloatVector;

/**
 * The kernels on the incubating Vector API, with the bits of {@link PlainKernels}: every lane does
 * what the plain loop does for its element, in the same order. Elements that fill no vector are
 * left to the plain loops.
 */
public final class SimdKernels extends SimdProductKernels {
  private static final int LANES = S.length();

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void add(float[] a, int aOffset, float[] c, int cOffset, int n) {
    int whole = S.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(S, c, cOffset + i)
          .add(FloatVector.fromArray(S, a, aOffset + i))
          .intoArray(c, cOffset + i);
    }
    super.add(a, aOffset + whole, c, cOffset + whole, n - whole);
  }

  @Override
  public void binary(
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
    int done = ElementwiseKernels.binary(op, a, aOffset, aStep, b, bOffset, bStep, c, cOffset, n);
    super.binary(
        op,
        a,
        aOffset + done * aStep,
        aStep,
        b,
        bOffset + done * bStep,
        bStep,
        c,
        cOffset + done,
        n - done);
  }

  @Override
  public void unary(UnaryOp op, float[] a, int aOffset, float[] c, int cOffset, int n) {
    int done = ElementwiseKernels.unary(op, a, aOffset, c, cOffset, n);
    super.unary(op, a, aOffset + done, c, cOffset + done, n - done);
  }

  @Override
  public float sum(float[] a, int offset, int n) {
    float[] partials = new float[PARTIALS];
    int whole = n - n % PARTIALS;
    for (int first = 0; first < PARTIALS; first += LANES) {
      Reductions.sum(a, offset, whole, partials, first);
    }
    for (int i = whole; i < n; i++) {
      partials[i - whole] += a[offset + i];
    }
    return pairwise(partials);
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
    float[] partials = new float[PARTIALS];
    int whole = n - n % PARTIALS;
    for (int first = 0; first < PARTIALS; first += LANES) {
      Reductions.dot(a, aOffset, b, bOffset, whole, partials, first);
    }
    for (int i = whole; i < n; i++) {
      partials[i - whole] = Math.fma(a[aOffset + i], b[bOffset + i], partials[i - whole]);
    }
    return pairwise(partials);
  }

  /** Any order gives the same largest, so every lane keeps its own. */
  @Override
  public float max(float[] a, int offset, int n) {
    int whole = S.loopBound(n);
    if (whole == 0) {
      return super.max(a, offset, n);
    }
    float max = super.max(Reductions.max(a, offset, whole), 0, LANES);
    return whole == n ? max : Math.max(max, super.max(a, offset + whole, n - whole));
  }

  @Override
  public void columnSums(float[] a, int offset, int rows, int columns, float[] sums) {
    int j = 0;
    for (; j <= columns - 4 * LANES; j += 4 * LANES) {
      Reductions.fourColumnSums(a, offset, rows, columns, sums, j);
    }
    for (; j <= columns - LANES; j += LANES) {
      Reductions.columnSums(a, offset, rows, columns, sums, j);
    }
    for (int row = 0; row < rows; row++) {
      int line = offset + row * columns;
      for (int rest = j; rest < columns; rest++) {
        sums[rest] += a[line + rest];
      }
    }
  }

  @Override
  public void columnMoments(
      float[] a, int offset, int rows, int columns, float[] centre, float[] sums, float[] squares) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.moments(a, offset, rows, columns, centre, sums, squares, j);
    }
    columnMoments(a, offset, rows, columns, centre, sums, squares, whole);
  }

  @Override
  public void columnDots(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] centre,
      float[] sums) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.dots(a, aOffset, b, bOffset, rows, columns, centre, sums, j);
    }
    columnDots(a, aOffset, b, bOffset, rows, columns, centre, sums, whole);
  }

  @Override
  public void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.affine(a, aOffset, rows, columns, centre, scale, shift, c, cOffset, j);
    }
    affine(a, aOffset, rows, columns, centre, scale, shift, c, cOffset, whole);
  }

  @Override
  public void affine(
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
      int cOffset) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.gradient(
          a, aOffset, b, bOffset, rows, columns, aScale, centre, bScale, shift, c, cOffset, j);
    }
    affine(a, aOffset, b, bOffset, rows, columns, aScale, centre, bScale, shift, c, cOffset, whole);
  }

  @Override
  public void compete(
      float[] x,
      int offset,
      int groups,
      int groupSize,
      int step,
      float temperature,
      float[] factors,
      float[] y) {
    int done = 0; // groups
    if (temperature > 0) {
      if (step > 1) {
        done = GroupCompetitions.strided(x, offset, groups, groupSize, temperature, factors, y);
      } else if (Integer.bitCount(groupSize) == 1 && groupSize <= LANES) {
        int n = groups * groupSize;
        done =
            GroupCompetitions.narrow(x, offset, n, groupSize, temperature, factors, y) / groupSize;
      } else if (groupSize % LANES == 0) {
        GroupCompetitions.wide(x, offset, groups, groupSize, temperature, factors, y);
        done = groups;
      }
    }
    for (int group = done; group < groups; group++) {
      competeInOne(
          x, offset + group * (step > 1 ? 1 : groupSize), groupSize, step, temperature, factors, y);
    }
  }

  @Override
  public void winogradInput(
      float[] x, int xOffset, int line, int pixel, int n, float[] v, int vOffset, int plane) {
    int done = Winograds.input(x, xOffset, line, pixel, n, v, vOffset, plane);
    Winograd.input(x, xOffset, line, pixel, done, n, v, vOffset, plane);
  }

  @Override
  public void winogradWeights(
      float[] w, int wOffset, int tap, int n, float[] u, int uOffset, int plane) {
    int done = Winograds.weights(w, wOffset, tap, n, u, uOffset, plane);
    Winograd.weights(w, wOffset, tap, done, n, u, uOffset, plane);
  }

  @Override
  public void winogradOutput(
      float[] m,
      int mOffset,
      int plane,
      float[] y,
      int yOffset,
      int line,
      int n,
      int rows,
      int columns) {
    int done = Winograds.output(m, mOffset, plane, y, yOffset, line, n, rows, columns);
    Winograd.output(m, mOffset, plane, y, yOffset, line, n, rows, columns, done);
  }

  @Override
  public void winogradGradient(
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
    int done = Winograds.gradient(dy, dyOffset, line, pixel, n, rows, columns, w, wOffset, plane);
    Winograd.gradient(dy, dyOffset, line, pixel, done, n, rows, columns, w, wOffset, plane);
  }

  @Override
  public void winogradWeightGradient(
      float[] du, int duOffset, int plane, int n, float[] dw, int dwOffset, int tap) {
    int done = Winograds.weightGradient(du, duOffset, plane, n, dw, dwOffset, tap);
    Winograd.weightGradient(du, duOffset, plane, done, n, dw, dwOffset, tap);
  }
}
