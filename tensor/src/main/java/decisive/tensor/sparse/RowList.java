package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import java.util.Arrays;

/**
 * What some output locations add up: for each, the rows of weights that its inputs select, and the
 * inputs' values. Each thread keeps one, so that nothing is allocated in the steady state.
 */
public final class RowList {
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
  public static RowList empty(int width) {
    RowList list = OWN.get();
    list.width = width;
    list.locations = 0;
    list.end = 0;
    return list;
  }

  /** Adds the entries of an input location: of map m the row {@code first} + m. */
  public void add(Winners inputs, int location, int first) {
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

  /**
   * Adds what an output location's window over inputs selects: of tap (u, v) and map m the row (u ·
   * width + v) · maps + m.
   */
  public void addWindow(Winners inputs, Convolution2d geometry, int image, int i, int j) {
    int height = inputs.shape().extent(1);
    int width = inputs.shape().extent(2);
    int maps = inputs.shape().extent(3);
    int lines = geometry.weight().extent(0);
    int columns = geometry.weight().extent(1);
    int top = i * geometry.stride() - geometry.padding();
    int left = j * geometry.stride() - geometry.padding();
    for (int u = Math.max(0, -top); u < Math.min(lines, height - top); u++) {
      int line = (image * height + top + u) * width + left;
      for (int v = Math.max(0, -left); v < Math.min(columns, width - left); v++) {
        add(inputs, line + v, (u * columns + v) * maps);
      }
    }
  }

  /** The present location has all its entries; the next begins. */
  public void endLocation() {
    if (locations == ends.length) {
      ends = Arrays.copyOf(ends, 2 * locations);
    }
    ends[locations++] = end;
  }

  /** Rows of all locations so far. */
  public int size() {
    return end;
  }

  public int start(int location) {
    return location == 0 ? 0 : ends[location - 1];
  }

  public int count(int location) {
    return ends[location] - start(location);
  }

  public int[] rows() {
    return rows;
  }

  public float[] factors() {
    return factors;
  }
}
