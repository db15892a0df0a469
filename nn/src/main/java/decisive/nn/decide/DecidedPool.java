package decisive.nn.decide;

import decisive.tensor.Pooling2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.sparse.SparseActivations;

/**
 * Pooling of each map.
 *
 * @param size edge of the window; 0 for all of a map, as are stride and padding
 * @param stride pixels from a window to the next
 * @param padding pixels around the images
 */
record DecidedPool(String name, Kind kind, int size, int stride, int padding)
    implements DecidedStep, Computation {
  /** What is left of a window. */
  enum Kind {
    MAX,
    AVERAGE,
    GLOBAL_AVERAGE
  }

  /** The mean of each map. */
  static DecidedPool global(String name) {
    return new DecidedPool(name, Kind.GLOBAL_AVERAGE, 0, 0, 0);
  }

  private Pooling2d geometry(Shape input) {
    return new Pooling2d(input, size, stride, padding);
  }

  @Override
  public Shape output(Shape input) {
    return kind == Kind.GLOBAL_AVERAGE
        ? Shape.of(input.extent(0), 1, 1, input.extent(3))
        : geometry(input).output();
  }

  @Override
  public void apply(
      SparseActivations x, SparseActivations block, SparseActivations y, boolean listed) {
    y.become(kind == Kind.GLOBAL_AVERAGE ? means(x) : of(x.dense()));
  }

  /** Of all values. */
  Tensor of(Tensor x) {
    return switch (kind) {
      case MAX -> geometry(x.shape()).max(x).values();
      case AVERAGE -> geometry(x.shape()).average(x);
      case GLOBAL_AVERAGE -> x.mean(1, 2).reshape(output(x.shape()).extents());
    };
  }

  /** Of each map over its locations, in their order: [N, 1, 1, maps]. */
  private static Tensor means(SparseActivations x) {
    Shape shape = x.shape();
    int locations = shape.extent(1) * shape.extent(2);
    int maps = shape.extent(3);
    Tensor means = Tensor.zeros(shape.extent(0), 1, 1, maps);
    for (int image = 0; image < shape.extent(0); image++) {
      x.addTo(means.data(), image * maps, 0, image * locations, locations);
    }
    float[] data = means.data();
    for (int i = 0; i < data.length; i++) {
      data[i] /= locations;
    }
    return means;
  }

  /**
   * The gradient to x of that to the result. Which value is the largest of its window is a decision
   * like any other.
   */
  Tensor toInput(Tensor d, Tensor x) {
    return switch (kind) {
      case MAX -> geometry(x.shape()).maxToInput(d, geometry(x.shape()).max(x).positions());
      case AVERAGE -> geometry(x.shape()).averageToInput(d);
      case GLOBAL_AVERAGE -> {
        int locations = x.extent(1) * x.extent(2);
        yield d.div(locations).broadcastTo(x.shape().extents());
      }
    };
  }
}
