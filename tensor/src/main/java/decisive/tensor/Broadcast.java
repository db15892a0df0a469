package decisive.tensor;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * NumPy's broadcasting. The last axis is one call of a kernel, with step 1 or 0; the axes before it
 * are walked by strides, 0 where an operand repeats.
 */
final class Broadcast {
  private Broadcast() {}

  static Tensor binary(BinaryOp operation, Tensor a, Tensor b) {
    Shape shape = a.shape().broadcast(b.shape(), operation.label());
    Tensor c = Tensor.empty(shape);
    boolean aWhole = a.shape().equals(shape);
    boolean bWhole = b.shape().equals(shape);
    if ((aWhole || a.size() == 1) && (bWhole || b.size() == 1)) {
      int aStep = a.size() == 1 ? 0 : 1;
      int bStep = b.size() == 1 ? 0 : 1;
      Workers.forEachRange(
          c.size(),
          Workers.CHUNK,
          (from, to) ->
              KernelSet.active()
                  .binary(
                      operation,
                      a.data(),
                      from * aStep,
                      aStep,
                      b.data(),
                      from * bStep,
                      bStep,
                      c.data(),
                      from,
                      to - from));
    } else {
      byRows(operation, a, b, c);
    }
    return c;
  }

  private static void byRows(BinaryOp operation, Tensor a, Tensor b, Tensor c) {
    Shape shape = c.shape();
    int[] aStrides = repeatingStrides(a.shape(), shape);
    int[] bStrides = repeatingStrides(b.shape(), shape);
    int last = shape.rank() - 1;
    int columns = shape.extent(-1);
    Kernels kernels = KernelSet.active();
    Elementwise.rows(
        rows(shape),
        columns,
        row ->
            kernels.binary(
                operation,
                a.data(),
                rowOffset(row, shape, aStrides),
                aStrides[last],
                b.data(),
                rowOffset(row, shape, bStrides),
                bStrides[last],
                c.data(),
                row * columns,
                columns));
  }

  /** Strides of {@code from} seen under {@code to}: 0 on every axis that repeats. */
  private static int[] repeatingStrides(Shape from, Shape to) {
    int[] own = from.strides();
    int[] strides = new int[to.rank()];
    int lead = to.rank() - from.rank();
    for (int axis = lead; axis < to.rank(); axis++) {
      strides[axis] = from.extent(axis - lead) == 1 ? 0 : own[axis - lead];
    }
    return strides;
  }

  /** Rows of a shape of rank 1 or more: all axes but the last; none if there are no elements. */
  private static int rows(Shape shape) {
    return shape.size() == 0 ? 0 : shape.span(0, shape.rank() - 1);
  }

  /** Where row {@code row} (all axes but the last, flattened) begins. */
  private static int rowOffset(int row, Shape shape, int[] strides) {
    int offset = 0;
    for (int axis = shape.rank() - 2; axis >= 0; axis--) {
      offset += row % shape.extent(axis) * strides[axis];
      row /= shape.extent(axis);
    }
    return offset;
  }

  static Tensor expand(Tensor x, Shape target) {
    if (!x.shape().broadcast(target, "broadcastTo").equals(target)) {
      throw new ShapeException(
          "broadcastTo: shape " + x.shape() + " does not broadcast to " + target);
    }
    if (x.size() == 1) {
      return Tensor.full(x.data()[0], target);
    }
    Tensor y = Tensor.empty(target);
    int[] strides = repeatingStrides(x.shape(), target);
    boolean repeats = strides[target.rank() - 1] == 0;
    int columns = target.extent(-1);
    Elementwise.rows(
        rows(target),
        columns,
        row -> {
          int from = rowOffset(row, target, strides);
          int to = row * columns;
          if (repeats) {
            Arrays.fill(y.data(), to, to + columns, x.data()[from]);
          } else {
            System.arraycopy(x.data(), from, y.data(), to, columns);
          }
        });
    return y;
  }

  static Tensor sumTo(Tensor x, Shape target) {
    if (x.shape().equals(target)) {
      return x;
    }
    if (!target.broadcast(x.shape(), "sumTo").equals(x.shape())) {
      throw new ShapeException("sumTo: " + target + " does not broadcast to " + x.shape());
    }
    int lead = x.rank() - target.rank();
    int[] axes = new int[x.rank()];
    int count = 0;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis < lead || (target.extent(axis - lead) == 1 && x.extent(axis) != 1)) {
        axes[count++] = axis;
      }
    }
    return x.sum(Arrays.copyOf(axes, count)).reshape(target.extents());
  }
}
