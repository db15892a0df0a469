package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.parallel.Workers;

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

  /** A half-open range. */
  interface Range {
    void accept(int from, int to);
  }
}
