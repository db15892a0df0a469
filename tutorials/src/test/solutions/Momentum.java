import decisive.tutorials.exercise.laws.MomentumLaws;

/** A solution of exercise 14. */
public class Momentum implements MomentumLaws.Contract {
  @Override
  public void step(
      float[] w, float[] v, float[] gradient, float rate, float momentum, float decay) {
    for (int i = 0; i < w.length; i++) {
      v[i] = momentum * v[i] + gradient[i] + decay * w[i];
      w[i] -= rate * v[i];
    }
  }
}
