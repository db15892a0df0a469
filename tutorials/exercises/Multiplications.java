import decisive.tutorials.exercise.laws.MultiplicationsLaws;

/**
 * Exercise 17, lesson 7. Count a convolution's products.
 * Each of the height · width · outputs numbers it makes sums size² products for every input map. If the
 * inputs come in groups of k of which one may be other than 0, only one in k is needed:
 *
 * <pre>
 *   height · width · outputs · size² · inputs / k
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>An int holds 2,147,483,647 at most; count in long from the first factor on.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 17}.
 */
public class Multiplications implements MultiplicationsLaws.Contract {
  @Override
  public long multiplications(
      int inputs, int groupSize, int outputs, int size, int height, int width) {
    throw new UnsupportedOperationException("write me");
  }
}
