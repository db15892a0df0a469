package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {
  @Test
  void golden() {
    Variable x = Variable.constant(Tensor.ones(4, 3));
    Variable weight = Variable.parameter(Tensor.ones(3, 2));
    Variable unused = Variable.parameter(Tensor.ones(1));
    Variable y = x.matmul(weight);
    Variable loss = y.mul(y).sum();
    String expected =
        """
        digraph gradients {
          n0 [label="constant [4,3]", shape=box];
          n1 [label="layer.weight\\nparameter [3,2]", shape=box, style=bold];
          n2 [label="matmul [4,2]", shape=ellipse];
          n3 [label="mul [4,2]", shape=ellipse];
          n4 [label="sum []", shape=ellipse];
          n0 -> n2;
          n1 -> n2;
          n2 -> n3;
          n2 -> n3;
          n3 -> n4;
        }
        """;
    Map<String, Variable> names = Map.of("layer.weight", weight, "unused", unused);
    assertEquals(expected, GraphDrawing.dot(loss, names));
    assertEquals(expected, GraphDrawing.dot(loss, names)); // drawing changes nothing
    loss.backward();
  }

  @Test
  void aLeafIsAGraphOfOne() {
    assertEquals(
        "digraph gradients {\n  n0 [label=\"constant []\", shape=box];\n}\n",
        GraphDrawing.dot(Variable.constant(Tensor.scalar(1))));
  }

  @Test
  void labelsAreEscaped() {
    Variable x = Variable.parameter(Tensor.scalar(1));
    String dot = GraphDrawing.dot(x, Map.of("a \"b\" \\ c\nd", x));
    assertTrue(dot.contains("label=\"a \\\"b\\\" \\\\ c\\nd\\nparameter []\""), dot);
  }

  @Test
  void afterBackwardItSaysWhy() {
    Variable x = Variable.parameter(Tensor.ones(2));
    Variable shared = x.square();
    Variable later = shared.exp();
    shared.sum().backward();
    assertEquals(
        "graph: what is behind square [2] was freed by backward; look at it before, or run forward"
            + " again",
        assertThrows(IllegalStateException.class, () -> GraphDrawing.dot(later)).getMessage());
  }
}
