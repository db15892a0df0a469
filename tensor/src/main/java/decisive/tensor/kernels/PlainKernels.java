package decisive.tensor.kernels;

import java.util.Arrays;

/** The kernels as plain loops: what {@link Kernels} says, word for word. */
public class PlainKernels implements Kernels {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void panel(
      float[] a,
      int aOffset,
      int[] rows,
      int from,
      int to,
      int[] cols,
      int kFrom,
      int kTo,
      float[] panel,
      int panelOffset,
      int width,
      int columns,
      float[] c,
      int shift,
      int[] out,
      boolean add) {
    float[] chain = new float[width];
    for (int i = from; i < to; i++) {
      Arrays.fill(chain, 0);
      int row = aOffset + rows[i];
      for (int k = kFrom; k < kTo; k++) {
        float factor = a[row + cols[k]];
        int line = panelOffset + k * width;
        for (int j = 0; j < width; j++) {
          chain[j] = Math.fma(factor, panel[line + j], chain[j]);
        }
      }
      int target = shift + out[i];
      for (int j = 0; j < columns; j++) {
        c[target + j] = add ? c[target + j] + chain[j] : chain[j];
      }
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
  public void addScaled(float factor, float[] a, int aOffset, float[] c, int cOffset, int n) {
    for (int i = 0; i < n; i++) {
      c[cOffset + i] = Math.fma(factor, a[aOffset + i], c[cOffset + i]);
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
  public void columnDots(
      float[] a, int aOffset, float[] b, int bOffset, int rows, int columns, float[] sums) {
    for (int row = 0; row < rows; row++) {
      int line = row * columns;
      for (int j = 0; j < columns; j++) {
        sums[j] = Math.fma(a[aOffset + line + j], b[bOffset + line + j], sums[j]);
      }
    }
  }

  @Override
  public void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset) {
    for (int row = 0; row < rows; row++) {
      int line = row * columns;
      for (int j = 0; j < columns; j++) {
        c[cOffset + line + j] = Math.fma(a[aOffset + line + j], scale[j], shift[j]);
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
      float[] bScale,
      float[] shift,
      float[] c,
      int cOffset) {
    for (int row = 0; row < rows; row++) {
      int line = row * columns;
      for (int j = 0; j < columns; j++) {
        float rest = Math.fma(b[bOffset + line + j], bScale[j], shift[j]);
        c[cOffset + line + j] = Math.fma(a[aOffset + line + j], aScale[j], rest);
      }
    }
  }
}
