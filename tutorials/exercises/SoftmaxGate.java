import decisive.tutorials.exercise.laws.SoftmaxGateLaws;

/**
 * Exercise 18, lesson 8. The gate of a group of maps.
 * What is negative becomes 0; the rest is weakened the more, the farther it is below the largest:
 *
 * <pre>
 *   a = max(x, 0)        y_i = a_i · exp(T · (a_i − max a))
 * </pre>
 *
 * <p>This is a · s / max s with s = softmax(T · a), in a form that cannot overflow. Given is one group at
 * one location.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Rectify first, and find the largest of what is left.
 *   <li>Of the largest the exponent is 0.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 18}.
 */
public class SoftmaxGate implements SoftmaxGateLaws.Contract {
  @Override
  public float[] gate(float[] x, float temperature) {
    throw new UnsupportedOperationException("write me");
  }
}
