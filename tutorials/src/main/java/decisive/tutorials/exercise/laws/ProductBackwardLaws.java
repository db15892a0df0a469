package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The backward rule of y = a · b, number by number. */
public final class ProductBackwardLaws extends Laws<ProductBackwardLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The gradients of a and of b, in that order, from the gradient dy of y = a · b. */
    float[][] backward(float[] a, float[] b, float[] dy);
  }

  private static final float STEP = 1 / 16f;

  public ProductBackwardLaws() {
    super(Contract.class);
  }

  /** Rows: a, b, dy. */
  private float[][] gradients(float[][] rows) {
    return solution().backward(rows[0].clone(), rows[1].clone(), rows[2].clone());
  }

  /** L = Σ dy · a · b, whose slopes the gradients must be. */
  private static double loss(float[] a, float[] b, float[] dy) {
    double loss = 0;
    for (int i = 0; i < a.length; i++) {
      loss += (double) dy[i] * a[i] * b[i];
    }
    return loss;
  }

  @Law("A gradient is the slope of L = Σ dy · a · b, for a and for b")
  void slopes(@ForAll("rows") float[][] rows) {
    float[][] gradients = gradients(rows);
    for (int which = 0; which < 2; which++) {
      float[] expected = new float[rows[0].length];
      for (int i = 0; i < expected.length; i++) {
        float[][] up = {rows[0].clone(), rows[1].clone()};
        float[][] down = {rows[0].clone(), rows[1].clone()};
        up[which][i] += STEP;
        down[which][i] -= STEP;
        expected[i] =
            (float) ((loss(up[0], up[1], rows[2]) - loss(down[0], down[1], rows[2])) / (2 * STEP));
      }
      Claim.near("the gradient of " + (which == 0 ? "a" : "b"), expected, gradients[which], 1e-4);
    }
  }

  @Law("Twice the gradient of y gives twice the gradients")
  void linear(@ForAll("rows") float[][] rows) {
    float[][] twice = {rows[0], rows[1], rows[2].clone()};
    for (int i = 0; i < twice[2].length; i++) {
      twice[2][i] *= 2;
    }
    float[][] expected = gradients(rows);
    for (float[] gradient : expected) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= 2;
      }
    }
    Claim.near("the gradients for 2 dy", expected, gradients(twice), 1e-5);
  }

  @Provide
  Arbitrary<float[][]> rows() {
    return Floats.matrix(3, 3, 1, 5);
  }
}
