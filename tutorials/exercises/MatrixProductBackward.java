import decisive.tutorials.exercise.laws.MatrixProductBackwardLaws;

/**
 * Exercise 11, lesson 5. The backward rule of a matrix product.
 * Forward: Y = A B, with A [m, k], B [k, n], Y [m, n]. From dY [m, n]:
 *
 * <pre>
 *   dA = dY Bᵀ  [m, k]        dB = Aᵀ dY  [k, n]
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>The shapes leave no choice: which product of dY and B, or its transpose, is [m, k]?
 *   <li>dA[i][p] = Σ_j dY[i][j] · B[p][j]
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 11}.
 */
public class MatrixProductBackward implements MatrixProductBackwardLaws.Contract {
  @Override
  public float[][] ofLeft(float[][] a, float[][] b, float[][] dy) {
    throw new UnsupportedOperationException("write me");
  }

  @Override
  public float[][] ofRight(float[][] a, float[][] b, float[][] dy) {
    throw new UnsupportedOperationException("write me");
  }
}
