import decisive.tutorials.exercise.laws.WinnerTakesAllLaws;

/** A solution of exercise 21. */
public class WinnerTakesAll implements WinnerTakesAllLaws.Contract {
  @Override
  public float[] decide(float[] x, int k) {
    float[] y = new float[x.length];
    for (int from = 0; from < x.length; from += k) {
      float largest = 0;
      for (int i = from; i < from + k; i++) {
        largest = Math.max(largest, x[i]);
      }
      for (int i = from; i < from + k; i++) {
        y[i] = x[i] == largest ? x[i] : 0;
      }
    }
    return y;
  }
}
