import decisive.tutorials.exercise.laws.GateBackwardLaws;

/**
 * Exercise 19, lesson 8. The gradient of the gate, stopped at the gate itself.
 * y_i = a_i · g_i with the gate g_i = exp(T · (a_i − max a)). The paper takes g for a constant (Section
 * 4.1): no gradient goes through it.
 *
 * <pre>
 *   dx_i = dy_i · g_i   if x_i > 0, else 0
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Compute the gate as in exercise 18.
 *   <li>A rectified number has no slope: where x is not positive dx is 0.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 19}.
 */
public class GateBackward implements GateBackwardLaws.Contract {
  @Override
  public float[] backward(float[] x, float[] dy, float temperature) {
    throw new UnsupportedOperationException("write me");
  }
}
