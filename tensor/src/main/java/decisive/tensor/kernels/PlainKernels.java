package decisive.tensor.kernels;

/** The kernels as plain loops: what {@link Kernels} says, word for word. */
public class PlainKernels extends PlainProductKernels implements Kernels {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void add(float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i++) {
      c[cOffset + i] += a[aOffset + i];
    }
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
    for (int i = 0; i < n; i++) {
      c[cOffset + i] = op.apply(a[aOffset + i * aStep], b[bOffset + i * bStep]);
    }
  }

  @Override
  public void unary(UnaryOp op, float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i++) {
      c[cOffset + i] = op.apply(a[aOffset + i]);
    }
  }

  @Override
  public float sum(float[] a, int offset, int n) {
    float[] partials = new float[PARTIALS];
    for (int i = 0; i < n; i++) {
      partials[i % PARTIALS] += a[offset + i];
    }
    return pairwise(partials);
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
    float[] partials = new float[PARTIALS];
    for (int i = 0; i < n; i++) {
      int partial = i % PARTIALS;
      partials[partial] = Math.fma(a[aOffset + i], b[bOffset + i], partials[partial]);
    }
    return pairwise(partials);
  }

  /** Adds the upper half to the lower half until one is left. */
  protected static float pairwise(float[] partials) {
    for (int half = PARTIALS / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        partials[i] += partials[i + half];
      }
    }
    return partials[0];
  }

  @Override
  public float max(float[] a, int offset, int n) {
    float max = a[offset];
    for (int i = 1; i < n; i++) {
      max = Math.max(max, a[offset + i]);
    }
    return max;
  }

  @Override
  public void columnSums(float[] a, int offset, int rows, int columns, float[] sums) {
    for (int row = 0; row < rows; row++) {
      int line = offset + row * columns;
      for (int j = 0; j < columns; j++) {
        sums[j] += a[line + j];
      }
    }
  }

  @Override
  public void columnMoments(
      float[] a, int offset, int rows, int columns, float[] centre, float[] sums, float[] squares) {
    columnMoments(a, offset, rows, columns, centre, sums, squares, 0);
  }

  /** Columns from {@code first} on, as the others with a first. */
  protected static void columnMoments(
      float[] a,
      int offset,
      int rows,
      int columns,
      float[] centre,
      float[] sums,
      float[] squares,
      int first) {
    for (int r = 0, start = offset; r < rows; r++, start += columns) {
      for (int j = first; j < columns; j++) {
        float d = a[start + j] - centre[j];
        sums[j] += d;
        squares[j] = Math.fma(d, d, squares[j]);
      }
    }
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
    columnDots(a, aOffset, b, bOffset, rows, columns, centre, sums, 0);
  }

  protected static void columnDots(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] centre,
      float[] sums,
      int first) {
    for (int r = 0, start = 0; r < rows; r++, start += columns) {
      for (int j = first; j < columns; j++) {
        sums[j] = Math.fma(a[aOffset + start + j], b[bOffset + start + j] - centre[j], sums[j]);
      }
    }
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
    affine(a, aOffset, rows, columns, centre, scale, shift, c, cOffset, 0);
  }

  protected static void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset,
      int first) {
    for (int r = 0, start = 0; r < rows; r++, start += columns) {
      for (int j = first; j < columns; j++) {
        c[cOffset + start + j] = Math.fma(a[aOffset + start + j] - centre[j], scale[j], shift[j]);
      }
    }
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
    affine(a, aOffset, b, bOffset, rows, columns, aScale, centre, bScale, shift, c, cOffset, 0);
  }

  protected static void affine(
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
      int cOffset,
      int first) {
    for (int r = 0, start = 0; r < rows; r++, start += columns) {
      for (int j = first; j < columns; j++) {
        float rest = Math.fma(b[bOffset + start + j] - centre[j], bScale[j], shift[j]);
        c[cOffset + start + j] = Math.fma(a[aOffset + start + j], aScale[j], rest);
      }
    }
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
    for (int group = 0; group < groups; group++) {
      int first = offset + group * (step > 1 ? 1 : groupSize);
      competeInOne(x, first, groupSize, step, temperature, factors, y);
    }
  }

  /** The competition of one group: maps first, first + step, … */
  protected static void competeInOne(
      float[] x,
      int first,
      int groupSize,
      int step,
      float temperature,
      float[] factors,
      float[] y) {
    float largest = 0;
    for (int m = 0, i = first; m < groupSize; m++, i += step) {
      largest = Math.max(largest, x[i]);
    }
    for (int m = 0, i = first; m < groupSize; m++, i += step) {
      float factor = factor(x[i], largest, temperature);
      factors[i] = factor;
      y[i] = factor == 0 ? 0 : factor * x[i];
    }
  }

  private static float factor(float x, float largest, float temperature) {
    if (Float.isNaN(largest)) {
      return Float.NaN; // never let a comparison hide it
    }
    if (x <= 0) {
      return 0;
    }
    if (x == largest || temperature == 0) {
      return 1;
    }
    float exponent = temperature * (x - largest);
    return exponent < FAINT ? 0 : Exponential.exp(exponent);
  }

  @Override
  public void winogradInput(
      float[] x, int xOffset, int line, int pixel, int n, float[] v, int vOffset, int plane) {
    Winograd.input(x, xOffset, line, pixel, 0, n, v, vOffset, plane);
  }

  @Override
  public void winogradWeights(
      float[] w, int wOffset, int tap, int n, float[] u, int uOffset, int plane) {
    Winograd.weights(w, wOffset, tap, 0, n, u, uOffset, plane);
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
    Winograd.output(m, mOffset, plane, y, yOffset, line, n, rows, columns, 0);
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
    Winograd.gradient(dy, dyOffset, line, pixel, 0, n, rows, columns, w, wOffset, plane);
  }

  @Override
  public void winogradWeightGradient(
      float[] du, int duOffset, int plane, int n, float[] dw, int dwOffset, int tap) {
    Winograd.weightGradient(du, duOffset, plane, 0, n, dw, dwOffset, tap);
  }
}
