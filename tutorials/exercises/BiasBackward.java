import decisive.tutorials.exercise.laws.BiasBackwardLaws;

/**
 * Exercise 12, lesson 5. The backward rule of broadcasting.
 * A row b was added to every row of a matrix: Y[i][j] = X[i][j] + b[j]. What is used in many places
 * collects what comes back from all of them:
 *
 * <pre>
 *   db[j] = Σ_i dY[i][j]
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>One number a column.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 12}.
 */
public class BiasBackward implements BiasBackwardLaws.Contract {
  @Override
  public float[] backward(float[][] dy) {
    throw new UnsupportedOperationException("write me");
  }
}
