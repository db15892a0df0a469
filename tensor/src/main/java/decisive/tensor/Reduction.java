package decisive.tensor;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import java.util.Arrays;

/**
 * Reductions along axes. Several axes are reduced one after the other, the last first, so that the
 * order of sums is fixed: in blocks, contiguous runs by {@link Kernels#sum}, others row by row.
 */
final class Reduction {
  /**
   * Elements (or rows) summed in float32; the blocks' sums are added in double, so that long sums
   * stay accurate.
   */
  private static final int BLOCK = 1024;

  private Reduction() {}

  static Tensor sum(Tensor x, int... axes) {
    return overAxes(x, axes, Reduction::sumAlong);
  }

  static Tensor max(Tensor x, int... axes) {
    count(x, axes, "max");
    return overAxes(x, axes, Reduction::maxAlong);
  }

  /** min x = −max(−x): a change of sign is exact. */
  static Tensor min(Tensor x, int... axes) {
    count(x, axes, "min");
    return max(x.neg(), axes).neg();
  }

  static Tensor mean(Tensor x, int... axes) {
    return sum(x, axes).div(count(x, axes, "mean"));
  }

  /**
   * By two passes in double, element after element: the mean first, then the mean square of what is
   * left. So a mean that is large beside the standard deviation costs no accuracy.
   */
  static Tensor variance(Tensor x, String operation, int... axes) {
    int n = count(x, axes, operation);
    boolean[] reduced = reduced(x.shape(), axes);
    Tensor rows = behind(x, reduced);
    Tensor y = Tensor.empty(remaining(x.shape(), reduced));
    Elementwise.rows(y.size(), n, i -> y.data()[i] = variance(rows.data(), i * n, n));
    return y;
  }

  private static float variance(float[] x, int offset, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[offset + i];
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double d = x[offset + i] - mean;
      squares += d * d;
    }
    return (float) (squares / n);
  }

  /** The elements behind each result side by side: the reduced axes are the last. */
  private static Tensor behind(Tensor x, boolean[] reduced) {
    int[] order = new int[x.rank()];
    int to = 0;
    for (boolean last : new boolean[] {false, true}) {
      for (int axis = 0; axis < order.length; axis++) {
        if (reduced[axis] == last) {
          order[to++] = axis;
        }
      }
    }
    boolean inOrder = true;
    for (int axis = 0; axis < order.length; axis++) {
      inOrder &= order[axis] == axis;
    }
    return inOrder ? x : Layout.permute(x, order);
  }

  /**
   * How many elements a result is made of.
   *
   * @throws ShapeException if there are results, but no elements to make them of
   */
  static int count(Tensor x, int[] axes, String operation) {
    boolean[] reduced = reduced(x.shape(), axes);
    long count = 1;
    boolean results = true;
    for (int axis = 0; axis < reduced.length; axis++) {
      if (reduced[axis]) {
        count = x.extent(axis) == 0 ? 0 : Math.min(Integer.MAX_VALUE, count * x.extent(axis));
      } else {
        results &= x.extent(axis) > 0;
      }
    }
    if (count == 0 && results) {
      throw new ShapeException(
          operation
              + ": shape "
              + x.shape()
              + " has no elements to reduce"
              + (axes.length == 0 ? "" : " along " + Arrays.toString(axes).replace(" ", ""))
              + "; of nothing there is no "
              + operation);
    }
    return (int) count;
  }

  private static Tensor overAxes(Tensor x, int[] axes, Along along) {
    boolean[] reduced = reduced(x.shape(), axes);
    Tensor result = x;
    int right = x.rank();
    while (right > 0) {
      if (!reduced[right - 1]) {
        right--;
        continue;
      }
      int left = right - 1;
      while (left > 0 && reduced[left - 1]) {
        left--;
      }
      result = along.reduce(result, left, right);
      right = left;
    }
    return result == x ? x.copy() : result;
  }

  private static boolean[] reduced(Shape shape, int[] axes) {
    boolean[] reduced = new boolean[shape.rank()];
    Arrays.fill(reduced, axes.length == 0);
    for (int axis : axes) {
      reduced[shape.axis(axis)] = true;
    }
    return reduced;
  }

  /** Reduces the neighbouring axes from {@code left} (inclusive) to {@code right} (exclusive). */
  private interface Along {
    Tensor reduce(Tensor x, int left, int right);
  }

  private static Tensor sumAlong(Tensor x, int left, int right) {
    int outer = x.shape().span(0, left);
    int n = x.shape().span(left, right);
    int inner = x.shape().span(right, x.rank());
    Tensor y = Tensor.zeros(remaining(x.shape(), left, right));
    Elementwise.rows(
        outer,
        n * inner,
        i -> {
          if (inner == 1) {
            y.data()[i] = sum(x.data(), i * n, n);
          } else {
            float[] sums = columnSums(x.data(), i * n * inner, n, inner);
            System.arraycopy(sums, 0, y.data(), i * inner, inner);
          }
        });
    return y;
  }

  private static float sum(float[] x, int offset, int n) {
    Kernels kernels = KernelSet.active();
    double sum = 0;
    for (int done = 0, block; done < n; done += block) {
      block = Math.min(BLOCK, n - done);
      sum += kernels.sum(x, offset + done, block);
    }
    return (float) sum;
  }

  private static float[] columnSums(float[] x, int offset, int rows, int columns) {
    Kernels kernels = KernelSet.active();
    float[] rounded = new float[columns];
    if (rows <= BLOCK) {
      kernels.columnSums(x, offset, rows, columns, rounded);
      return rounded;
    }
    double[] sums = new double[columns];
    for (int done = 0, block; done < rows; done += block) {
      block = Math.min(BLOCK, rows - done);
      float[] some = new float[columns];
      kernels.columnSums(x, offset + done * columns, block, columns, some);
      for (int j = 0; j < columns; j++) {
        sums[j] += some[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      rounded[j] = (float) sums[j];
    }
    return rounded;
  }

  private static Tensor maxAlong(Tensor x, int left, int right) {
    int outer = x.shape().span(0, left);
    int n = x.shape().span(left, right);
    int inner = x.shape().span(right, x.rank());
    Tensor y = Tensor.zeros(remaining(x.shape(), left, right));
    if (y.size() == 0) {
      return y;
    }
    Elementwise.rows(
        outer,
        n * inner,
        i -> {
          Kernels kernels = KernelSet.active();
          if (inner == 1) {
            y.data()[i] = kernels.max(x.data(), i * n, n);
          } else {
            System.arraycopy(x.data(), i * n * inner, y.data(), i * inner, inner);
            for (int row = 1; row < n; row++) {
              int offset = (i * n + row) * inner;
              kernels.binary(
                  BinaryOp.MAXIMUM,
                  x.data(),
                  offset,
                  1,
                  y.data(),
                  i * inner,
                  1,
                  y.data(),
                  i * inner,
                  inner);
            }
          }
        });
    return y;
  }

  private static Shape remaining(Shape shape, int left, int right) {
    int[] rest = new int[shape.rank() - (right - left)];
    for (int axis = 0, to = 0; axis < shape.rank(); axis++) {
      if (axis < left || axis >= right) {
        rest[to++] = shape.extent(axis);
      }
    }
    return Shape.of(rest);
  }

  private static Shape remaining(Shape shape, boolean[] reduced) {
    int[] rest = new int[shape.rank()];
    int rank = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!reduced[axis]) {
        rest[rank++] = shape.extent(axis);
      }
    }
    return Shape.of(Arrays.copyOf(rest, rank));
  }

  static int[] argmax(Tensor x, int axis) {
    count(x, new int[] {axis}, "argmax");
    int along = x.shape().axis(axis);
    int outer = x.shape().span(0, along);
    int n = x.extent(along);
    int inner = x.shape().span(along + 1, x.rank());
    int[] best = new int[outer * inner];
    for (int i = 0; i < best.length; i++) {
      int base = i / inner * n * inner + i % inner;
      for (int j = 1; j < n; j++) {
        float candidate = x.data()[base + j * inner];
        float largest = x.data()[base + best[i] * inner];
        if (candidate > largest || (candidate != candidate && largest == largest)) {
          best[i] = j;
        }
      }
    }
    return best;
  }
}
