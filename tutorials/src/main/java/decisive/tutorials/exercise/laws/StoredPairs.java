package decisive.tutorials.exercise.laws;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Pairs for a small hetero-associative memory, as vectors with a single 1 in each cluster.
 *
 * @param size fanals of a cluster, on both sides
 * @param x an input a row
 * @param y an output a row
 */
public record StoredPairs(int size, int[][] x, int[][] y) {
  private static final int CLUSTERS = 3;
  private static final int MOST = 5;
  private static final int LARGEST = 4;

  static Arbitrary<StoredPairs> any() {
    return Combinators.combine(
            Arbitraries.integers().between(2, LARGEST),
            Arbitraries.integers().between(1, MOST),
            Arbitraries.integers()
                .between(0, LARGEST - 1)
                .array(int[].class)
                .ofSize(MOST * (CLUSTERS + 2)))
        .as(StoredPairs::of);
  }

  private static StoredPairs of(int size, int count, int[] symbols) {
    int[][] x = new int[count][size * CLUSTERS];
    int[][] y = new int[count][size * 2];
    for (int n = 0; n < count; n++) {
      for (int i = 0; i < CLUSTERS; i++) {
        x[n][i * size + symbols[n * (CLUSTERS + 2) + i] % size] = 1;
      }
      for (int i = 0; i < 2; i++) {
        y[n][i * size + symbols[n * (CLUSTERS + 2) + CLUSTERS + i] % size] = 1;
      }
    }
    return new StoredPairs(size, x, y);
  }

  /** Equation 1. */
  int[][] weights() {
    int[][] w = new int[y[0].length][x[0].length];
    for (int n = 0; n < x.length; n++) {
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < w[i].length; j++) {
          w[i][j] |= y[n][i] * x[n][j];
        }
      }
    }
    return w;
  }

  @Override
  public String toString() {
    return "clusters of "
        + size
        + ", x "
        + Arrays.deepToString(x)
        + ", y "
        + Arrays.deepToString(y);
  }
}
