package decisive.tensor.kernels;

/** The transforms of {@link Kernels#winogradInput} and the others as plain loops. */
public final class Winograd {
  private Winograd() {}

  /** Channels c .. n-1. */
  public static void input(
      float[] x,
      int xOffset,
      int line,
      int pixel,
      int c,
      int n,
      float[] v,
      int vOffset,
      int plane) {
    float[] t = new float[16];
    for (; c < n; c++) {
      for (int j = 0; j < 4; j++) {
        int d = xOffset + j * pixel + c;
        float d0 = x[d];
        float d1 = x[d + line];
        float d2 = x[d + 2 * line];
        float d3 = x[d + 3 * line];
        t[j] = d0 - d2;
        t[4 + j] = d1 + d2;
        t[8 + j] = d2 - d1;
        t[12 + j] = d1 - d3;
      }
      for (int i = 0; i < 16; i += 4) {
        int first = vOffset + i * plane + c;
        v[first] = t[i] - t[i + 2];
        v[first + plane] = t[i + 1] + t[i + 2];
        v[first + 2 * plane] = t[i + 2] - t[i + 1];
        v[first + 3 * plane] = t[i + 1] - t[i + 3];
      }
    }
  }

  /** Weights c .. n-1. */
  public static void weights(
      float[] w, int wOffset, int tap, int c, int n, float[] u, int uOffset, int plane) {
    float[] t = new float[12];
    for (; c < n; c++) {
      for (int j = 0; j < 3; j++) {
        float g0 = w[wOffset + j * tap + c];
        float g1 = w[wOffset + (3 + j) * tap + c];
        float g2 = w[wOffset + (6 + j) * tap + c];
        t[j] = g0;
        t[3 + j] = 0.5f * (g0 + g2 + g1);
        t[6 + j] = 0.5f * (g0 + g2 - g1);
        t[9 + j] = g2;
      }
      for (int i = 0; i < 4; i++) {
        int first = uOffset + 4 * i * plane + c;
        float sum = t[3 * i] + t[3 * i + 2];
        u[first] = t[3 * i];
        u[first + plane] = 0.5f * (sum + t[3 * i + 1]);
        u[first + 2 * plane] = 0.5f * (sum - t[3 * i + 1]);
        u[first + 3 * plane] = t[3 * i + 2];
      }
    }
  }

  /** Channels c .. n-1. */
  public static void output(
      float[] m,
      int mOffset,
      int plane,
      float[] y,
      int yOffset,
      int line,
      int n,
      int rows,
      int columns,
      int c) {
    float[] t = new float[8];
    for (; c < n; c++) {
      for (int j = 0; j < 4; j++) {
        int q = mOffset + j * plane + c;
        float q1 = m[q + 4 * plane];
        float q2 = m[q + 8 * plane];
        t[j] = m[q] + q1 + q2;
        t[4 + j] = q1 - q2 - m[q + 12 * plane];
      }
      for (int i = 0; i < rows; i++) {
        int first = yOffset + i * line + c;
        float t1 = t[4 * i + 1];
        float t2 = t[4 * i + 2];
        y[first] = t[4 * i] + t1 + t2;
        if (columns > 1) {
          y[first + n] = t1 - t2 - t[4 * i + 3];
        }
      }
    }
  }

  /** Channels c .. n-1. */
  public static void gradient(
      float[] dy,
      int dyOffset,
      int line,
      int pixel,
      int c,
      int n,
      int rows,
      int columns,
      float[] w,
      int wOffset,
      int plane) {
    float[] t = new float[8];
    for (; c < n; c++) {
      for (int j = 0; j < 2; j++) {
        int e = dyOffset + j * pixel + c;
        float e0 = j < columns ? dy[e] : 0;
        float e1 = j < columns && rows > 1 ? dy[e + line] : 0;
        t[j] = e0;
        t[2 + j] = e0 + e1;
        t[4 + j] = e0 - e1;
        t[6 + j] = -e1;
      }
      for (int i = 0; i < 4; i++) {
        int first = wOffset + 4 * i * plane + c;
        w[first] = t[2 * i];
        w[first + plane] = t[2 * i] + t[2 * i + 1];
        w[first + 2 * plane] = t[2 * i] - t[2 * i + 1];
        w[first + 3 * plane] = -t[2 * i + 1];
      }
    }
  }

  /** Weights c .. n-1. */
  public static void weightGradient(
      float[] du, int duOffset, int plane, int c, int n, float[] dw, int dwOffset, int tap) {
    float[] t = new float[12];
    for (; c < n; c++) {
      for (int j = 0; j < 4; j++) {
        int q = duOffset + j * plane + c;
        float q1 = du[q + 4 * plane];
        float q2 = du[q + 8 * plane];
        float half = 0.5f * (q1 + q2);
        t[j] = du[q] + half;
        t[4 + j] = 0.5f * (q1 - q2);
        t[8 + j] = half + du[q + 12 * plane];
      }
      for (int i = 0; i < 3; i++) {
        int first = dwOffset + 3 * i * tap + c;
        float half = 0.5f * (t[4 * i + 1] + t[4 * i + 2]);
        dw[first] = t[4 * i] + half;
        dw[first + tap] = 0.5f * (t[4 * i + 1] - t[4 * i + 2]);
        dw[first + 2 * tap] = half + t[4 * i + 3];
      }
    }
  }
}
