import decisive.tutorials.exercise.laws.ExecutedProductsLaws;

/**
 * Exercise 22, lesson 9. Products that are really needed.
 * A product with 0 need not be computed. A 3×3 convolution of stride 1 with a border of 1 uses a number
 * of its input in every window that it lies in, once for each output map:
 *
 * <pre>
 *   Σ over x[i][j] ≠ 0 of (windows that hold (i, j)) · outputs
 * </pre>
 *
 * <p>A window is centred on each location; at the edge there are fewer around a number.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>The windows that hold (i, j) are centred on its neighbours and itself, as far as these
 *       are inside.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 22}.
 */
public class ExecutedProducts implements ExecutedProductsLaws.Contract {
  @Override
  public long executed(float[][] x, int outputs) {
    throw new UnsupportedOperationException("write me");
  }
}
