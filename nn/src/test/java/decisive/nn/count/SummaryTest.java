package decisive.nn.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Dropout;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void aTableOfAnyNetwork() {
    Generator random = new Generator(1);
    Sequential net =
        new Sequential(
            new Conv2d(1, 16, 3, 1, 1, random).withBias(random),
            Variable::relu,
            new MaxPool2d(2),
            new Flatten(),
            new Linear(256, 10, random));
    assertEquals(
        """
        name   part                               output    parameters  multiplications
        0      Conv2d(1 → 16, size 3, padding 1)  [8,8,16]         160            9,216
        1      Lambda                             [8,8,16]           0                0
        2      MaxPool2d(size 2, stride 2)        [4,4,16]           0                0
        3      Flatten                            [256]              0                0
        4      Linear(256 → 10)                   [10]           2,570            2,560
        total                                                    2,730           11,776
        """,
        Summary.of(net, Shape.of(8, 8, 1)).toString());
  }

  /** With a weight of its own, and a part that runs twice. */
  private static final class Own extends Module {
    private final Variable scale = parameter("scale", Tensor.vector(1, 2, 3));
    private final Linear part = child("part", new Linear(3, 3, new Generator(1)));

    @Override
    protected Variable forward(Variable x) {
      return part.apply(part.apply(x).mul(scale));
    }
  }

  @Test
  void aPartsParametersCountOnce() {
    assertEquals(
        """
        name   part           output  parameters  multiplications
        part   Linear(3 → 3)  [3]             12                9
        part   Linear(3 → 3)  [3]              0                9
               Own            [3]              3                0
        total                                 15               18
        """,
        Summary.of(new Own(), Shape.of(3)).toString());
  }

  @Test
  void aResidualNetworkIsAsItWas() {
    ResNet net = ResNet.blocks(1, 1).width(4).channels(2).build(1);
    Summary summary = Summary.of(net, Shape.of(6, 6, 2));
    assertEquals(net.parameterCount(), summary.parameters());
    assertEquals(
        net.parameterCount(), summary.rows().stream().mapToLong(Summary.Row::parameters).sum());
    MultiplicationCount count =
        MultiplicationCount.of(net, Shape.of(6, 6, 2), CountingRule.EXACT); // no competition
    assertEquals(count.total() + count.linear(), summary.multiplications());
    assertTrue(net.training());
    assertEquals(Tensor.zeros(4), net.buffers().get("bn1.running_mean"));
  }

  @Test
  void changesNothing() {
    Dropout dropout = new Dropout(0.5f, new Generator(1));
    Summary.of(dropout, Shape.of(3));
    assertEquals(0, dropout.buffers().get(Dropout.RUNS).item());
    Linear linear = new Linear(3, 2, new Generator(1));
    assertEquals(
        "linear: input [1,4] must be [N,3]; flatten images first",
        assertThrows(ShapeException.class, () -> Summary.of(linear, Shape.of(4))).getMessage());
    assertFalse(linear.isObserved());
  }
}
