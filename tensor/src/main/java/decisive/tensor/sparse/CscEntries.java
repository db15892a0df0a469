package decisive.tensor.sparse;

import decisive.tensor.Shape;
import decisive.tensor.kernels.CompressedRows;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * The entries of a convolution's sparse input in CSC order, for its gradients: band by band, in
 * each by map (the column of the input as a matrix of locations and maps), and in each map by
 * phase. So the compressed rows are each the entries of a map and a phase. The index of an entry is
 * {@link InputBands#PITCH} times the column that its first tap meets: {@link InputBands#place}.
 */
final class CscEntries {
  private final SparseActivations x;
  private final InputBands bands;
  private final int height;
  private final int width;
  private final int maps;
  private final int phases;

  /** Each band's first entry, and the end of the last's. */
  private final int[] starts;

  private final CompressedRows entries;

  /**
   * Sorts them.
   *
   * @param x the convolution's input, listed; it keeps the memory
   */
  CscEntries(SparseActivations x, InputBands bands, int stride) {
    Shape shape = x.shape();
    this.x = x;
    this.bands = bands;
    height = shape.extent(1);
    width = shape.extent(2);
    maps = shape.extent(3);
    phases = stride;
    starts = new int[bands.count() + 1];
    for (int band = 0; band < bands.count(); band++) {
      starts[band + 1] = starts[band];
      for (int i = bands.firstImage(band); i < bands.endImage(band); i++) {
        starts[band + 1] += x.lineCount(i * height + bands.line(band));
      }
    }
    entries = x.another(starts[bands.count()], firstRow(bands.count()));
    Workers.forEach(bands.count(), this::sort);
  }

  /** The first of a band's rows: in each map one for each phase, and behind them the end's. */
  int firstRow(int band) {
    return band * (maps * phases + 1);
  }

  /** A band's first entry. */
  int start(int band) {
    return starts[band];
  }

  /** Entries of a band. */
  int count(int band) {
    return starts[band + 1] - starts[band];
  }

  CompressedRows entries() {
    return entries;
  }

  /** A counting sort of a band's entries by map and phase. */
  private void sort(int band) {
    int rows = maps * phases;
    int[] next = ScratchMemory.table(rows + 1);
    Arrays.fill(next, 0, rows + 1, 0);
    int[] from = x.indices();
    for (int i = bands.firstImage(band); i < bands.endImage(band); i++) {
      for (int phase = 0; phase < phases; phase++) {
        for (int c = phase; c < width; c += phases) {
          int location = location(i, band, c);
          int shift = 1 + phase - location * rows;
          int end = x.end(location);
          for (int e = x.start(location); e < end; e++) {
            next[shift + from[e] * phases]++;
          }
        }
      }
    }
    next[0] = start(band);
    for (int row = 0; row < rows; row++) {
      next[row + 1] += next[row];
    }
    System.arraycopy(next, 0, entries.rowOffsets(), firstRow(band), rows + 1);
    for (int i = bands.firstImage(band); i < bands.endImage(band); i++) {
      place(i, band, next);
    }
  }

  /** Puts an image's entries where the next of their map and phase belongs. */
  private void place(int image, int band, int[] next) {
    int[] from = x.indices();
    float[] fromValues = x.values();
    int[] indices = entries.indices();
    float[] values = entries.values();
    for (int phase = 0; phase < phases; phase++) {
      for (int c = phase; c < width; c += phases) {
        int location = location(image, band, c);
        int shift = phase - location * maps * phases;
        int index = bands.place(image - bands.firstImage(band), c) * InputBands.PITCH;
        int end = x.end(location);
        for (int e = x.start(location); e < end; e++) {
          int to = next[shift + from[e] * phases]++;
          indices[to] = index;
          values[to] = fromValues[e];
        }
      }
    }
  }

  /** Of an image's column in a band. */
  private int location(int image, int band, int column) {
    return (image * height + bands.line(band)) * width + column;
  }

  /**
   * Puts a value for each entry of a band where the entry is in x, and zeros between them.
   *
   * @param values in CSC order, from {@code from} on
   * @param all as many as x's elements
   */
  void scatter(int band, float[] values, int from, float[] all) {
    int rows = maps * phases;
    int[] next = ScratchMemory.table(rows);
    System.arraycopy(entries.rowOffsets(), firstRow(band), next, 0, rows);
    int[] to = x.indices();
    int first = from - start(band);
    for (int i = bands.firstImage(band); i < bands.endImage(band); i++) {
      int line = location(i, band, 0) * maps;
      Arrays.fill(all, line, line + width * maps, 0);
      for (int phase = 0; phase < phases; phase++) {
        for (int c = phase; c < width; c += phases) {
          int location = location(i, band, c);
          int shift = phase - location * rows;
          int end = x.end(location);
          for (int e = x.start(location); e < end; e++) {
            all[to[e]] = values[first + next[shift + to[e] * phases]++];
          }
        }
      }
    }
  }
}
