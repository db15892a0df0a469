import decisive.tutorials.exercise.laws.TemperatureLaws;

/**
 * Exercise 20, lesson 8. How the temperature rises.
 * From the first to the last temperature, by equal factors in equal times, t being the share of the run
 * that is done, 0 to 1:
 *
 * <pre>
 *   T(t) = first · (last / first)^t
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Math.pow(base, exponent).
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 20}.
 */
public class Temperature implements TemperatureLaws.Contract {
  @Override
  public double at(double first, double last, double share) {
    throw new UnsupportedOperationException("write me");
  }
}
