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
 * JDK 17's compiler puts them on the heap, 20 times slower.
 *
 * <p>A gathered element costs a table look-up and a range check, a packed one neither: packing took
 * {@code bench/run MatrixProduct} (1024³, a core with AVX-512) from 65 to 95 GFLOP/s on JDK 17 and
 * from 76 to 92 on JDK 25.
 */
final class Tiles {
  static final VectorSpecies<Float> S = SimdKernels.S;
  static final int LANES = S.length();

  private Tiles() {}

  /** Columns j .. j + 2·LANES − 1 of a gathered tile; {@code first} is of its first line. */
  static void gatheredByTwo(
      float[] a,
      int[] rows,
      int[] cols,
      int from,
      int to,
      float[] b,
      int first,
      int between,
      float[] c,
      int[] out,
      int j) {
    int r0 = rows[0];
    int r1 = rows[1];
    int r2 = rows[2];
    int r3 = rows[3];
    int r4 = rows[4];
    int r5 = rows[5];
    int r6 = rows[6];
    int r7 = rows[7];
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
    for (int k = from, line = first; k < to; k++, line += between) {
      FloatVector b0 = FloatVector.fromArray(S, b, line);
      FloatVector b1 = FloatVector.fromArray(S, b, line + LANES);
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
    s00.intoArray(c, out[0] + j);
    s01.intoArray(c, out[0] + j + LANES);
    s10.intoArray(c, out[1] + j);
    s11.intoArray(c, out[1] + j + LANES);
    s20.intoArray(c, out[2] + j);
    s21.intoArray(c, out[2] + j + LANES);
    s30.intoArray(c, out[3] + j);
    s31.intoArray(c, out[3] + j + LANES);
    s40.intoArray(c, out[4] + j);
    s41.intoArray(c, out[4] + j + LANES);
    s50.intoArray(c, out[5] + j);
    s51.intoArray(c, out[5] + j + LANES);
    s60.intoArray(c, out[6] + j);
    s61.intoArray(c, out[6] + j + LANES);
    s70.intoArray(c, out[7] + j);
    s71.intoArray(c, out[7] + j + LANES);
  }

  /** A gathered tile of LANES columns. */
  static void gatheredByOne(
      float[] a,
      int[] rows,
      int[] cols,
      int from,
      int to,
      float[] b,
      int first,
      int between,
      float[] c,
      int[] out) {
    int r0 = rows[0];
    int r1 = rows[1];
    int r2 = rows[2];
    int r3 = rows[3];
    int r4 = rows[4];
    int r5 = rows[5];
    int r6 = rows[6];
    int r7 = rows[7];
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s20 = FloatVector.zero(S);
    FloatVector s30 = FloatVector.zero(S);
    FloatVector s40 = FloatVector.zero(S);
    FloatVector s50 = FloatVector.zero(S);
    FloatVector s60 = FloatVector.zero(S);
    FloatVector s70 = FloatVector.zero(S);
    for (int k = from, line = first; k < to; k++, line += between) {
      FloatVector b0 = FloatVector.fromArray(S, b, line);
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
    s00.intoArray(c, out[0]);
    s10.intoArray(c, out[1]);
    s20.intoArray(c, out[2]);
    s30.intoArray(c, out[3]);
    s40.intoArray(c, out[4]);
    s50.intoArray(c, out[5]);
    s60.intoArray(c, out[6]);
    s70.intoArray(c, out[7]);
  }

  /** Columns j .. j + 2·LANES − 1 of a packed tile. */
  static void packedByTwo(
      float[] tile,
      int tileOffset,
      int steps,
      float[] b,
      int first,
      int between,
      float[] c,
      int[] out,
      int j) {
    int end = tileOffset + steps * 8;
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
    for (int x = tileOffset, line = first; x < end; x += 8, line += between) {
      FloatVector b0 = FloatVector.fromArray(S, b, line);
      FloatVector b1 = FloatVector.fromArray(S, b, line + LANES);
      FloatVector x0 = FloatVector.broadcast(S, tile[x]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = FloatVector.broadcast(S, tile[x + 1]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      FloatVector x2 = FloatVector.broadcast(S, tile[x + 2]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      FloatVector x3 = FloatVector.broadcast(S, tile[x + 3]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      FloatVector x4 = FloatVector.broadcast(S, tile[x + 4]);
      s40 = x4.fma(b0, s40);
      s41 = x4.fma(b1, s41);
      FloatVector x5 = FloatVector.broadcast(S, tile[x + 5]);
      s50 = x5.fma(b0, s50);
      s51 = x5.fma(b1, s51);
      FloatVector x6 = FloatVector.broadcast(S, tile[x + 6]);
      s60 = x6.fma(b0, s60);
      s61 = x6.fma(b1, s61);
      FloatVector x7 = FloatVector.broadcast(S, tile[x + 7]);
      s70 = x7.fma(b0, s70);
      s71 = x7.fma(b1, s71);
    }
    s00.intoArray(c, out[0] + j);
    s01.intoArray(c, out[0] + j + LANES);
    s10.intoArray(c, out[1] + j);
    s11.intoArray(c, out[1] + j + LANES);
    s20.intoArray(c, out[2] + j);
    s21.intoArray(c, out[2] + j + LANES);
    s30.intoArray(c, out[3] + j);
    s31.intoArray(c, out[3] + j + LANES);
    s40.intoArray(c, out[4] + j);
    s41.intoArray(c, out[4] + j + LANES);
    s50.intoArray(c, out[5] + j);
    s51.intoArray(c, out[5] + j + LANES);
    s60.intoArray(c, out[6] + j);
    s61.intoArray(c, out[6] + j + LANES);
    s70.intoArray(c, out[7] + j);
    s71.intoArray(c, out[7] + j + LANES);
  }
}
