package decisive.tensor.kernels;

import java.util.Arrays;

/** The kernels as plain loops: what {@link Kernels} says, word for word. */
public class PlainKernels extends PlainSparseKernels implements Kernels {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void apartTile(
      float[] a,
      int at,
      int steps,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    float[] sums = new float[width];
    for (int i = 0; i < Kernels.rows(width); i++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < steps; k++) {
        addLine(a[at + k + i * APART], b, line + k * between, sums);
      }
      System.arraycopy(sums, 0, c, out[i], width);
    }
  }

  @Override
  public void adjacentTile(
      float[] a,
      int at,
      int[] cols,
      int from,
      int to,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    float[] sums = new float[width];
    for (int i = 0; i < Kernels.rows(width); i++) {
      Arrays.fill(sums, 0);
      for (int k = from; k < to; k++) {
        addLine(a[at + cols[k] + i], b, line + (k - from) * between, sums);
      }
      System.arraycopy(sums, 0, c, out[i], width);
    }
  }

  @Override
  public void pixelTile(
      float[] a,
      int at,
      int[] cols,
      int from,
      int to,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    float[] sums = new float[width];
    for (int i = 0; i < Kernels.rows(width); i++) {
      Arrays.fill(sums, 0);
      for (int k = from; k < to; k++) {
        addLine(a[at + cols[k] + i * width], b, line + (k - from) * between, sums);
      }
      System.arraycopy(sums, 0, c, out[i], width);
    }
  }

  private static void addLine(float factor, float[] b, int line, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = Math.fma(factor, b[line + j], sums[j]);
    }
  }

  @Override
  public void weightTile(
      float[] dy, int at, int n, float[] x, int offset, int[] windows, float[] c, int to) {
    int line = 3 * NARROW;
    Arrays.fill(c, to, to + NARROW * line, 0);
    for (int k = 0; k < n; k++) {
      for (int o = 0; o < NARROW; o++) {
        float e = dy[at + k * NARROW + o];
        for (int j = 0; j < line; j++) {
          int i = to + o * line + j;
          c[i] = Math.fma(e, x[offset + windows[k] + j], c[i]);
        }
      }
    }
  }

  @Override
  public void lineUp(
      float[] a, int source, int[] rows, int from, int to, int n, float[] lines, int at) {
    for (int row = from; row < to; row++) {
      System.arraycopy(a, source + rows[row], lines, at + (row - from) * APART, n);
    }
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
    for (int r = 0, at = offset; r < rows; r++, at += columns) {
      for (int j = first; j < columns; j++) {
        float d = a[at + j] - centre[j];
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
    for (int r = 0, at = 0; r < rows; r++, at += columns) {
      for (int j = first; j < columns; j++) {
        sums[j] = Math.fma(a[aOffset + at + j], b[bOffset + at + j] - centre[j], sums[j]);
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
    for (int r = 0, at = 0; r < rows; r++, at += columns) {
      for (int j = first; j < columns; j++) {
        c[cOffset + at + j] = Math.fma(a[aOffset + at + j] - centre[j], scale[j], shift[j]);
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
    for (int r = 0, at = 0; r < rows; r++, at += columns) {
      for (int j = first; j < columns; j++) {
        float rest = Math.fma(b[bOffset + at + j] - centre[j], bScale[j], shift[j]);
        c[cOffset + at + j] = Math.fma(a[aOffset + at + j], aScale[j], rest);
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
      float[] x, int at, int line, int pixel, int n, float[] v, int to, int plane) {
    Winograd.input(x, at, line, pixel, 0, n, v, to, plane);
  }

  @Override
  public void winogradWeights(float[] w, int at, int tap, int n, float[] u, int to, int plane) {
    Winograd.weights(w, at, tap, 0, n, u, to, plane);
  }

  @Override
  public void winogradOutput(
      float[] m, int from, int plane, float[] y, int at, int line, int n, int rows, int columns) {
    Winograd.output(m, from, plane, y, at, line, n, rows, columns, 0);
  }

  @Override
  public void winogradGradient(
      float[] dy,
      int at,
      int line,
      int pixel,
      int n,
      int rows,
      int columns,
      float[] w,
      int to,
      int plane) {
    Winograd.gradient(dy, at, line, pixel, 0, n, rows, columns, w, to, plane);
  }

  @Override
  public void winogradWeightGradient(
      float[] du, int from, int plane, int n, float[] dw, int at, int tap) {
    Winograd.weightGradient(du, from, plane, 0, n, dw, at, tap);
  }
}
