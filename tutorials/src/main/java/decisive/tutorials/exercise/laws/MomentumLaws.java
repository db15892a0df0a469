package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** A step of stochastic gradient descent. */
public final class MomentumLaws extends Laws<MomentumLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /**
     * Changes the weights w and the velocity v in place: v ← μ v + g + λ w, w ← w − η v.
     *
     * @param rate η
     * @param momentum μ
     * @param decay λ
     */
    void step(float[] w, float[] v, float[] gradient, float rate, float momentum, float decay);
  }

  private static final float RATE = 0.125f;

  public MomentumLaws() {
    super(Contract.class);
  }

  @Law("Without momentum and decay a weight goes against its gradient, times the rate")
  void plain(@ForAll("rows") float[][] rows) {
    float[] w = rows[0].clone();
    solution().step(w, new float[w.length], rows[1].clone(), RATE, 0, 0);
    float[] expected = rows[0].clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] -= RATE * rows[1][i];
    }
    Claim.near("the weights", expected, w, 1e-5);
  }

  @Law("With momentum ½ a gradient of 0 goes on half as far as the step before")
  void goesOn(@ForAll("rows") float[][] rows) {
    float[] w = rows[0].clone();
    float[] v = new float[w.length];
    solution().step(w, v, rows[1].clone(), RATE, 0.5f, 0);
    float[] between = w.clone();
    solution().step(w, v, new float[w.length], RATE, 0.5f, 0);
    float[] expected = new float[w.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = between[i] + (between[i] - rows[0][i]) / 2;
    }
    Claim.near("the weights after the second step", expected, w, 1e-5);
  }

  @Law("Weight decay pulls to zero as a gradient λ w would, the momentum included")
  void decays(@ForAll("rows") float[][] rows) {
    float[] w = rows[0].clone();
    float[] v = rows[2].clone();
    solution().step(w, v, rows[1].clone(), RATE, 0.5f, 0.25f);
    float[] same = rows[0].clone();
    float[] velocity = rows[2].clone();
    for (int i = 0; i < same.length; i++) {
      velocity[i] = 0.5f * velocity[i] + rows[1][i] + 0.25f * rows[0][i];
      same[i] -= RATE * velocity[i];
    }
    Claim.near("the weights", same, w, 1e-5);
    Claim.near("the velocity", velocity, v, 1e-5);
  }

  @Provide
  Arbitrary<float[][]> rows() {
    return Floats.matrix(3, 3, 1, 4);
  }
}
