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
public interface Kernels {
  /** Partial sums of {@link #sum} and {@link #dot}: element i goes to partial i mod 16. */
  int PARTIALS = 16;

  /** {@code plain} or {@code simd}. */
  String name();

  /** Floats in a vector register; 1 for scalar loops. */
  int lanes();

  /**
   * One panel of a {@link GatherProduct}: for i in [from, to) and the panel's columns j,
   *
   * <pre>
   *   c[out[i] + j] (+)= Σ_{k in [kFrom, kTo)} a[rows[i] + cols[k]] · panel[panelOffset + k·width + j]
   * </pre>
   *
   * in one chain from 0, k ascending, then stored ({@code add} false) or added to c.
   *
   * @param width the panel's width in memory, 16 or 32; columns beyond {@code columns} hold zeros
   * @param columns columns to write, 1 .. width
   * @param shift added to every {@code out[i]}: the panel's first column, and the array's offset
   */
  void panel(
      float[] a,
      int aOffset,
      int[] rows,
      int from,
      int to,
      int[] cols,
      int kFrom,
      int kTo,
      float[] panel,
      int panelOffset,
      int width,
      int columns,
      float[] c,
      int shift,
      int[] out,
      boolean add);

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

  /** c[i] = fma(factor, a[i], c[i]). */
  void addScaled(float factor, float[] a, int aOffset, float[] c, int cOffset, int n);

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

  /** sums[j] = fma(a[r·columns + j], b[r·columns + j], sums[j]) for rows r ascending. */
  void columnDots(
      float[] a, int aOffset, float[] b, int bOffset, int rows, int columns, float[] sums);

  /** c[r, j] = fma(a[r, j], scale[j], shift[j]): the normalisation of batch norm. */
  void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset);

  /** c[r, j] = fma(a[r, j], aScale[j], fma(b[r, j], bScale[j], shift[j])): its gradient. */
  void affine(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] aScale,
      float[] bScale,
      float[] shift,
      float[] c,
      int cOffset);
}
