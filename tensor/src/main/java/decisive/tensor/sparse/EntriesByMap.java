package decisive.tensor.sparse;

import decisive.tensor.Shape;
import decisive.tensor.kernels.EntryList;
import decisive.tensor.kernels.Scratch;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * The entries of a convolution's sparse input, band by band, in each map by map and in each of
 * these phase by phase, for its gradients. The index of an entry is {@link InputBands#PITCH} times
 * the column that its first tap meets: {@link InputBands#place}.
 */
final class EntriesByMap {
  private final SparseActivations x;
  private final InputBands bands;
  private final int height;
  private final int width;
  private final int maps;
  private final int phases;

  /** Each band's first entry, and the end of the last's. */
  private final int[] starts;

  private final EntryList list;

  /**
   * Lists them.
   *
   * @param x the convolution's input, listed; it keeps the memory
   */
  EntriesByMap(SparseActivations x, InputBands bands, int stride) {
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
    list = x.another(starts[bands.count()], cut(bands.count()));
    Workers.forEach(bands.count(), this::list);
  }

  /** The first of a band's cuts: in each map those of its phases, and the end. */
  int cut(int band) {
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

  EntryList list() {
    return list;
  }

  /** Lists a band's: counts those of each map and phase, then puts each where it belongs. */
  private void list(int band) {
    int rows = maps * phases;
    int[] next = Scratch.table(rows + 1);
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
    System.arraycopy(next, 0, list.cuts(), cut(band), rows + 1);
    for (int i = bands.firstImage(band); i < bands.endImage(band); i++) {
      place(i, band, next);
    }
  }

  /** Puts an image's entries where the next of their map and phase belongs. */
  private void place(int image, int band, int[] next) {
    int[] from = x.indices();
    float[] fromValues = x.values();
    int[] indices = list.indices();
    float[] values = list.values();
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
   * @param values in the order of the list, from {@code from} on
   * @param all as many as x's elements
   */
  void scatter(int band, float[] values, int from, float[] all) {
    int rows = maps * phases;
    int[] next = Scratch.table(rows);
    System.arraycopy(list.cuts(), cut(band), next, 0, rows);
    int[] to = x.indices();
    int at = from - start(band);
    for (int i = bands.firstImage(band); i < bands.endImage(band); i++) {
      int line = location(i, band, 0) * maps;
      Arrays.fill(all, line, line + width * maps, 0);
      for (int phase = 0; phase < phases; phase++) {
        for (int c = phase; c < width; c += phases) {
          int location = location(i, band, c);
          int shift = phase - location * rows;
          int end = x.end(location);
          for (int e = x.start(location); e < end; e++) {
            all[to[e]] = values[at + next[shift + to[e] * phases]++];
          }
        }
      }
    }
  }
}
