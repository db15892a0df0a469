package decisive.tensor.kernels;

/**
 * The inner loops of the library, in one thread, over plain arrays. Two sets implement them: {@link
 * PlainKernels}, to be read, and {@code SimdKernels}, to be fast. Both give the same bits; one
 * contract test holds them to it.
 *
 * <p>To be equal to the bit, each method fixes the order of its sums: an element is one chain of
 * fused multiply-adds, or a fixed number of partial sums added in a fixed order. Splitting work
 * over threads is the callers' task, and they split over outputs only.
 *
 * <p>Arguments are trusted: shapes were checked above. Offsets and lengths count floats.
 */
public interface Kernels extends ProductKernels, SparseKernels {
  /** Partial sums of {@link #sum} and {@link #dot}: element i goes to partial i mod 16. */
  int PARTIALS = 16;

  /** {@code plain} or {@code simd}. */
  String name();

  /** Floats in a vector register; 1 for scalar loops. */
  int lanes();

  /**
   * The first element of a float array that begins a cache line, if objects are aligned to cache
   * lines (the JVM's option {@code -XX:ObjectAlignmentInBytes=64}): the array's header takes 16
   * bytes. A vector that straddles two cache lines takes two loads.
   */
  int LINE_START = 12;

  /** c[i] += a[i]. */
  void add(float[] a, int aOffset, float[] c, int cOffset, int n);

  /** c[i] = op(a[i·aStep], b[i·bStep]); a step is 1, or 0 for a scalar that is broadcast. */
  void binary(
      BinaryOp op,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] c,
      int cOffset,
      int n);

  /** c[i] = op(a[i]). */
  void unary(UnaryOp op, float[] a, int aOffset, float[] c, int cOffset, int n);

  /**
   * Σ a[i] by {@link #PARTIALS} partial sums, added pairwise: 8 and 8, 4 and 4, 2 and 2, 1 and 1.
   */
  float sum(float[] a, int offset, int n);

  /** Σ a[i]·b[i], fused, by the same partial sums as {@link #sum}. */
  float dot(float[] a, int aOffset, float[] b, int bOffset, int n);

  /** The largest of a[0 .. n-1]; NaN if any is; n at least 1. */
  float max(float[] a, int offset, int n);

  /** sums[j] += a[r·columns + j] for rows r ascending. */
  void columnSums(float[] a, int offset, int rows, int columns, float[] sums);

  /**
   * sums[j] += d and squares[j] = fma(d, d, squares[j]), d = a[r, j] − centre[j], for rows r
   * ascending.
   */
  void columnMoments(
      float[] a, int offset, int rows, int columns, float[] centre, float[] sums, float[] squares);

  /** sums[j] = fma(a[r, j], b[r, j] − centre[j], sums[j]) for rows r ascending. */
  void columnDots(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] centre,
      float[] sums);

  /** c[r, j] = fma(a[r, j] − centre[j], scale[j], shift[j]): the normalisation of batch norm. */
  void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset);

  /**
   * c[r, j] = fma(a[r, j], aScale[j], fma(b[r, j] − centre[j], bScale[j], shift[j])): its gradient.
   */
  void affine(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] aScale,
      float[] centre,
      float[] bScale,
      float[] shift,
      float[] c,
      int cOffset);

  /** The least exponent of a factor that is not 0 in {@link #compete}: −24 · ln 2. */
  float FAINT = -16.635532f;

  /**
   * Competition inside groups of maps. With A = max(0, max of x in the group):
   *
   * <pre>
   *   factors[i] = 0                     where x[i] ≤ 0
   *              = 1                     where x[i] = A, or T = 0
   *              = exp(T · (x[i] − A))   elsewhere: 0 if T is infinite
   *              = 0                     where that is below 2^-24: T · (x[i] − A) &lt; {@link #FAINT}
   *   y[i]       = factors[i] · x[i], 0 where the factor is 0
   * </pre>
   *
   * <p>What is below 2^-24 is less than half the last bit of the winner's factor 1, and so is y
   * beside the winner's: no more than rounding. As zeros they can be left out of what follows. In a
   * group with a NaN both are NaN.
   *
   * @param step 1: groups lie one after the other from the offset on; {@code groups}, if that is
   *     more: map m of group g is at offset + g + m · groups
   * @param temperature T, 0 or more; may be infinite
   * @param factors written at the positions of x, as y
   */
  void compete(
      float[] x,
      int offset,
      int groups,
      int groupSize,
      int step,
      float temperature,
      float[] factors,
      float[] y);

  /**
   * Winograd's transform of 4×4 pixels, channel by channel: with d[i, j] = x[xOffset + i·line +
   * j·pixel + c],
   *
   * <pre>
   *   v[vOffset + (4·i + j)·plane + c] = (Bᵀ · d · B)[i, j]
   *
   *   Bᵀ = | 1  0 −1  0 |
   *        | 0  1  1  0 |
   *        | 0 −1  1  0 |
   *        | 0  1  0 −1 |
   * </pre>
   *
   * <p>The columns of d are combined first.
   *
   * @param n channels
   */
  void winogradInput(
      float[] x, int xOffset, int line, int pixel, int n, float[] v, int vOffset, int plane);

  /**
   * Winograd's transform of 3×3 weights: with g[i, j] = w[wOffset + (3·i + j)·tap + c],
   *
   * <pre>
   *   u[uOffset + (4·i + j)·plane + c] = (G · g · Gᵀ)[i, j]
   *
   *   G = | 1   0   0 |
   *       | ½   ½   ½ |
   *       | ½  −½   ½ |
   *       | 0   0   1 |
   * </pre>
   *
   * @param n weights that lie side by side
   */
  void winogradWeights(float[] w, int wOffset, int tap, int n, float[] u, int uOffset, int plane);

  /**
   * Winograd's transform of 4×4 products to 2×2 pixels: with q[i, j] = m[mOffset + (4·i + j)·plane
   * + c],
   *
   * <pre>
   *   y[yOffset + i·line + j·n + c] = (Aᵀ · q · A)[i, j]
   *
   *   Aᵀ = | 1  1  1  0 |
   *        | 0  1 −1 −1 |
   * </pre>
   *
   * @param rows of pixels that are written, 1 or 2; and {@code columns}
   */
  void winogradOutput(
      float[] m,
      int mOffset,
      int plane,
      float[] y,
      int yOffset,
      int line,
      int n,
      int rows,
      int columns);

  /**
   * Winograd's transform of 2×2 gradients of the output, the transpose of {@link #winogradOutput}:
   * with e[i, j] = dy[dyOffset + i·line + j·pixel + c],
   *
   * <pre>  w[wOffset + (4·i + j)·plane + c] = (A · e · Aᵀ)[i, j]</pre>
   *
   * @param rows of pixels that there are, 1 or 2, and {@code columns}; the others are 0
   */
  void winogradGradient(
      float[] dy,
      int dyOffset,
      int line,
      int pixel,
      int n,
      int rows,
      int columns,
      float[] w,
      int wOffset,
      int plane);

  /**
   * Winograd's gradient to 3×3 weights, the transpose of {@link #winogradWeights}: with q[i, j] =
   * du[duOffset + (4·i + j)·plane + c],
   *
   * <pre>  dw[dwOffset + (3·i + j)·tap + c] = (Gᵀ · q · G)[i, j]</pre>
   */
  void winogradWeightGradient(
      float[] du, int duOffset, int plane, int n, float[] dw, int dwOffset, int tap);
}
