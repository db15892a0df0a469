import decisive.tutorials.exercise.laws.HopfieldUpdateLaws;

/**
 * Exercise 5, lesson 2. A step of a Hopfield memory.
 * Units are −1 or 1 and look at the others through symmetric weights without a diagonal. The unit i
 * takes the sign of what the others say; where they say nothing it stays what it is:
 *
 * <pre>
 *   h = Σ_j w_ij s_j        s_i ← 1 if h > 0, −1 if h < 0, else s_i
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Return the new value; write to nothing.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 5}.
 */
public class HopfieldUpdate implements HopfieldUpdateLaws.Contract {
  @Override
  public int update(double[][] weights, int[] state, int unit) {
    throw new UnsupportedOperationException("write me");
  }
}
