package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.CompressedRows;
import decisive.tensor.kernels.PlainKernels;
import decisive.tensor.kernels.RowSlice;
import decisive.tensor.kernels.StridedRows;
import decisive.tensor.kernels.TapRows;
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
      float[] x, int offset, int stride, int locations, int maps, long[] marks) {
    if (maps % LANES == 0) {
      ActivationMarks.nonZeros(x, offset, stride, locations, maps, marks);
    } else {
      super.markNonZeros(x, offset, stride, locations, maps, marks);
    }
  }

  @Override
  public void markWinners(
      float[] x,
      int offset,
      int stride,
      int locations,
      int groups,
      int groupSize,
      int step,
      long[] marks) {
    int maps = groups * groupSize;
    // Whole chunks without anything between are one long location: fewer short loops.
    boolean oneRun = step == 1 && stride == maps && maps % CHUNK == 0;
    int runs = oneRun ? 1 : locations;
    int n = oneRun ? locations * maps : maps;
    boolean left = true; // to the plain loops
    if (maps % LANES == 0) {
      if (step > 1 && groups % LANES == 0) {
        left = ActivationMarks.strided(x, offset, stride, locations, groups, maps, marks);
      } else if (step == 1 && Integer.bitCount(groupSize) == 1 && groupSize <= LANES) {
        left = ActivationMarks.narrow(x, offset, stride, runs, n, groupSize, marks);
      } else if (step == 1 && groupSize % LANES == 0) {
        left = ActivationMarks.wide(x, offset, stride, runs, n, groupSize, marks);
      }
    }
    if (left) {
      super.markWinners(x, offset, stride, locations, groups, groupSize, step, marks);
    }
  }

  @Override
  public void ramp(int[] y, int yOffset, int n, int first, int step) {
    int whole = S.loopBound(n);
    IntVector next = IntVector.broadcast(ActivationMarks.BITS, first).addIndex(step);
    for (int i = 0; i < whole; i += LANES) {
      next.intoArray(y, yOffset + i);
      next = next.add(LANES * step);
    }
    super.ramp(y, yOffset + whole, n - whole, first + whole * step, step);
  }

  @Override
  public void addRows(
      CompressedRows entries,
      int[] table,
      int n,
      int chunk,
      int chunks,
      StridedRows w,
      StridedRows begin,
      StridedRows y,
      int columns) {
    int j = 0;
    for (; j <= columns - 8 * LANES; j += 8 * LANES) {
      RowSums.addEight(entries, table, n, chunk, chunks, w, begin, y, j);
    }
    for (; j <= columns - 4 * LANES; j += 4 * LANES) {
      RowSums.addFour(entries, table, n, chunk, chunks, w, begin, y, j);
    }
    for (; j < columns; j += LANES) {
      RowSums.addOne(entries, table, n, chunk, chunks, w, begin, y, j);
    }
  }

  @Override
  public void addLines(RowSlice maps, int taps, float[] y, int yOffset, TapRows sums, int columns) {
    int wide = 4 * LANES;
    int some;
    for (int t = 0; t < taps; t += some) {
      some = Math.min(3, taps - t);
      int line = yOffset - t * PITCH;
      int row = t * sums.tapStride();
      int j = 0;
      for (; j <= columns - wide; j += wide) {
        switch (some) {
          case 3 -> LineSums.addThree(maps, y, line + j, sums, row + j);
          case 2 -> LineSums.addTwo(maps, y, line + j, sums, row + j);
          default -> LineSums.addOne(maps, y, line + j, sums, row + j);
        }
      }
      for (; j < columns; j += LANES) {
        for (int u = 0; u < some; u++) {
          LineSums.addNarrow(maps, y, line - u * PITCH + j, sums, row + u * sums.tapStride() + j);
        }
      }
    }
  }

  @Override
  public void addDots(
      RowSlice maps,
      int taps,
      float[] y,
      int yOffset,
      TapRows w,
      int columns,
      float[] sums,
      int sumsOffset) {
    for (int l = 0; l < PARTS; l += LANES) {
      int some;
      for (int t = 0; t < taps; t += some) {
        some = columns == 4 * PARTS ? Math.min(3, taps - t) : 1;
        int line = yOffset - t * PITCH + l;
        int row = t * w.tapStride() + l;
        if (some == 3) {
          LineDots.addThree(maps, y, line, w, row, sums, sumsOffset + l);
        } else if (some == 2) {
          LineDots.addTwo(maps, y, line, w, row, sums, sumsOffset + l);
        } else if (columns == 4 * PARTS) {
          LineDots.addOne(maps, y, line, w, row, sums, sumsOffset + l);
        } else {
          for (int j = 0; j < columns; j += PARTS) {
            LineDots.addNarrow(maps, y, line + j, w, row + j, sums, sumsOffset + l);
          }
        }
      }
    }
  }

  @Override
  public void fold(float[] sums, int sumsOffset, int n, float[] y, int yOffset) {
    if (LANES == PARTS || LANES == PARTS / 2) {
      LineDots.fold(sums, sumsOffset, n, y, yOffset);
    } else {
      super.fold(sums, sumsOffset, n, y, yOffset);
    }
  }
}
