package decisive.tensor.kernels;

/**
 * Inner loops of convolutions with sparse inputs: marks of what is not zero, and sums over the
 * entries of compressed rows.
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
   * <pre>  bit m mod 64 of marks[i·⌈maps / 64⌉ + ⌊m / 64⌋] = x[offset + i·stride + m] ≠ 0</pre>
   *
   * <p>Bits beyond the last map are 0.
   */
  void markNonZeros(float[] x, int offset, int stride, int locations, int maps, long[] marks);

  /**
   * Marks what {@link Kernels#compete} leaves at infinite temperature, without writing what it does
   * not: the largest of each group if it is positive, more of them if they are equal, and all of a
   * group with a NaN. Bits as {@link #markNonZeros} has them.
   *
   * @param x a group with a NaN becomes NaN in it
   * @param stride floats from a location to the next
   * @param step 1, or the number of groups, as there
   */
  void markWinners(
      float[] x,
      int offset,
      int stride,
      int locations,
      int groups,
      int groupSize,
      int step,
      long[] marks);

  /** Numbers at the same distance from each other: y[yOffset + i] = first + i·step, i in [0, n). */
  void ramp(int[] y, int yOffset, int n, int first, int step);

  /**
   * Adds multiples of rows of a matrix to n rows of sums, each by some of the entries:
   *
   * <pre>
   *   for i in [0, n):
   *     y[i, j] = begin[i, j]
   *     if table[i] ≥ 0:
   *       for e in [rowOffsets[table[i] + chunk], rowOffsets[table[n + i] + chunk + chunks]):
   *         y[i, j] = fma(values[e], w[indices[e] − table[2·n + i], j], y[i, j])
   * </pre>
   *
   * for all j in [0, columns), e ascending.
   *
   * @param columns a multiple of {@link Kernels#NARROW}
   */
  void addRows(
      CompressedRows entries,
      int[] table,
      int n,
      int chunk,
      int chunks,
      StridedRows w,
      StridedRows begin,
      StridedRows y,
      int columns);

  /**
   * Adds multiples of lines to rows of matrices, each map's to its own row in each: an entry of the
   * map meets one line under the first tap, and those before it under further taps.
   *
   * <pre>
   *   for m in [0, maps.count), for the entries e of row m of the slice, ascending:
   *     for t in [0, taps), for j in [0, columns):
   *       sums[t, m, j] = fma(values[e], y[yOffset + indices[e] − t·PITCH + j], sums[t, m, j])
   * </pre>
   *
   * @param maps a row for each map
   * @param columns a multiple of {@link Kernels#NARROW}, at most {@link #PITCH}
   */
  void addLines(RowSlice maps, int taps, float[] y, int yOffset, TapRows sums, int columns);

  /**
   * Goes on with dot products of lines and rows of matrices, one for each entry: those that {@link
   * #addLines} has it meet.
   *
   * <pre>
   *   for m in [0, maps.count), for the entries e of row m of the slice:
   *     for t in [0, taps), for j in [0, columns) ascending:
   *       l = sumsOffset + e·PARTS + j mod PARTS
   *       sums[l] = fma(y[yOffset + indices[e] − t·PITCH + j], w[t, m, j], sums[l])
   * </pre>
   *
   * @param maps a row for each map
   * @param columns a multiple of {@link #PARTS}, at most {@link #PITCH}
   */
  void addDots(
      RowSlice maps,
      int taps,
      float[] y,
      int yOffset,
      TapRows w,
      int columns,
      float[] sums,
      int sumsOffset);

  /**
   * Adds up the partial sums of n dot products, one after the other: sum l takes in sum l + 8,
   * those left l + 4, l + 2 and l + 1.
   *
   * <pre>  y[yOffset + i] = sums[sumsOffset + i·PARTS] ⊕ … ⊕ sums[sumsOffset + i·PARTS + 15]</pre>
   */
  void fold(float[] sums, int sumsOffset, int n, float[] y, int yOffset);
}
