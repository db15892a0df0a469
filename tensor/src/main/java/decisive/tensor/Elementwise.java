package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.parallel.Workers;
import java.util.function.IntConsumer;

/** Operations that treat every element alike. */
final class Elementwise {
  /** Elements a task handles: large enough that a thread is worth waking. */
  static final int CHUNK = 1 << 15;

  private Elementwise() {}

  static Tensor unary(UnaryOp operation, Tensor x) {
    Tensor y = Tensor.zeros(x.shape());
    chunks(
        x.size(),
        (from, to) ->
            KernelSet.active().unary(operation, x.data(), from, y.data(), from, to - from));
    return y;
  }

  /** Calls {@code body} for consecutive ranges that cover 0 .. n-1, in parallel. */
  static void chunks(int n, Range body) {
    int tasks = (n + CHUNK - 1) / CHUNK;
    Workers.forEach(tasks, task -> body.accept(task * CHUNK, Math.min(n, (task + 1) * CHUNK)));
  }

  /** Calls {@code body} for rows 0 .. rows-1 of some elements each, in parallel, many a task. */
  static void rows(int rows, int elements, IntConsumer body) {
    int perTask = Math.max(1, CHUNK / Math.max(1, elements));
    Workers.forEach(
        (int) (((long) rows + perTask - 1) / perTask),
        task -> {
          int last = (int) Math.min(rows, (task + 1L) * perTask);
          for (int row = task * perTask; row < last; row++) {
            body.accept(row);
          }
        });
  }

  /** A half-open range. */
  interface Range {
    void accept(int from, int to);
  }
}
