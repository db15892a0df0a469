package decisive.memory;

/** Equation 1 and Algorithm 1 as the paper writes them, in float matrices: slow and plain. */
final class DenseDefinition {
  final Clusters input;
  final Clusters output;

  /** Σ y xᵀ over the stored pairs, n2 rows of n1. */
  private final float[][] sum;

  DenseDefinition(Clusters input, Clusters output) {
    this.input = input;
    this.output = output;
    sum = new float[output.total()][input.total()];
  }

  void store(Message x, Message y) {
    float[] xs = vector(x, input);
    float[] ys = vector(y, output);
    for (int b = 0; b < ys.length; b++) {
      for (int a = 0; a < xs.length; a++) {
        sum[b][a] += ys[b] * xs[a];
      }
    }
  }

  /** One coefficient of W = min(1, Σ y xᵀ). */
  float weight(int b, int a) {
    return Math.min(1, sum[b][a]);
  }

  /** z = W x. */
  float[] scores(Message x) {
    float[] xs = vector(x, input);
    float[] z = new float[output.total()];
    for (int b = 0; b < z.length; b++) {
      for (int a = 0; a < xs.length; a++) {
        z[b] += weight(b, a) * xs[a];
      }
    }
    return z;
  }

  /** Algorithm 1's answer: 1 where z equals the maximum of its subvector, 0 elsewhere. */
  float[] answer(Message x) {
    float[] z = scores(x);
    float[] answer = new float[z.length];
    int start = 0;
    for (int i = 0; i < output.count(); i++) {
      int end = start + output.fanals(i);
      float max = Float.NEGATIVE_INFINITY;
      for (int b = start; b < end; b++) {
        max = Math.max(max, z[b]);
      }
      for (int b = start; b < end; b++) {
        answer[b] = z[b] == max ? 1 : 0;
      }
      start = end;
    }
    return answer;
  }

  private static float[] vector(Message message, Clusters clusters) {
    float[] vector = new float[clusters.total()];
    int start = 0;
    for (int i = 0; i < message.length(); i++) {
      if (!message.isErased(i)) {
        vector[start + message.symbol(i)] = 1;
      }
      start += clusters.fanals(i);
    }
    return vector;
  }
}
