package decisive.autograd;

import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Storage;
import decisive.tensor.storage.Workspace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The walk from a result back to the leaves. Variables are visited by their order of creation, the
 * latest first: a result is always made after its operands, so when a variable's turn comes all the
 * gradients that reach it have been added up, always in the same order. No recursion, so depth
 * costs no stack.
 *
 * <p>The parameters receive their gradients at the end, all or, after an error, none.
 *
 * <p>Gradients that backward made and that nothing waits for any more go back to the thread's
 * {@link Workspace}, if it has one: so a walk has the gradients of few layers in memory at a time.
 */
final class Backpropagation {
  private final Map<Variable, Tensor> pending = new HashMap<>();
  private final Map<Variable, Tensor> parameters = new LinkedHashMap<>();
  private final PriorityQueue<Variable> queue =
      new PriorityQueue<>(Comparator.comparingLong(Variable::number).reversed());

  /** How many gradients that are waited for lie in a storage. */
  private final Map<Storage, Integer> holders = new IdentityHashMap<>();

  /** What was lent before is not the walk's to give back. */
  private final long begin = Workspace.mark();

  private Backpropagation() {}

  static void run(Variable result, Tensor gradient) {
    if (!result.requiresGradient()) {
      throw new IllegalStateException(
          "backward: nothing to learn: no parameter took part in this result, or it was made inside"
              + " a NoGradient scope");
    }
    if (!gradient.shape().equals(result.shape())) {
      throw new ShapeException(
          "backward: gradient "
              + gradient.shape()
              + " for a result "
              + result.shape()
              + "; they must be equal");
    }
    Backpropagation walk = new Backpropagation();
    walk.hold(gradient);
    walk.reach(result, gradient);
    while (!walk.queue.isEmpty()) {
      walk.visit(walk.queue.poll());
    }
    walk.parameters.forEach(
        (parameter, total) -> parameter.accumulate(total, walk.mayOwn(Storage.behind(total))));
  }

  private void visit(Variable variable) {
    Tensor gradient = pending.remove(variable);
    Operation operation = variable.operation();
    if (operation == null) {
      parameters.put(variable, gradient);
      return;
    }
    Tensor[] gradients = operation.back(gradient);
    Variable[] inputs = operation.inputs();
    if (gradients == null || gradients.length != inputs.length) {
      throw new IllegalStateException(
          operation.name()
              + ": backward gave "
              + (gradients == null ? "null" : gradients.length + " gradients")
              + " for "
              + inputs.length
              + " operands");
    }
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].requiresGradient()) {
        check(operation, i, inputs[i], gradients[i]);
        hold(gradients[i]); // all before the first is dropped: they may share storage
      }
    }
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].requiresGradient()) {
        reach(inputs[i], gradients[i]);
      }
    }
    variable.free();
    drop(gradient);
  }

  private static void check(Operation operation, int i, Variable input, Tensor gradient) {
    if (gradient == null || !gradient.shape().equals(input.shape())) {
      throw new IllegalStateException(
          operation.name()
              + ": backward gave "
              + (gradient == null ? "no gradient" : "a gradient " + gradient.shape())
              + " for operand "
              + i
              + " "
              + input.shape());
    }
  }

  /** Takes over a gradient that is held for this variable. */
  private void reach(Variable variable, Tensor gradient) {
    Tensor earlier = pending.get(variable);
    if (earlier == null) {
      queue.add(variable);
      pending.put(variable, gradient);
      return;
    }
    if (mayOwn(Storage.behind(earlier)) && Storage.behind(earlier) != Storage.behind(gradient)) {
      addTo(earlier, gradient);
    } else {
      Tensor sum = earlier.add(gradient);
      hold(sum);
      pending.put(variable, sum);
      drop(earlier);
    }
    drop(gradient);
  }

  /** In place: nobody else holds {@code sum}, and no fresh memory need be brought in. */
  private static void addTo(Tensor sum, Tensor gradient) {
    Workers.forEachRange(
        sum.size(),
        Workers.CHUNK,
        (from, to) -> KernelSet.active().add(gradient.data(), from, sum.data(), from, to - from));
  }

  private void hold(Tensor gradient) {
    holders.merge(Storage.behind(gradient), 1, Integer::sum);
  }

  private void drop(Tensor gradient) {
    Storage storage = Storage.behind(gradient);
    if (holders.merge(storage, -1, Integer::sum) == 0) {
      holders.remove(storage);
      if (storage.lentSince(begin)) {
        storage.release();
      }
    }
  }

  /** Whether one gradient is all that is left of a storage that backward made. */
  private boolean mayOwn(Storage storage) {
    return holders.get(storage) == 1 && storage.lentSince(begin);
  }
}
