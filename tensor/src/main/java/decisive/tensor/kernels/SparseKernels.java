package decisive.tensor.kernels;

/**
 * Inner loops of convolutions whose inputs are few: marks of what is not zero, and sums over lists
 * of it.
 */
public interface SparseKernels {
  /** Partial sums of a dot product. */
  int PARTS = 16;

  /** Floats from a line to the next of those that neighbouring taps meet. */
  int PITCH = 64;

  /** Maps whose marks are the bits of one number. */
  int CHUNK = Long.SIZE;

  /**
   * Marks what is not zero (NaN is not) at neighbouring locations: for location i in [0, locations)
   * and map m in [0, maps),
   *
   * <pre>  bit m mod 64 of marks[i·⌈maps / 64⌉ + ⌊m / 64⌋] = x[from + i·between + m] ≠ 0</pre>
   *
   * <p>Bits beyond the last map are 0.
   */
  void markNonZeros(float[] x, int from, int between, int locations, int maps, long[] marks);

  /**
   * Marks what {@link Kernels#compete} leaves at infinite temperature, without writing what it does
   * not: the largest of each group if it is positive, more of them if they are equal, and all of a
   * group with a NaN. Bits as {@link #markNonZeros} has them.
   *
   * @param x a group with a NaN becomes NaN in it
   * @param step 1, or the number of groups, as there
   */
  void markWinners(
      float[] x,
      int from,
      int between,
      int locations,
      int groups,
      int groupSize,
      int step,
      long[] marks);

  /** Numbers at the same distance from each other: y[to + i] = first + i·step for i in [0, n). */
  void ramp(int[] y, int to, int n, int first, int step);

  /**
   * Adds multiples of rows of a matrix to n lines of sums, each by a part of a list:
   *
   * <pre>
   *   for i in [0, n):
   *     y[to + i·between + j] = begin[at + i·apart + j]
   *     if table[i] ≥ 0: for e in [cuts[table[i] + cut], cuts[table[n + i] + cut + span]):
   *       row = offset + (indices[e] − table[2·n + i])·scale
   *       y[to + i·between + j] = fma(values[e], w[row + j], y[to + i·between + j])
   * </pre>
   *
   * for all j in [0, columns), e ascending.
   *
   * @param columns a multiple of {@link Kernels#NARROW}
   */
  void addRows(
      EntryList list,
      int[] table,
      int n,
      int cut,
      int span,
      float[] w,
      int offset,
      int scale,
      float[] begin,
      int at,
      int apart,
      float[] y,
      int to,
      int between,
      int columns);

  /**
   * Adds multiples of lines to rows of matrices, each map's to its own row in each: an entry of the
   * map meets one line under the first tap, and those before it under further taps.
   *
   * <pre>
   *   for m in [0, maps), for e in [cuts[cut + m·step], cuts[cut + m·step + 1]) ascending:
   *     for t in [0, taps), for j in [0, columns):
   *       l = to + t·apart + m·scale + j
   *       sums[l] = fma(values[e], y[at + indices[e] − t·PITCH + j], sums[l])
   * </pre>
   *
   * @param columns a multiple of {@link Kernels#NARROW}, at most {@link #PITCH}
   */
  void addLines(
      EntryList list,
      int cut,
      int step,
      int maps,
      int taps,
      float[] y,
      int at,
      float[] sums,
      int to,
      int apart,
      int scale,
      int columns);

  /**
   * Goes on with dot products of lines and rows of matrices, one for each entry: those that {@link
   * #addLines} has it meet.
   *
   * <pre>
   *   for m in [0, maps), for e in [cuts[cut + m·step], cuts[cut + m·step + 1]):
   *     for t in [0, taps), for j in [0, columns) ascending:
   *       row = offset + t·apart + m·scale
   *       l = to + e·PARTS + j mod PARTS
   *       sums[l] = fma(y[at + indices[e] − t·PITCH + j], w[row + j], sums[l])
   * </pre>
   *
   * @param columns a multiple of {@link #PARTS}, at most {@link #PITCH}
   */
  void addDots(
      EntryList list,
      int cut,
      int step,
      int maps,
      int taps,
      float[] y,
      int at,
      float[] w,
      int offset,
      int apart,
      int scale,
      int columns,
      float[] sums,
      int to);

  /**
   * Adds up the partial sums of n dot products, one after the other: sum l takes in sum l + 8,
   * those left l + 4, l + 2 and l + 1.
   *
   * <pre>  y[to + i] = sums[from + i·PARTS] ⊕ … ⊕ sums[from + i·PARTS + 15]</pre>
   */
  void fold(float[] sums, int from, int n, float[] y, int to);
}
