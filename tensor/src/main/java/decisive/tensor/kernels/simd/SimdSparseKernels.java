package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.EntryList;
import decisive.tensor.kernels.PlainKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels of sparse convolutions on the incubating Vector API. */
abstract class SimdSparseKernels extends PlainKernels {
  /** The machine's preferred vector, at most 16 lanes: a panel's narrow width. */
  static final VectorSpecies<Float> S =
      FloatVector.SPECIES_PREFERRED.length() > PARTIALS
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = S.length();

  @Override
  public void markNonZeros(
      float[] x, int from, int between, int locations, int maps, long[] marks) {
    if (maps % LANES == 0) {
      WinnerMarks.nonZeros(x, from, between, locations, maps, marks);
    } else {
      super.markNonZeros(x, from, between, locations, maps, marks);
    }
  }

  @Override
  public void markWinners(
      float[] x,
      int from,
      int between,
      int locations,
      int groups,
      int groupSize,
      int step,
      long[] marks) {
    int maps = groups * groupSize;
    // Whole chunks without anything between are one long location: fewer short loops.
    boolean oneRun = step == 1 && between == maps && maps % CHUNK == 0;
    int runs = oneRun ? 1 : locations;
    int n = oneRun ? locations * maps : maps;
    boolean left = true; // to the plain loops
    if (maps % LANES == 0) {
      if (step > 1 && groups % LANES == 0) {
        left = WinnerMarks.strided(x, from, between, locations, groups, maps, marks);
      } else if (step == 1 && Integer.bitCount(groupSize) == 1 && groupSize <= LANES) {
        left = WinnerMarks.narrow(x, from, between, runs, n, groupSize, marks);
      } else if (step == 1 && groupSize % LANES == 0) {
        left = WinnerMarks.wide(x, from, between, runs, n, groupSize, marks);
      }
    }
    if (left) {
      super.markWinners(x, from, between, locations, groups, groupSize, step, marks);
    }
  }

  @Override
  public void ramp(int[] y, int to, int n, int first, int step) {
    int whole = S.loopBound(n);
    IntVector next = IntVector.broadcast(WinnerMarks.BITS, first).addIndex(step);
    for (int i = 0; i < whole; i += LANES) {
      next.intoArray(y, to + i);
      next = next.add(LANES * step);
    }
    super.ramp(y, to + whole, n - whole, first + whole * step, step);
  }

  @Override
  public void addRows(
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
      int columns) {
    int j = 0;
    for (; j <= columns - 8 * LANES; j += 8 * LANES) {
      Rows.addEight(
          list,
          table,
          n,
          cut,
          span,
          w,
          offset + j,
          scale,
          begin,
          at + j,
          apart,
          y,
          to + j,
          between);
    }
    for (; j <= columns - 4 * LANES; j += 4 * LANES) {
      Rows.addFour(
          list,
          table,
          n,
          cut,
          span,
          w,
          offset + j,
          scale,
          begin,
          at + j,
          apart,
          y,
          to + j,
          between);
    }
    for (; j < columns; j += LANES) {
      Rows.addOne(
          list,
          table,
          n,
          cut,
          span,
          w,
          offset + j,
          scale,
          begin,
          at + j,
          apart,
          y,
          to + j,
          between);
    }
  }

  @Override
  public void addToRows(
      EntryList list,
      int[] table,
      int n,
      int cut,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale,
      int columns) {
    int j = 0;
    for (; j <= columns - 8 * LANES; j += 8 * LANES) {
      RowGradients.addEight(list, table, n, cut, y, at + j, between, w, offset + j, scale);
    }
    for (; j <= columns - 4 * LANES; j += 4 * LANES) {
      RowGradients.addFour(list, table, n, cut, y, at + j, between, w, offset + j, scale);
    }
    for (; j < columns; j += LANES) {
      RowGradients.addOne(list, table, n, cut, y, at + j, between, w, offset + j, scale);
    }
  }

  @Override
  public void addDots(
      EntryList list,
      int[] table,
      int n,
      int cut,
      int step,
      float[] y,
      int at,
      int between,
      float[] w,
      int offset,
      int scale,
      int columns,
      float[] sums,
      int to) {
    for (int l = 0; l < PARTS; l += LANES) {
      int j = l;
      for (; j <= columns - 8 * PARTS + l; j += 8 * PARTS) {
        RowDots.addEight(
            list, table, n, cut, step, y, at + j, between, w, offset + j, scale, sums, to + l);
      }
      for (; j <= columns - 4 * PARTS + l; j += 4 * PARTS) {
        RowDots.addFour(
            list, table, n, cut, step, y, at + j, between, w, offset + j, scale, sums, to + l);
      }
      for (; j < columns; j += PARTS) {
        RowDots.addOne(
            list, table, n, cut, step, y, at + j, between, w, offset + j, scale, sums, to + l);
      }
    }
  }

  @Override
  public void fold(float[] sums, int from, int n, float[] y, int to) {
    if (LANES == PARTS || LANES == PARTS / 2) {
      RowDots.fold(sums, from, n, y, to);
    } else {
      super.fold(sums, from, n, y, to);
    }
  }
}
