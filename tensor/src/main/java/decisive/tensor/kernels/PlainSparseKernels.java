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
    for (int i = 0; i < n; i++) {
      int sum = y.offset() + i * y.stride();
      System.arraycopy(begin.array(), begin.offset() + i * begin.stride(), y.array(), sum, columns);
      int end = table[i] < 0 ? 0 : rowOffsets[table[n + i] + chunk + chunks];
      for (int e = table[i] < 0 ? 0 : rowOffsets[table[i] + chunk]; e < end; e++) {
        int row = w.offset() + (entries.indices()[e] - table[2 * n + i]) * w.stride();
        for (int j = 0; j < columns; j++) {
          y.array()[sum + j] =
              Math.fma(entries.values()[e], w.array()[row + j], y.array()[sum + j]);
        }
      }
    }
  }

  /** What is done with an entry of a map, and with the line and the row that it meets. */
  private interface Meeting {
    void accept(int entry, int line, int row);
  }

  private static void forEach(RowSlice maps, int taps, int yOffset, TapRows rows, Meeting meeting) {
    int[] rowOffsets = maps.matrix().rowOffsets();
    for (int m = 0; m < maps.count(); m++) {
      int map = maps.first() + m * maps.step();
      for (int e = rowOffsets[map]; e < rowOffsets[map + 1]; e++) {
        for (int t = 0; t < taps; t++) {
          int line = yOffset + maps.matrix().indices()[e] - t * PITCH;
          meeting.accept(e, line, rows.offset() + t * rows.tapStride() + m * rows.mapStride());
        }
      }
    }
  }

  @Override
  public void addLines(RowSlice maps, int taps, float[] y, int yOffset, TapRows sums, int columns) {
    float[] values = maps.matrix().values();
    float[] array = sums.array();
    forEach(
        maps,
        taps,
        yOffset,
        sums,
        (e, line, row) -> {
          for (int j = 0; j < columns; j++) {
            array[row + j] = Math.fma(values[e], y[line + j], array[row + j]);
          }
        });
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
    float[] array = w.array();
    forEach(
        maps,
        taps,
        yOffset,
        w,
        (e, line, row) -> {
          for (int j = 0; j < columns; j++) {
            int l = sumsOffset + e * PARTS + j % PARTS;
            sums[l] = Math.fma(y[line + j], array[row + j], sums[l]);
          }
        });
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
