import decisive.tutorials.exercise.laws.ProductBackwardLaws;

/** A solution of exercise 10. */
public class ProductBackward implements ProductBackwardLaws.Contract {
  @Override
  public float[][] backward(float[] a, float[] b, float[] dy) {
    float[][] gradients = new float[2][a.length];
    for (int i = 0; i < a.length; i++) {
      gradients[0][i] = dy[i] * b[i];
      gradients[1][i] = dy[i] * a[i];
    }
    return gradients;
  }
}
