package decisive.tensor.sparse;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.CompressedRows;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.kernels.SparseKernels;
import decisive.tensor.parallel.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Activations [N, H, W, C] of which few are not zero: those that are not, in the order of the
 * elements, as compressed sparse rows (CSR). The entries of a line of locations lie one after the
 * other, so neighbours' are close together.
 */
public final class SparseActivations {
  private static final Map<Shape, Deque<SparseActivations>> IDLE = new HashMap<>();

  /** Maps that share a compressed row: their entries can be read without the others'. */
  static final int CHUNK = SparseKernels.CHUNK;

  /** Chunks that are marked at a time: their values stay in the first-level cache. */
  private static final int MARKS = 64;

  private final Shape shape;

  /** Chunks of maps. */
  private final int chunks;

  /**
   * The index of each entry among the elements, its value, and for each location the row offsets of
   * its chunks of maps and the end of the last.
   */
  private final CompressedRows entries;

  /** Of {@link #another}. */
  private CompressedRows another;

  /** The same with all zeros, where a layer made it dense; of the current workspace. */
  private Tensor dense;

  /** Whether the entries are listed; if not, {@link #dense} is there. */
  private boolean listed;

  /** Memory for as many entries as there are elements; only what is used of it is touched. */
  public SparseActivations(Shape shape) {
    this.shape = shape;
    this.chunks = (shape.extent(3) - 1) / CHUNK + 1;
    this.entries =
        new CompressedRows(
            new int[shape.size()],
            new float[shape.size()],
            new int[shape.span(0, 3) * (chunks + 1)]);
  }

  /** One that was used before, if there is one; {@link #giveBack} it. */
  static SparseActivations lend(Shape shape) {
    synchronized (IDLE) {
      Deque<SparseActivations> some = IDLE.get(shape);
      if (some != null && !some.isEmpty()) {
        return some.pop();
      }
    }
    return new SparseActivations(shape);
  }

  /** Leaves it to the next that borrows one of this shape. */
  void giveBack() {
    dense = null;
    synchronized (IDLE) {
      IDLE.computeIfAbsent(shape, s -> new ArrayDeque<>()).push(this);
    }
  }

  /** All that is not zero in a tensor of images. */
  public static SparseActivations of(Tensor dense) {
    SparseActivations sparse = new SparseActivations(dense.shape());
    sparse.become(dense);
    sparse.list();
    sparse.dense = null;
    return sparse;
  }

  public Shape shape() {
    return shape;
  }

  /** Marks what is left of neighbouring locations' values, as {@link Kernels#markNonZeros} does. */
  @FunctionalInterface
  public interface Marker {
    /**
     * @param y the values, which it may change
     * @param stride floats from a location to the next
     * @param marks to be written, {@link SparseKernels#CHUNK} maps in each
     */
    void mark(float[] y, int offset, int stride, int locations, long[] marks);
  }

  /**
   * Takes lines of locations, counted through all images, from dense memory.
   *
   * @param y the locations' values, those of the first from {@code offset} on
   * @param stride floats from a location to the next
   */
  public void fill(int fromLine, int toLine, float[] y, int offset, int stride, Marker marker) {
    int first = fromLine * shape.extent(2);
    int locations = (toLine - fromLine) * shape.extent(2);
    int each = Math.max(1, MARKS / chunks);
    long[] marks = ScratchMemory.marks(each * chunks);
    int entry = first * shape.extent(3);
    for (int i = 0; i < locations; i += each) {
      int some = Math.min(each, locations - i);
      marker.mark(y, offset + i * stride, stride, some, marks);
      entry = list(marks, first + i, some, y, offset + i * stride, stride, entry);
    }
  }

  /** Lists what is marked, and its row offsets. */
  private int list(
      long[] marks, int location, int locations, float[] y, int offset, int stride, int entry) {
    int[] indices = entries.indices();
    float[] values = entries.values();
    int[] rowOffsets = entries.rowOffsets();
    int channels = shape.extent(3);
    int next = entry;
    int row = firstRow(location);
    for (int i = 0; i < locations; i++) {
      int from = offset + i * stride;
      int index = (location + i) * channels;
      rowOffsets[row++] = next;
      for (int chunk = 0; chunk < chunks; chunk++) {
        for (long left = marks[i * chunks + chunk]; left != 0; left &= left - 1) {
          int map = chunk * CHUNK + Long.numberOfTrailingZeros(left);
          indices[next] = index + map;
          values[next++] = y[from + map];
        }
        rowOffsets[row++] = next;
      }
    }
    return next;
  }

  /** Takes over what this tensor has; the entries are listed when they are needed. */
  public void become(Tensor all) {
    dense = all;
    listed = false;
  }

  /** Gets ready to be filled line by line. */
  public void becomeList() {
    dense = null;
    listed = true;
  }

  /** Lists the entries, if they are not yet; before tasks read them. */
  public void list() {
    if (!listed) {
      int line = shape.extent(2) * shape.extent(3);
      Workers.forEachRange(
          shape.span(0, 2),
          Math.max(1, Workers.CHUNK / Math.max(1, line)),
          (from, to) -> fill(from, to, dense.data(), from * line, shape.extent(3), this::nonZeros));
      listed = true;
    }
  }

  private void nonZeros(float[] y, int offset, int stride, int locations, long[] marks) {
    KernelSet.active().markNonZeros(y, offset, stride, locations, shape.extent(3), marks);
  }

  /** The first entry of a location. */
  public int start(int location) {
    return entries.rowOffsets()[firstRow(location)];
  }

  /** Behind the last entry of a location. */
  int end(int location) {
    return entries.rowOffsets()[firstRow(location) + chunks];
  }

  /** Entries of a location. */
  public int count(int location) {
    return end(location) - start(location);
  }

  /** Entries of a line of locations, lines counted through all images. */
  int lineCount(int line) {
    int last = (line + 1) * shape.extent(2) - 1;
    return start(last) + count(last) - start(line * shape.extent(2));
  }

  /** The row of a location's first chunk; behind the last one's there is the end's. */
  int firstRow(int location) {
    return location * (chunks + 1);
  }

  /** Chunks of {@link #CHUNK} maps, the last perhaps of fewer. */
  int chunks() {
    return chunks;
  }

  /** Memory for the entries in another order, with at least these lengths; kept with these. */
  CompressedRows another(int size, int rowOffsets) {
    if (another == null
        || another.indices().length < size
        || another.rowOffsets().length < rowOffsets) {
      int most = Math.min(shape.size(), size + size / 4); // the next step's may be more
      another = new CompressedRows(new int[most], new float[most], new int[rowOffsets]);
    }
    return another;
  }

  /** As compressed rows, one for each location and chunk of maps. */
  CompressedRows entries() {
    return entries;
  }

  /** The index of each entry among the elements: location · maps + map. */
  public int[] indices() {
    return entries.indices();
  }

  /** The value of each entry. */
  public float[] values() {
    return entries.values();
  }

  /** Entries of all locations together. */
  public long size() {
    long size = 0;
    for (int location = 0; location < shape.span(0, 3); location++) {
      size += count(location);
    }
    return size;
  }

  /** Part of the elements that are not zero, from 0 to 1. */
  public double density() {
    return shape.size() == 0 ? 0 : (double) size() / shape.size();
  }

  /** With all zeros; not to be written to. */
  public Tensor dense() {
    if (dense != null) {
      return dense;
    }
    Tensor all = Tensor.zeros(shape.extents());
    int channels = shape.extent(3);
    Workers.forEachRange(
        shape.span(0, 3),
        Math.max(1, Workers.CHUNK / channels),
        (from, to) -> {
          for (int location = from; location < to; location++) {
            for (int e = start(location); e < start(location) + count(location); e++) {
              all.data()[indices()[e]] = values()[e];
            }
          }
        });
    return all;
  }

  /**
   * Adds neighbouring locations' values to those from {@code offset} on.
   *
   * @param stride floats from a location's to the next's
   */
  public void addTo(float[] sums, int offset, int stride, int location, int locations) {
    int channels = shape.extent(3);
    if (!listed && stride == channels) {
      KernelSet.active().add(dense.data(), location * channels, sums, offset, locations * channels);
      return;
    }
    for (int i = 0; i < locations; i++) {
      addTo(sums, offset + i * stride, location + i);
    }
  }

  private void addTo(float[] sums, int offset, int location) {
    int channels = shape.extent(3);
    if (!listed) {
      KernelSet.active().add(dense.data(), location * channels, sums, offset, channels);
      return;
    }
    int start = start(location);
    int shift = offset - location * channels;
    for (int e = start; e < start + count(location); e++) {
      sums[shift + indices()[e]] += values()[e];
    }
  }
}
