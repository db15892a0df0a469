package decisive.tensor.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tiles of a product: eight rows of C, one or two vectors of columns, all sums in
 * registers.
 *
 * <pre>
 *   for each step k:
 *     load the panel's line (1 or 2 vectors), reused by eight rows
 *     for each row: broadcast one element of A, multiply-add into the row's sums
 * </pre>
 *
 * <p>16 sums, 2 lines and a broadcast fill 19 of AVX-512's 32 registers. The sums are sixteen local
 * variables and the loop is one loop, on purpose: in an array, or carried through two nested loops,
 * JDK 17's compiler puts them on the heap, 20 times slower. Rows beyond the last repeat it.
 */
final class Tiles {
  static final int ROWS = 8;
  static final VectorSpecies<Float> S = SimdKernels.S;
  static final int LANES = S.length();

  private Tiles() {}

  /** sums[i·2·LANES ...] of rows from .. from+7 (none beyond {@code last}) and 2·LANES columns. */
  static void eightByTwo(
      float[] a,
      int base,
      int[] rows,
      int from,
      int last,
      int[] cols,
      int kFrom,
      int kTo,
      float[] panel,
      int panelOffset,
      int width,
      float[] sums) {
    int r0 = base + rows[Math.min(from + 0, last)];
    int r1 = base + rows[Math.min(from + 1, last)];
    int r2 = base + rows[Math.min(from + 2, last)];
    int r3 = base + rows[Math.min(from + 3, last)];
    int r4 = base + rows[Math.min(from + 4, last)];
    int r5 = base + rows[Math.min(from + 5, last)];
    int r6 = base + rows[Math.min(from + 6, last)];
    int r7 = base + rows[Math.min(from + 7, last)];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s21 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s31 = FloatVector.zero(S);
    FloatVector s40 = FloatVector.zero(S);
    FloatVector s41 = FloatVector.zero(S);
    FloatVector s50 = FloatVector.zero(S);
    FloatVector s51 = FloatVector.zero(S);
    FloatVector s60 = FloatVector.zero(S);
    FloatVector s61 = FloatVector.zero(S);
    FloatVector s70 = FloatVector.zero(S);
    FloatVector s71 = FloatVector.zero(S);
    for (int k = kFrom, line = panelOffset; k < kTo; k++, line += width) {
      FloatVector b0 = FloatVector.fromArray(S, panel, line);
      FloatVector b1 = FloatVector.fromArray(S, panel, line + LANES);
      int column = cols[k];
      FloatVector x0 = FloatVector.broadcast(S, a[r0 + column]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = FloatVector.broadcast(S, a[r1 + column]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      FloatVector x2 = FloatVector.broadcast(S, a[r2 + column]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      FloatVector x3 = FloatVector.broadcast(S, a[r3 + column]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      FloatVector x4 = FloatVector.broadcast(S, a[r4 + column]);
      s40 = x4.fma(b0, s40);
      s41 = x4.fma(b1, s41);
      FloatVector x5 = FloatVector.broadcast(S, a[r5 + column]);
      s50 = x5.fma(b0, s50);
      s51 = x5.fma(b1, s51);
      FloatVector x6 = FloatVector.broadcast(S, a[r6 + column]);
      s60 = x6.fma(b0, s60);
      s61 = x6.fma(b1, s61);
      FloatVector x7 = FloatVector.broadcast(S, a[r7 + column]);
      s70 = x7.fma(b0, s70);
      s71 = x7.fma(b1, s71);
    }
    s00.intoArray(sums, 0 * LANES);
    s01.intoArray(sums, 1 * LANES);
    s10.intoArray(sums, 2 * LANES);
    s11.intoArray(sums, 3 * LANES);
    s20.intoArray(sums, 4 * LANES);
    s21.intoArray(sums, 5 * LANES);
    s30.intoArray(sums, 6 * LANES);
    s31.intoArray(sums, 7 * LANES);
    s40.intoArray(sums, 8 * LANES);
    s41.intoArray(sums, 9 * LANES);
    s50.intoArray(sums, 10 * LANES);
    s51.intoArray(sums, 11 * LANES);
    s60.intoArray(sums, 12 * LANES);
    s61.intoArray(sums, 13 * LANES);
    s70.intoArray(sums, 14 * LANES);
    s71.intoArray(sums, 15 * LANES);
  }

  /** As {@link #eightByTwo}, one vector of columns: sums[i·LANES ...]. */
  static void eightByOne(
      float[] a,
      int base,
      int[] rows,
      int from,
      int last,
      int[] cols,
      int kFrom,
      int kTo,
      float[] panel,
      int panelOffset,
      int width,
      float[] sums) {
    int r0 = base + rows[Math.min(from + 0, last)];
    int r1 = base + rows[Math.min(from + 1, last)];
    int r2 = base + rows[Math.min(from + 2, last)];
    int r3 = base + rows[Math.min(from + 3, last)];
    int r4 = base + rows[Math.min(from + 4, last)];
    int r5 = base + rows[Math.min(from + 5, last)];
    int r6 = base + rows[Math.min(from + 6, last)];
    int r7 = base + rows[Math.min(from + 7, last)];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s40 = FloatVector.zero(S);
    FloatVector s50 = FloatVector.zero(S);
    FloatVector s60 = FloatVector.zero(S);
    FloatVector s70 = FloatVector.zero(S);
    for (int k = kFrom, line = panelOffset; k < kTo; k++, line += width) {
      FloatVector b0 = FloatVector.fromArray(S, panel, line);
      int column = cols[k];
      FloatVector x0 = FloatVector.broadcast(S, a[r0 + column]);
      s00 = x0.fma(b0, s00);
      FloatVector x1 = FloatVector.broadcast(S, a[r1 + column]);
      s10 = x1.fma(b0, s10);
      FloatVector x2 = FloatVector.broadcast(S, a[r2 + column]);
      s20 = x2.fma(b0, s20);
      FloatVector x3 = FloatVector.broadcast(S, a[r3 + column]);
      s30 = x3.fma(b0, s30);
      FloatVector x4 = FloatVector.broadcast(S, a[r4 + column]);
      s40 = x4.fma(b0, s40);
      FloatVector x5 = FloatVector.broadcast(S, a[r5 + column]);
      s50 = x5.fma(b0, s50);
      FloatVector x6 = FloatVector.broadcast(S, a[r6 + column]);
      s60 = x6.fma(b0, s60);
      FloatVector x7 = FloatVector.broadcast(S, a[r7 + column]);
      s70 = x7.fma(b0, s70);
    }
    s00.intoArray(sums, 0 * LANES);
    s10.intoArray(sums, 1 * LANES);
    s20.intoArray(sums, 2 * LANES);
    s30.intoArray(sums, 3 * LANES);
    s40.intoArray(sums, 4 * LANES);
    s50.intoArray(sums, 5 * LANES);
    s60.intoArray(sums, 6 * LANES);
    s70.intoArray(sums, 7 * LANES);
  }
}
