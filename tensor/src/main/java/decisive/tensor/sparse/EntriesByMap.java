package decisive.tensor.sparse;

import decisive.tensor.Shape;
import decisive.tensor.kernels.EntryList;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Scratch;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * The entries of a convolution's sparse input, band by band, in each map by map and in each of
 * these phase by phase, for its gradients. The index of an entry is {@link InputBands#PITCH} times
 * the column that its first tap meets: {@link InputBands#place}.
 */
final class EntriesByMap {
  private static final int WORD = Long.SIZE;

  private final InputBands bands;
  private final int height;
  private final int width;
  private final int maps;
  private final int phases;

  /** Locations of a phase, counted through a band's lines, in words of bits; some are none. */
  private final int words;

  /** The place of each image's column among those locations, which are phase by phase. */
  private final int[] locations;

  /** Of each location: the index of its entries, and where its maps begin behind a band's first. */
  private final int[] indices;

  private final int[] begins;

  /** And where they do if an index is given, phase by phase. */
  private final int[] beginsOf;

  private final EntryList list;

  /**
   * Lists them.
   *
   * @param winners the convolution's input, with all zeros; it keeps the memory
   */
  EntriesByMap(Winners winners, InputBands bands, int stride) {
    Shape shape = winners.shape();
    this.bands = bands;
    height = shape.extent(1);
    width = shape.extent(2);
    maps = shape.extent(3);
    phases = stride;
    int each = (width - 1) / phases + 1; // locations of a phase of a line
    words = (bands.images() * each - 1) / WORD + 1;
    locations = new int[bands.images() * width];
    indices = new int[phases * words * WORD];
    begins = new int[indices.length];
    beginsOf = new int[phases * bands.linedUp()];
    for (int i = 0; i < bands.images(); i++) {
      for (int c = 0; c < width; c++) {
        int phase = c % phases;
        int location = phase * words * WORD + i * each + c / phases;
        locations[i * width + c] = location;
        indices[location] = bands.place(i, c) * InputBands.PITCH;
        begins[location] = (i * height * width + c) * maps;
        beginsOf[phase * bands.linedUp() + bands.place(i, c)] = begins[location];
      }
    }
    list = winners.another(cut(bands.count()));
    float[] x = winners.dense().data();
    Workers.forEach(bands.count(), band -> list(band, x));
  }

  /** The first of a band's cuts: in each map those of its phases, and the end. */
  int cut(int band) {
    return band * (maps * phases + 1);
  }

  /** A band's first entry: there is memory for all of the bands before it. */
  int start(int band) {
    int images = bands.endImage(band) - bands.firstImage(band);
    return (bands.firstImage(band) * height + images * bands.line(band)) * width * maps;
  }

  /** Entries of a band. */
  int count(int band) {
    return list.cuts()[cut(band + 1) - 1] - start(band);
  }

  EntryList list() {
    return list;
  }

  /** Where a band's first location begins among the input's elements. */
  private int first(int band) {
    return (bands.firstImage(band) * height + bands.line(band)) * width * maps;
  }

  /**
   * Puts a value for each entry of a band where the entry is among the input's elements.
   *
   * @param values in the order of the list, from {@code from} on
   */
  void scatter(int band, float[] values, int from, float[] all) {
    int[] cuts = list.cuts();
    int at = from - start(band);
    int first = first(band);
    int cut = cut(band);
    for (int m = 0; m < maps; m++) {
      for (int phase = 0; phase < phases; phase++, cut++) {
        int places = phase * bands.linedUp();
        for (int e = cuts[cut]; e < cuts[cut + 1]; e++) {
          int begin = beginsOf[places + list.indices()[e] / InputBands.PITCH];
          all[first + begin + m] = values[at + e];
        }
      }
    }
  }

  /** Lists a band's: marks what is not zero at each location, turns that into bits of each map. */
  private void list(int band, float[] x) {
    int chunks = (maps - 1) / WORD + 1;
    int squares = phases * words * chunks;
    long[] marks = Scratch.marks(width * chunks);
    long[] bits = Scratch.bits(squares * WORD);
    Arrays.fill(bits, 0, squares * WORD, 0);
    for (int i = 0; i < bands.endImage(band) - bands.firstImage(band); i++) {
      int line = first(band) + i * height * width * maps;
      KernelSet.active().markNonZeros(x, line, maps, width, maps, marks);
      for (int c = 0; c < width; c++) {
        int location = locations[i * width + c];
        int to = location / WORD * chunks * WORD + location % WORD;
        for (int chunk = 0; chunk < chunks; chunk++) {
          bits[to + chunk * WORD] = marks[c * chunks + chunk];
        }
      }
    }
    for (int square = 0; square < squares; square++) {
      transpose(bits, square * WORD);
    }
    list(band, x, bits, chunks);
  }

  /**
   * Lists what is marked.
   *
   * @param bits of 64 locations in each number; for each 64 of these a number of each map
   */
  private void list(int band, float[] x, long[] bits, int chunks) {
    int[] cuts = list.cuts();
    int first = first(band);
    int next = start(band);
    int cut = cut(band);
    cuts[cut++] = next;
    for (int m = 0; m < maps; m++) {
      for (int phase = 0; phase < phases; phase++) {
        for (int word = phase * words; word < (phase + 1) * words; word++) {
          for (long left = bits[word * chunks * WORD + m]; left != 0; left &= left - 1) {
            int location = word * WORD + Long.numberOfTrailingZeros(left);
            list.indices()[next] = indices[location];
            list.values()[next++] = x[first + begins[location] + m];
          }
        }
        cuts[cut++] = next;
      }
    }
  }

  /** Of 64 · 64 bits: bit j of number i becomes bit i of number j. */
  private static void transpose(long[] bits, int at) {
    long low = 0xffffffffL;
    for (int half = WORD / 2; half > 0; half /= 2, low ^= low << half) {
      for (int i = 0; i < WORD; i = (i | half) + 1 & ~half) {
        long changed = (bits[at + i] >>> half ^ bits[at + (i | half)]) & low;
        bits[at + i] ^= changed << half;
        bits[at + (i | half)] ^= changed;
      }
    }
  }
}
