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
  public void addLines(
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
      int columns) {
    int wide = 4 * LANES;
    int some;
    for (int t = 0; t < taps; t += some) {
      some = Math.min(3, taps - t);
      int line = at - t * PITCH;
      int row = to + t * apart;
      int j = 0;
      for (; j <= columns - wide; j += wide) {
        switch (some) {
          case 3 ->
              LineSums.addThree(list, cut, step, maps, y, line + j, sums, row + j, apart, scale);
          case 2 ->
              LineSums.addTwo(list, cut, step, maps, y, line + j, sums, row + j, apart, scale);
          default -> LineSums.addOne(list, cut, step, maps, y, line + j, sums, row + j, scale);
        }
      }
      for (; j < columns; j += LANES) {
        for (int u = 0; u < some; u++) {
          LineSums.addNarrow(
              list, cut, step, maps, y, line - u * PITCH + j, sums, row + u * apart + j, scale);
        }
      }
    }
  }

  @Override
  public void addDots(
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
      int to) {
    for (int l = 0; l < PARTS; l += LANES) {
      int some;
      for (int t = 0; t < taps; t += some) {
        some = columns == 4 * PARTS ? Math.min(3, taps - t) : 1;
        int line = at - t * PITCH + l;
        int row = offset + t * apart + l;
        if (some == 3) {
          LineDots.addThree(list, cut, step, maps, y, line, w, row, apart, scale, sums, to + l);
        } else if (some == 2) {
          LineDots.addTwo(list, cut, step, maps, y, line, w, row, apart, scale, sums, to + l);
        } else if (columns == 4 * PARTS) {
          LineDots.addOne(list, cut, step, maps, y, line, w, row, scale, sums, to + l);
        } else {
          for (int j = 0; j < columns; j += PARTS) {
            LineDots.addNarrow(list, cut, step, maps, y, line + j, w, row + j, scale, sums, to + l);
          }
        }
      }
    }
  }

  @Override
  public void fold(float[] sums, int from, int n, float[] y, int to) {
    if (LANES == PARTS || LANES == PARTS / 2) {
      LineDots.fold(sums, from, n, y, to);
    } else {
      super.fold(sums, from, n, y, to);
    }
  }
}
