import decisive.tutorials.exercise.laws.BatchNormLaws;

/** A solution of exercise 16. */
public class BatchNorm implements BatchNormLaws.Contract {
  @Override
  public float[] normalize(float[] x, float gamma, float beta) {
    double sum = 0;
    for (float value : x) {
      sum += value;
    }
    double mean = sum / x.length;
    double squares = 0;
    for (float value : x) {
      squares += (value - mean) * (value - mean);
    }
    double variance = squares / x.length;
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (gamma * (x[i] - mean) / Math.sqrt(variance + 1e-5) + beta);
    }
    return y;
  }
}
