package decisive.tensor.kernels;

import java.util.Arrays;

/** {@link SparseKernels} as they are defined. */
abstract class PlainSparseKernels implements SparseKernels {
  @Override
  public void markNonZeros(
      float[] x, int from, int between, int locations, int maps, long[] marks) {
    int chunks = clear(marks, locations, maps);
    for (int i = 0; i < locations; i++) {
      for (int m = 0; m < maps; m++) {
        if (x[from + i * between + m] != 0) {
          marks[i * chunks + m / CHUNK] |= 1L << m;
        }
      }
    }
  }

  /** Chunks of a location. */
  private static int clear(long[] marks, int locations, int maps) {
    int chunks = (maps + CHUNK - 1) / CHUNK;
    Arrays.fill(marks, 0, locations * chunks, 0);
    return chunks;
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
    int chunks = clear(marks, locations, maps);
    float[] largest = Scratch.parts(groups);
    for (int i = 0; i < locations; i++) {
      int at = from + i * between;
      Arrays.fill(largest, 0, groups, 0);
      for (int m = 0; m < maps; m++) {
        int group = step > 1 ? m % groups : m / groupSize;
        largest[group] = Math.max(largest[group], x[at + m]);
      }
      for (int m = 0; m < maps; m++) {
        float most = largest[step > 1 ? m % groups : m / groupSize];
        if (Float.isNaN(most)) {
          x[at + m] = most;
        }
        if (Float.isNaN(most) || x[at + m] == most && most > 0) {
          marks[i * chunks + m / CHUNK] |= 1L << m;
        }
      }
    }
  }

  @Override
  public void ramp(int[] y, int to, int n, int first, int step) {
    for (int i = 0; i < n; i++) {
      y[to + i] = first + i * step;
    }
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
    for (int i = 0; i < n; i++) {
      int line = to + i * between;
      System.arraycopy(begin, at + i * apart, y, line, columns);
      int end = table[i] < 0 ? 0 : list.cuts()[table[n + i] + cut + span];
      for (int e = table[i] < 0 ? 0 : list.cuts()[table[i] + cut]; e < end; e++) {
        int row = offset + (list.indices()[e] - table[2 * n + i]) * scale;
        for (int j = 0; j < columns; j++) {
          y[line + j] = Math.fma(list.values()[e], w[row + j], y[line + j]);
        }
      }
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
    for (int m = 0; m < maps; m++) {
      for (int e = list.cuts()[cut + m * step]; e < list.cuts()[cut + m * step + 1]; e++) {
        for (int t = 0; t < taps; t++) {
          int line = at + list.indices()[e] - t * PITCH;
          int row = to + t * apart + m * scale;
          for (int j = 0; j < columns; j++) {
            sums[row + j] = Math.fma(list.values()[e], y[line + j], sums[row + j]);
          }
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
    for (int m = 0; m < maps; m++) {
      for (int e = list.cuts()[cut + m * step]; e < list.cuts()[cut + m * step + 1]; e++) {
        for (int t = 0; t < taps; t++) {
          int line = at + list.indices()[e] - t * PITCH;
          int row = offset + t * apart + m * scale;
          for (int j = 0; j < columns; j++) {
            int l = to + e * PARTS + j % PARTS;
            sums[l] = Math.fma(y[line + j], w[row + j], sums[l]);
          }
        }
      }
    }
  }

  @Override
  public void fold(float[] sums, int from, int n, float[] y, int to) {
    float[] parts = new float[PARTS];
    for (int i = 0; i < n; i++) {
      System.arraycopy(sums, from + i * PARTS, parts, 0, PARTS);
      for (int half = PARTS / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          parts[l] += parts[l + half];
        }
      }
      y[to + i] = parts[0];
    }
  }
}
