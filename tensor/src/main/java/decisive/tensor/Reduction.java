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
    return overAxes(x, axes, Reduction::maxAlong);
  }

  static Tensor mean(Tensor x, int... axes) {
    Tensor sum = sum(x, axes);
    return sum.div(count(x, sum, "mean"));
  }

  /** Two passes: the mean first, then the mean square of what is left; no cancellation. */
  static Tensor variance(Tensor x, int... axes) {
    boolean[] reduced = reduced(x.shape(), axes);
    int[] kept = x.shape().extents();
    for (int axis = 0; axis < kept.length; axis++) {
      kept[axis] = reduced[axis] ? 1 : kept[axis];
    }
    Tensor mean = mean(x, axes).reshape(kept);
    return mean(x.sub(mean).square(), axes);
  }

  private static float count(Tensor x, Tensor reduced, String operation) {
    if (x.size() == 0) {
      throw new ShapeException(operation + ": shape " + x.shape() + " has no elements");
    }
    return (float) x.size() / reduced.size();
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
    if (n == 0) {
      throw new ShapeException("max: shape " + x.shape() + " has no elements to choose from");
    }
    Tensor y = Tensor.zeros(remaining(x.shape(), left, right));
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

  static int[] argmax(Tensor x, int axis) {
    int along = x.shape().axis(axis);
    int outer = x.shape().span(0, along);
    int n = x.extent(along);
    int inner = x.shape().span(along + 1, x.rank());
    if (n == 0) {
      throw new ShapeException("argmax: shape " + x.shape() + " has no elements to choose from");
    }
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
