import decisive.tutorials.exercise.laws.IntervalLaws;

/**
 * Exercise 26, lesson 12. How sure a mean of runs is.
 * Of n runs with mean m and the variance of a sample,
 *
 * <pre>
 *   s² = Σ (v − m)² / (n − 1)        half width = t · s / √n
 * </pre>
 *
 * <p>t is Student's for the confidence and n − 1 degrees of freedom; it is given.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>n − 1, since the mean was taken from the same runs.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 26}.
 */
public class Interval implements IntervalLaws.Contract {
  @Override
  public double halfWidth(double[] values, double t) {
    throw new UnsupportedOperationException("write me");
  }
}
