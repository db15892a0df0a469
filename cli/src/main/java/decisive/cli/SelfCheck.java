package decisive.cli;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small piece of work that two kernel sets must agree on to the bit. */
final class SelfCheck {
  private static final int ROWS = Kernels.TILE;
  private static final int STEPS = 37;
  private static final int WIDTH = Kernels.WIDE;

  private final float[] a = random("a", ROWS * Kernels.PACKED_STRIDE);
  private final float[] b = random("b", a.length + 1);

  /** The kernels that differ between the sets, or that are wrong in both; empty if all is well. */
  static String compare(Kernels plain, Kernels other) {
    SelfCheck check = new SelfCheck();
    if (!check.productIsCorrect(plain)) {
      return "product (plain) is wrong";
    }
    Map<String, float[]> expected = check.results(plain);
    Map<String, float[]> actual = check.results(other);
    StringBuilder differing = new StringBuilder();
    expected.forEach(
        (kernel, values) -> {
          if (!Arrays.equals(values, actual.get(kernel))) {
            differing.append(differing.isEmpty() ? "" : ", ").append(kernel);
          }
        });
    return differing.isEmpty() ? "" : differing + ": " + other.name() + " differs from plain";
  }

  private Map<String, float[]> results(Kernels kernels) {
    Map<String, float[]> results = new LinkedHashMap<>();
    results.put("product", product(kernels));
    float[] adjacent = new float[ROWS * WIDTH];
    int[] out = steps(ROWS, WIDTH);
    kernels.adjacentTile(a, 1, steps(STEPS, ROWS), 0, STEPS, b, 0, WIDTH, WIDTH, adjacent, out);
    results.put("product of adjacent rows", adjacent);
    results.put("sum", new float[] {kernels.sum(a, 1, a.length - 1)});
    results.put("dot", new float[] {kernels.dot(a, 0, b, 1, a.length)});
    results.put("max", new float[] {kernels.max(a, 0, a.length)});
    float[] sums = new float[STEPS];
    kernels.columnSums(a, 0, ROWS, STEPS, sums);
    results.put("columnSums", sums);
    for (UnaryOp operation : UnaryOp.values()) {
      float[] c = new float[a.length];
      kernels.unary(operation, a, 0, c, 0, a.length);
      results.put(operation.toString(), c);
    }
    for (BinaryOp operation : BinaryOp.values()) {
      float[] c = new float[a.length];
      kernels.binary(operation, a, 0, 1, b, 0, 1, c, 0, a.length);
      results.put(operation.toString(), c);
    }
    return results;
  }

  private float[] product(Kernels kernels) {
    float[] c = new float[ROWS * WIDTH];
    kernels.packedTile(a, 0, STEPS, b, 0, WIDTH, WIDTH, c, steps(ROWS, WIDTH));
    return c;
  }

  /** Against the definition in double precision: float rounding, and no more. */
  private boolean productIsCorrect(Kernels kernels) {
    float[] c = product(kernels);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < WIDTH; j++) {
        double sum = 0;
        for (int k = 0; k < STEPS; k++) {
          sum += (double) a[i * Kernels.PACKED_STRIDE + k] * b[k * WIDTH + j];
        }
        if (!(Math.abs(c[i * WIDTH + j] - sum) < 1e-4)) {
          return false;
        }
      }
    }
    return true;
  }

  private static int[] steps(int count, int step) {
    int[] steps = new int[count];
    Arrays.setAll(steps, i -> i * step);
    return steps;
  }

  private static float[] random(String key, int n) {
    Generator generator = new Generator(1).split(key);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = 2 * generator.nextFloat() - 1;
    }
    return values;
  }
}
