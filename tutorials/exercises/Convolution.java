import decisive.tutorials.exercise.laws.ConvolutionLaws;

/**
 * Exercise 15, lesson 7. A convolution of one map.
 * Each number of the result is the sum of a window of x, weighted by the kernel (size u by v); the
 * window moves by the stride s, and begins p rows above and columns left of x, where there are zeros:
 *
 * <pre>
 *   Y[i][j] = Σ K[u][v] · X[i·s + u − p][j·s + v − p]
 *   rows of Y = (rows of X + 2p − rows of K) / s + 1, rounded down; columns likewise
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Four loops: the rows and columns of Y, and of K.
 *   <li>Skip what is outside X.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 15}.
 */
public class Convolution implements ConvolutionLaws.Contract {
  @Override
  public float[][] convolve(float[][] x, float[][] kernel, int stride, int padding) {
    throw new UnsupportedOperationException("write me");
  }
}
