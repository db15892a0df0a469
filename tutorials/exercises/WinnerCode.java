import decisive.tutorials.exercise.laws.WinnerCodeLaws;

/**
 * Exercise 23, lesson 10. Features as a message.
 * A clique memory stores symbols. Of every k consecutive features the place of the largest, 0 to k − 1,
 * is a symbol; of equal ones the first.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>As many symbols as there are groups.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 23}.
 */
public class WinnerCode implements WinnerCodeLaws.Contract {
  @Override
  public int[] code(float[] features, int k) {
    throw new UnsupportedOperationException("write me");
  }
}
