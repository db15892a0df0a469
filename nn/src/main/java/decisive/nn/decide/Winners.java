package decisive.nn.decide;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;

/**
 * Activations [N, H, W, C] of which few are not zero: at each location the maps that are not, in
 * ascending order, and their values. The entries of a line of locations lie one after the other, so
 * neighbours' are close together.
 */
final class Winners {
  private final Shape shape;

  /** Of each location: where its entries begin and how many there are. */
  private final int[] starts;

  private final int[] counts;
  private final int[] maps;
  private final float[] values;

  /** Memory for as many entries as there are elements; only what is used of it is touched. */
  Winners(Shape shape) {
    this.shape = shape;
    this.starts = new int[shape.span(0, 3)];
    this.counts = new int[starts.length];
    this.maps = new int[shape.size()];
    this.values = new float[shape.size()];
  }

  /** All that is not zero in a tensor of images. */
  static Winners of(Tensor dense) {
    Winners winners = new Winners(dense.shape());
    int width = dense.extent(2);
    for (int line = 0; line < winners.lines(); line++) {
      winners.fill(line, dense.data(), line * width * dense.extent(3), dense.extent(3));
    }
    return winners;
  }

  Shape shape() {
    return shape;
  }

  private int lines() {
    return shape.extent(0) * shape.extent(1);
  }

  /**
   * Takes one line of locations, counted through all images, from dense memory.
   *
   * @param stride floats from a location to the next
   */
  void fill(int line, float[] dense, int from, int stride) {
    int channels = shape.extent(3);
    int width = shape.extent(2);
    int to = line * width * channels;
    for (int j = 0; j < width; j++) {
      int location = line * width + j;
      starts[location] = to;
      to = KernelSet.active().nonZeros(dense, from + j * stride, channels, maps, values, to);
      counts[location] = to - starts[location];
    }
  }

  /** The first entry of a location. */
  int start(int location) {
    return starts[location];
  }

  /** Entries of a location. */
  int count(int location) {
    return counts[location];
  }

  /** The map of each entry. */
  int[] maps() {
    return maps;
  }

  /** The value of each entry. */
  float[] values() {
    return values;
  }

  /** Entries of all locations together. */
  long size() {
    long size = 0;
    for (int count : counts) {
      size += count;
    }
    return size;
  }

  /** Part of the elements that are not zero, from 0 to 1. */
  double density() {
    return shape.size() == 0 ? 0 : (double) size() / shape.size();
  }

  /** With all zeros. */
  Tensor dense() {
    Tensor dense = Tensor.zeros(shape.extents());
    int channels = shape.extent(3);
    for (int location = 0; location < starts.length; location++) {
      addTo(dense.data(), location * channels, location);
    }
    return dense;
  }

  /** Adds a location's values to those from {@code at} on. */
  void addTo(float[] dense, int at, int location) {
    int end = starts[location] + counts[location];
    for (int i = starts[location]; i < end; i++) {
      dense[at + maps[i]] += values[i];
    }
  }
}
