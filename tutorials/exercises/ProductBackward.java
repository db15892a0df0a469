import decisive.tutorials.exercise.laws.ProductBackwardLaws;

/**
 * Exercise 10, lesson 5. The backward rule of a product.
 * Forward, number by number: y = a · b. Something later says how much the loss changes with each y: dy.
 * Backward says how much it changes with each a and b:
 *
 * <pre>
 *   da = dy · b        db = dy · a
 * </pre>
 *
 * <p>Return {da, db}.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>The slope of a · b in a, b being held, is b; the chain rule multiplies by dy.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 10}.
 */
public class ProductBackward implements ProductBackwardLaws.Contract {
  @Override
  public float[][] backward(float[] a, float[] b, float[] dy) {
    throw new UnsupportedOperationException("write me");
  }
}
