package decisive.autograd;

import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.Comparator;
import java.util.HashMap;
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
 */
final class Backpropagation {
  private final Map<Variable, Tensor> pending = new HashMap<>();
  private final Map<Variable, Tensor> parameters = new LinkedHashMap<>();
  private final PriorityQueue<Variable> queue =
      new PriorityQueue<>(Comparator.comparingLong(Variable::number).reversed());

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
    walk.reach(result, gradient);
    while (!walk.queue.isEmpty()) {
      walk.visit(walk.queue.poll());
    }
    walk.parameters.forEach(Variable::accumulate);
  }

  private void visit(Variable variable) {
    Tensor gradient = pending.remove(variable);
    Operation operation = variable.operation();
    if (operation == null) {
      parameters.put(variable, gradient);
      return;
    }
    Tensor[] gradients = operation.backward(gradient);
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
        reach(inputs[i], gradients[i]);
      }
    }
    variable.free();
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

  private void reach(Variable variable, Tensor gradient) {
    Tensor sum = pending.get(variable);
    if (sum == null) {
      queue.add(variable);
      pending.put(variable, gradient);
    } else {
      pending.put(variable, sum.add(gradient));
    }
  }
}
