import decisive.tutorials.exercise.laws.NearestMeanLaws;

/**
 * Exercise 24, lesson 11. Tell new classes by a few images.
 * Of each class there are some shots, feature vectors; the class of a query is the one whose shots have
 * the nearest mean:
 *
 * <pre>
 *   m_c = mean of the shots of c        class = argmin_c |query − m_c|²
 * </pre>
 *
 * <p>Of equally near ones the first.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Compute the mean of a class, then the squared distance; keep the least.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 24}.
 */
public class NearestMean implements NearestMeanLaws.Contract {
  @Override
  public int classify(float[][][] shots, float[] query) {
    throw new UnsupportedOperationException("write me");
  }
}
