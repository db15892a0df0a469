import decisive.tutorials.exercise.laws.DensityLaws;

/**
 * Exercise 4, lesson 2. How full a clique memory is.
 * A random message sets one of the l² edges between two clusters. An edge is still free after one
 * message with probability 1 − 1/l², after M independent ones with that to the M-th power; so
 *
 * <pre>
 *   d = 1 − (1 − 1/l²)^M
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Math.pow takes the power; write 1.0, since 1 / (l * l) is 0 in whole numbers.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 4}.
 */
public class Density implements DensityLaws.Contract {
  @Override
  public double density(int fanals, long messages) {
    throw new UnsupportedOperationException("write me");
  }
}
