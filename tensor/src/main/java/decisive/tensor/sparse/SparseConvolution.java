package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import java.util.Optional;

/**
 * A convolution of sparse inputs x and its gradients, from the inputs that are not zero alone; with
 * stride s:
 *
 * <pre>
 *   y[i, o]       = Σ_{u, m} x[s·i + u, m] · w[u, m, o]        over (u, m) with x[s·i + u, m] ≠ 0
 *   dw[u, m, o]   = Σ_i      x[s·i + u, m] · dy[i, o]          over i with x[s·i + u, m] ≠ 0
 *   dx[h, m]      = Σ_{u, o} dy[(h − u) / s, o] · w[u, m, o]   where x[h, m] ≠ 0, else 0
 * </pre>
 *
 * <p>The last is the gradient only if what made x passes none where x is 0, as a competition. All
 * three are the dense convolution's but for the order of their sums: y adds taps and maps in order,
 * dw those of each band ({@link InputBands}), in parts, and dx lines of taps, 64 outputs and taps,
 * in the partial sums that {@link Kernels#addDots} has; the dense way adds chains of 512, or
 * transforms (Winograd). Neither threads nor kernels change a bit.
 *
 * <p>The gradients also multiply by the zeros left and right of an image, so what is infinite at
 * these edges, in x or w, becomes NaN there.
 */
public final class SparseConvolution {
  /** System property: {@code off} makes every convolution dense, to compare. */
  public static final String PROPERTY = "decisive.sparse";

  private static final boolean OFF = "off".equals(System.getProperty(PROPERTY));

  /** The largest part of x that is not zero at which the sparse way is faster: measured. */
  private static final double MOST_DENSITY = 0.3;

  /** With fewer maps there is too little to add up: measured. */
  private static final int FEWEST_MAPS = 64;

  /** Lines of x that are looked at to tell how dense it is: one in so many. */
  private static final int SAMPLED = 16;

  /** Output locations of a task: they use a block of weights while it is in the cache. */
  private static final int LOCATIONS = 256;

  private final Convolution2d geometry;
  private final SparseActivations x;
  private final SparseWeights weights;

  /** Null until one is wanted. */
  private SparseGradients gradients;

  private SparseConvolution(Convolution2d geometry, SparseActivations x, SparseWeights weights) {
    this.geometry = geometry;
    this.x = x;
    this.weights = weights;
  }

  /**
   * The convolution of x with w, if the sparse way is likely to be faster. That is decided by
   * shapes and by how many values are zero, never by time, so it is the same in every run.
   */
  public static Optional<SparseConvolution> of(Convolution2d geometry, Tensor x, Tensor w) {
    return !OFF && suits(geometry) && density(x) <= MOST_DENSITY
        ? Optional.of(always(geometry, x, w))
        : Optional.empty();
  }

  /** The sparse way, even if the dense one is faster. */
  static SparseConvolution always(Convolution2d geometry, Tensor x, Tensor w) {
    SparseActivations sparse = SparseActivations.lend(x.shape());
    sparse.become(x);
    sparse.list();
    SparseWeights weights =
        new SparseWeights(w, null, length -> Tensor.empty(Shape.of(length)).data());
    return new SparseConvolution(geometry, sparse, weights);
  }

  static boolean suits(Convolution2d geometry) {
    return geometry.isPlain()
        && geometry.weight().extent(0) > 1
        && geometry.input().extent(3) >= FEWEST_MAPS
        && geometry.weight().extent(3) % Kernels.PARTS == 0
        && geometry.output().size() > 0;
  }

  /** Of some lines, from 0 to 1. */
  private static double density(Tensor x) {
    int line = x.extent(2) * x.extent(3);
    long some = 0;
    long seen = 0;
    for (int i = 0; i < x.shape().span(0, 2); i += SAMPLED) {
      for (int j = i * line; j < (i + 1) * line; j++) {
        some += x.data()[j] != 0 ? 1 : 0;
      }
      seen += line;
    }
    return (double) some / seen;
  }

  /** x is not needed any more. */
  public void release() {
    x.giveBack();
  }

  /** y. */
  public Tensor forward() {
    Shape output = geometry.output();
    Tensor y = Tensor.empty(output);
    int outputs = output.extent(3);
    float[] zeros = new float[outputs];
    int lines = output.span(0, 2);
    int width = output.extent(2);
    int linesEach = Math.max(1, LOCATIONS / width);
    int bands = (lines - 1) / linesEach + 1;
    Workers.forEach(
        bands * weights.blocks(),
        task -> {
          int block = task / bands; // the tasks of a block, which use the same rows, together
          int from = task % bands * linesEach;
          int to = Math.min(lines, from + linesEach);
          weights.add(
              x, geometry, 0, from, to, block, block + 1, zeros, y.data(), from * width * outputs);
        });
    return y;
  }

  /** dw. */
  public Tensor toWeight(Tensor dy) {
    return gradients().toWeight(dy);
  }

  /** dx. */
  public Tensor toInput(Tensor dy) {
    return gradients().toInput(dy, weights);
  }

  private SparseGradients gradients() {
    if (gradients == null) {
      gradients = new SparseGradients(geometry, x);
    }
    return gradients;
  }
}
