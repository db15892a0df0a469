import decisive.tutorials.exercise.laws.HeteroStoreLaws;

/**
 * Exercise 6, lesson 3. Equation 1: store pairs.
 * A pair (x, y) of vectors of 0 and 1 is stored by connecting every 1 of x to every 1 of y:
 *
 * <pre>
 *   W = min(1, Σ y xᵀ)      w[i][j] = 1 if some pair has y_i = 1 and x_j = 1
 * </pre>
 *
 * <p>Given are the pairs, x[n] with y[n]; wanted is W, with as many rows as a y has numbers.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>A sum that may not pass 1 is an or.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 6}.
 */
public class HeteroStore implements HeteroStoreLaws.Contract {
  @Override
  public int[][] weights(int[][] x, int[][] y) {
    throw new UnsupportedOperationException("write me");
  }
}
