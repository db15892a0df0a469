import decisive.tutorials.exercise.laws.SoftmaxGateLaws;

/** A solution of exercise 18. */
public class SoftmaxGate implements SoftmaxGateLaws.Contract {
  @Override
  public float[] gate(float[] x, float temperature) {
    float largest = 0;
    for (float value : x) {
      largest = Math.max(largest, value);
    }
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      float a = Math.max(x[i], 0);
      y[i] = (float) (a * Math.exp(temperature * (a - largest)));
    }
    return y;
  }
}
