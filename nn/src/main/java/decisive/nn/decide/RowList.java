package decisive.nn.decide;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import java.util.Arrays;

/**
 * What some output locations add up: for each, the rows of weights that its inputs select, and the
 * inputs' values. Each thread keeps one, so that nothing is allocated in the steady state.
 */
final class RowList {
  private static final ThreadLocal<RowList> OWN = ThreadLocal.withInitial(RowList::new);

  private int[] rows = new int[1 << 12];
  private float[] factors = new float[1 << 12];
  private int[] ends = new int[1 << 8];
  private int locations;
  private int end;
  private int width;

  private RowList() {}

  /**
   * This thread's, empty.
   *
   * @param width floats from a row to the next
   */
  static RowList empty(int width) {
    RowList list = OWN.get();
    list.width = width;
    list.locations = 0;
    list.end = 0;
    return list;
  }

  /** Adds the entries of an input location: of map m the row {@code first} + m. */
  void add(Winners inputs, int location, int first) {
    int count = inputs.count(location);
    if (end + count + Kernels.SLACK > rows.length) {
      int length = Math.max(2 * rows.length, end + count + Kernels.SLACK);
      rows = Arrays.copyOf(rows, length);
      factors = Arrays.copyOf(factors, length);
    }
    KernelSet.active()
        .selectRows(
            inputs.maps(),
            inputs.values(),
            inputs.start(location),
            count,
            width,
            first * width,
            rows,
            factors,
            end);
    end += count;
  }

  /** The present location has all its entries; the next begins. */
  void endLocation() {
    if (locations == ends.length) {
      ends = Arrays.copyOf(ends, 2 * locations);
    }
    ends[locations++] = end;
  }

  /** Rows of all locations so far. */
  int size() {
    return end;
  }

  int start(int location) {
    return location == 0 ? 0 : ends[location - 1];
  }

  int count(int location) {
    return ends[location] - start(location);
  }

  int[] rows() {
    return rows;
  }

  float[] factors() {
    return factors;
  }
}
