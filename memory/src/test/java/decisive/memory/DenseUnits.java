package decisive.memory;

import java.util.Arrays;

/** The Willshaw and Amari memories as their formulas are written, in float matrices. */
final class DenseUnits {
  private final boolean binary;
  final float[][] sum;

  /** Set by {@link #retrieve}: scores of its last step, and whether that step changed nothing. */
  float[] scores;

  boolean converged;
  int steps;

  DenseUnits(int n, boolean binary) {
    this.binary = binary;
    sum = new float[n][n];
  }

  /** Σ x xᵀ, with its diagonal. */
  void store(float[] x) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        sum[i][j] += x[i] * x[j];
      }
    }
  }

  float weight(int i, int j) {
    return i == j ? 0 : binary ? Math.min(1, sum[i][j]) : sum[i][j];
  }

  /** v after the iterations: by Willshaw's threshold if {@code winners} is false. */
  float[] retrieve(float[] query, boolean winners, int units, int iterations) {
    float[] v = query;
    converged = false;
    for (steps = 0; steps < iterations && !converged; steps++) {
      scores = v.clone();
      float active = 0;
      for (int i = 0; i < v.length; i++) {
        active += v[i];
        for (int j = 0; j < v.length; j++) {
          scores[i] += weight(i, j) * v[j];
        }
      }
      float[] sorted = scores.clone();
      Arrays.sort(sorted);
      float kth = units <= sorted.length ? sorted[sorted.length - units] : 0;
      float threshold = Math.max(1, winners ? kth : Math.min(active, units));
      float[] next = new float[v.length];
      for (int i = 0; i < v.length; i++) {
        next[i] = scores[i] >= threshold ? 1 : 0;
      }
      converged = Arrays.equals(v, next);
      v = next;
    }
    return v;
  }

  static float[] vector(Message message, Clusters clusters) {
    float[] vector = new float[clusters.total()];
    for (int i = 0; i < message.length(); i++) {
      if (!message.isErased(i)) {
        vector[clusters.offset(i) + message.symbol(i)] = 1;
      }
    }
    return vector;
  }
}
