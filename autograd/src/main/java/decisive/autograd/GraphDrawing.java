package decisive.autograd;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The graph behind a variable as text in the DOT language of Graphviz; {@code dot -Tsvg} makes a
 * picture of it.
 *
 * <p>A box is a leaf, bold if it is a parameter; an ellipse is the result of an operation. Each
 * carries its kind and shape. Arrows run from operands to results, in the order of the operands.
 * Nodes are numbered in the order of creation, so that the same program gives the same text.
 */
public final class GraphDrawing {
  private GraphDrawing() {}

  /** As {@link #dot(Variable, Map)}, without names. */
  public static String dot(Variable result) {
    return dot(result, Map.of());
  }

  /**
   * Draws the graph. Call it before backward, which frees the graph.
   *
   * @param names variables by the name to show, such as a module's parameters; those that are not
   *     in the graph are ignored
   * @throws IllegalStateException if backward has freed the graph or a part of it
   */
  public static String dot(Variable result, Map<String, Variable> names) {
    Map<Variable, Integer> ids = collect(result);
    Map<Variable, String> nameOf = new IdentityHashMap<>();
    names.forEach((name, variable) -> nameOf.put(variable, name));
    StringBuilder dot = new StringBuilder("digraph gradients {\n");
    ids.forEach((variable, id) -> dot.append(node(variable, id, nameOf.get(variable))));
    ids.forEach(
        (variable, id) -> {
          if (variable.operation() != null) {
            for (Variable operand : variable.operation().inputs()) {
              dot.append("  n").append(ids.get(operand)).append(" -> n").append(id).append(";\n");
            }
          }
        });
    return dot.append("}\n").toString();
  }

  /** Everything reachable, in the order of creation, numbered from 0. */
  static Map<Variable, Integer> collect(Variable result) {
    Map<Variable, Integer> ids = new TreeMap<>(Comparator.comparingLong(Variable::number));
    Deque<Variable> todo = new ArrayDeque<>();
    todo.push(result);
    while (!todo.isEmpty()) {
      Variable variable = todo.pop();
      if (ids.putIfAbsent(variable, 0) != null || variable.operation() == null) {
        continue;
      }
      if (variable.operation() instanceof Freed) {
        throw new IllegalStateException(
            "graph: what is behind "
                + variable.kind()
                + " "
                + variable.shape()
                + " was freed by backward; look at it before, or run forward again");
      }
      for (Variable operand : variable.operation().inputs()) {
        todo.push(operand);
      }
    }
    int id = 0;
    for (Map.Entry<Variable, Integer> entry : ids.entrySet()) {
      entry.setValue(id++);
    }
    return ids;
  }

  private static String node(Variable variable, int id, String name) {
    String style =
        variable.operation() != null
            ? "shape=ellipse"
            : variable.requiresGradient() ? "shape=box, style=bold" : "shape=box";
    String text = (name == null ? "" : name + "\n") + variable.kind() + " " + variable.shape();
    return "  n" + id + " [label=\"" + escape(text) + "\", " + style + "];\n";
  }

  /** In a quoted label: quotes and backslashes escaped, a line break as DOT's own. */
  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "").replace("\n", "\\n");
  }
}
