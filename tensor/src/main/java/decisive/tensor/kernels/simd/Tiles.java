package decisive.tensor.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tiles of a product: eight rows of C and two vectors of columns, or sixteen rows and one
 * vector; all sums in registers.
 *
 * <pre>
 *   for each step k:
 *     load the panel's line (1 or 2 vectors), reused by all rows
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

  /**
   * Rows i .. i + 7 and columns j .. j + 2·LANES − 1 of a gathered tile; {@code first} is of its
   * first line.
   */
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
      int i,
      int j) {
    int r0 = rows[i];
    int r1 = rows[i + 1];
    int r2 = rows[i + 2];
    int r3 = rows[i + 3];
    int r4 = rows[i + 4];
    int r5 = rows[i + 5];
    int r6 = rows[i + 6];
    int r7 = rows[i + 7];
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
    s00.intoArray(c, out[i] + j);
    s01.intoArray(c, out[i] + j + LANES);
    s10.intoArray(c, out[i + 1] + j);
    s11.intoArray(c, out[i + 1] + j + LANES);
    s20.intoArray(c, out[i + 2] + j);
    s21.intoArray(c, out[i + 2] + j + LANES);
    s30.intoArray(c, out[i + 3] + j);
    s31.intoArray(c, out[i + 3] + j + LANES);
    s40.intoArray(c, out[i + 4] + j);
    s41.intoArray(c, out[i + 4] + j + LANES);
    s50.intoArray(c, out[i + 5] + j);
    s51.intoArray(c, out[i + 5] + j + LANES);
    s60.intoArray(c, out[i + 6] + j);
    s61.intoArray(c, out[i + 6] + j + LANES);
    s70.intoArray(c, out[i + 7] + j);
    s71.intoArray(c, out[i + 7] + j + LANES);
  }

  /** A gathered tile of 16 rows and LANES columns. */
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
    int r8 = rows[8];
    int r9 = rows[9];
    int r10 = rows[10];
    int r11 = rows[11];
    int r12 = rows[12];
    int r13 = rows[13];
    int r14 = rows[14];
    int r15 = rows[15];
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    FloatVector s6 = FloatVector.zero(S);
    FloatVector s7 = FloatVector.zero(S);
    FloatVector s8 = FloatVector.zero(S);
    FloatVector s9 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s12 = FloatVector.zero(S);
    FloatVector s13 = FloatVector.zero(S);
    FloatVector s14 = FloatVector.zero(S);
    FloatVector s15 = FloatVector.zero(S);
    for (int k = from, line = first; k < to; k++, line += between) {
      FloatVector y = FloatVector.fromArray(S, b, line);
      int column = cols[k];
      s0 = FloatVector.broadcast(S, a[r0 + column]).fma(y, s0);
      s1 = FloatVector.broadcast(S, a[r1 + column]).fma(y, s1);
      s2 = FloatVector.broadcast(S, a[r2 + column]).fma(y, s2);
      s3 = FloatVector.broadcast(S, a[r3 + column]).fma(y, s3);
      s4 = FloatVector.broadcast(S, a[r4 + column]).fma(y, s4);
      s5 = FloatVector.broadcast(S, a[r5 + column]).fma(y, s5);
      s6 = FloatVector.broadcast(S, a[r6 + column]).fma(y, s6);
      s7 = FloatVector.broadcast(S, a[r7 + column]).fma(y, s7);
      s8 = FloatVector.broadcast(S, a[r8 + column]).fma(y, s8);
      s9 = FloatVector.broadcast(S, a[r9 + column]).fma(y, s9);
      s10 = FloatVector.broadcast(S, a[r10 + column]).fma(y, s10);
      s11 = FloatVector.broadcast(S, a[r11 + column]).fma(y, s11);
      s12 = FloatVector.broadcast(S, a[r12 + column]).fma(y, s12);
      s13 = FloatVector.broadcast(S, a[r13 + column]).fma(y, s13);
      s14 = FloatVector.broadcast(S, a[r14 + column]).fma(y, s14);
      s15 = FloatVector.broadcast(S, a[r15 + column]).fma(y, s15);
    }
    s0.intoArray(c, out[0]);
    s1.intoArray(c, out[1]);
    s2.intoArray(c, out[2]);
    s3.intoArray(c, out[3]);
    s4.intoArray(c, out[4]);
    s5.intoArray(c, out[5]);
    s6.intoArray(c, out[6]);
    s7.intoArray(c, out[7]);
    s8.intoArray(c, out[8]);
    s9.intoArray(c, out[9]);
    s10.intoArray(c, out[10]);
    s11.intoArray(c, out[11]);
    s12.intoArray(c, out[12]);
    s13.intoArray(c, out[13]);
    s14.intoArray(c, out[14]);
    s15.intoArray(c, out[15]);
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
