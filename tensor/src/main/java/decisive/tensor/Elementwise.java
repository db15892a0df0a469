package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.parallel.Workers;
import java.util.function.IntConsumer;

/** Operations that treat every element alike. */
final class Elementwise {
  private Elementwise() {}

  static Tensor unary(UnaryOp operation, Tensor x) {
    Tensor y = Tensor.empty(x.shape());
    Workers.forEachRange(
        x.size(),
        Workers.CHUNK,
        (from, to) ->
            KernelSet.active().unary(operation, x.data(), from, y.data(), from, to - from));
    return y;
  }

  /** Calls {@code body} for rows 0 .. rows-1 of some elements each, in parallel, many a task. */
  static void rows(int rows, int elements, IntConsumer body) {
    Workers.forEachRange(
        rows,
        Math.max(1, Workers.CHUNK / Math.max(1, elements)),
        (from, to) -> {
          for (int row = from; row < to; row++) {
            body.accept(row);
          }
        });
  }
}
