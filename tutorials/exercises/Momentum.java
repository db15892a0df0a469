import decisive.tutorials.exercise.laws.MomentumLaws;

/**
 * Exercise 14, lesson 6. An optimizer's step.
 * Stochastic gradient descent with momentum μ, weight decay λ and learning rate η, for each weight w
 * with its velocity v and gradient g:
 *
 * <pre>
 *   v ← μ v + g + λ w
 *   w ← w − η v
 * </pre>
 *
 * <p>Both arrays are changed in place.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>The decay uses the weight before the step.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 14}.
 */
public class Momentum implements MomentumLaws.Contract {
  @Override
  public void step(
      float[] w, float[] v, float[] gradient, float rate, float momentum, float decay) {
    throw new UnsupportedOperationException("write me");
  }
}
