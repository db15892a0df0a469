package decisive.tensor.kernels;

import java.util.Arrays;

/** {@link SparseKernels} as they are defined. */
abstract class PlainSparseKernels implements SparseKernels {
  @Override
  public void markNonZeros(
      float[] x, int offset, int stride, int locations, int maps, long[] marks) {
    int chunks = clear(marks, locations, maps);
    for (int i = 0; i < locations; i++) {
      for (int m = 0; m < maps; m++) {
        if (x[offset + i * stride + m] != 0) {
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
      int offset,
      int stride,
      int locations,
      int groups,
      int groupSize,
      int step,
      long[] marks) {
    int maps = groups * groupSize;
    int chunks = clear(marks, locations, maps);
    float[] largest = ScratchMemory.parts(groups);
    for (int i = 0; i < locations; i++) {
      int first = offset + i * stride;
      Arrays.fill(largest, 0, groups, 0);
      for (int m = 0; m < maps; m++) {
        int group = step > 1 ? m % groups : m / groupSize;
        largest[group] = Math.max(largest[group], x[first + m]);
      }
      for (int m = 0; m < maps; m++) {
        float most = largest[step > 1 ? m % groups : m / groupSize];
        if (Float.isNaN(most)) {
          x[first + m] = most;
        }
        if (Float.isNaN(most) || x[first + m] == most && most > 0) {
          marks[i * chunks + m / CHUNK] |= 1L << m;
        }
      }
    }
  }

  @Override
  public void ramp(int[] y, int yOffset, int n, int first, int step) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = first + i * step;
    }
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
    int[] rowOffsets = entries.rowOffsets();
    int[] indices = entries.indices();
    float[] values = entries.values();
    float[] weights = w.array();
    float[] sums = y.array();
    int stride = w.stride();
    for (int i = 0; i < n; i++) {
      int sum = y.offset() + i * y.stride();
      System.arraycopy(begin.array(), begin.offset() + i * begin.stride(), sums, sum, columns);
      int end = table[i] < 0 ? 0 : rowOffsets[table[n + i] + chunk + chunks];
      int first = w.offset() - table[2 * n + i] * stride;
      for (int e = table[i] < 0 ? 0 : rowOffsets[table[i] + chunk]; e < end; e++) {
        int row = first + indices[e] * stride;
        for (int j = 0; j < columns; j++) {
          sums[sum + j] = Math.fma(values[e], weights[row + j], sums[sum + j]);
        }
      }
    }
  }

  @Override
  public void addLines(RowSlice maps, int taps, float[] y, int yOffset, TapRows sums, int columns) {
    int[] rowOffsets = maps.matrix().rowOffsets();
    int[] indices = maps.matrix().indices();
    float[] values = maps.matrix().values();
    float[] array = sums.array();
    int tapStride = sums.tapStride();
    for (int m = 0; m < maps.count(); m++) {
      int map = maps.first() + m * maps.step();
      int first = sums.offset() + m * sums.mapStride();
      for (int e = rowOffsets[map]; e < rowOffsets[map + 1]; e++) {
        int line = yOffset + indices[e];
        for (int t = 0, row = first; t < taps; t++, row += tapStride, line -= PITCH) {
          for (int j = 0; j < columns; j++) {
            array[row + j] = Math.fma(values[e], y[line + j], array[row + j]);
          }
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
    int[] rowOffsets = maps.matrix().rowOffsets();
    int[] indices = maps.matrix().indices();
    float[] weights = w.array();
    int tapStride = w.tapStride();
    for (int m = 0; m < maps.count(); m++) {
      int map = maps.first() + m * maps.step();
      int first = w.offset() + m * w.mapStride();
      for (int e = rowOffsets[map]; e < rowOffsets[map + 1]; e++) {
        int line = yOffset + indices[e];
        for (int t = 0, row = first; t < taps; t++, row += tapStride, line -= PITCH) {
          for (int j = 0; j < columns; j++) {
            int l = sumsOffset + e * PARTS + j % PARTS;
            sums[l] = Math.fma(y[line + j], weights[row + j], sums[l]);
          }
        }
      }
    }
  }

  @Override
  public void fold(float[] sums, int sumsOffset, int n, float[] y, int yOffset) {
    float[] parts = new float[PARTS];
    for (int i = 0; i < n; i++) {
      System.arraycopy(sums, sumsOffset + i * PARTS, parts, 0, PARTS);
      for (int half = PARTS / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          parts[l] += parts[l + half];
        }
      }
      y[yOffset + i] = parts[0];
    }
  }
}
