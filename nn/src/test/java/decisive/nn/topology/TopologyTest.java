package decisive.nn.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Chain;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Dropout;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.GlobalAveragePool;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.tensor.random.Generator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static final Generator RANDOM = new Generator(1);

  private static final String ADVICE =
      " computes cannot be read; extend Chain, or build the network of Sequential, Unit and"
          + " ResidualBlock, convolutions, linear layers, BatchNorm, Relu, Competitor, pooling,"
          + " Flatten and Dropout";

  private static Conv2d conv() {
    return new Conv2d(4, 4, 3, 1, 1, RANDOM);
  }

  /** Names and kinds, on a line each. */
  private static String text(Module network) {
    StringBuilder text = new StringBuilder();
    for (Step step : Topology.of(network)) {
      if (step instanceof Step.Residual block) {
        text.append(block.name()).append(" [");
        block.layers().forEach(layer -> text.append(text(layer)).append("; "));
        text.append(block.projection().map(TopologyTest::text).orElse("identity")).append("]\n");
      } else if (step instanceof Step.Layer layer) {
        text.append(text(layer)).append('\n');
      } else if (step instanceof Step.Pool pool) {
        text.append(step.name() + " " + pool.pool().getClass().getSimpleName()).append('\n');
      } else {
        text.append(step.name()).append(" flatten\n");
      }
    }
    return text.toString();
  }

  private static String text(Step.Layer layer) {
    return layer.name()
        + layer.norm().map(norm -> " norm").orElse("")
        + layer.activation().map(f -> " " + f.getClass().getSimpleName()).orElse("");
  }

  @Test
  void aResidualNetwork() {
    assertEquals(
        """
        conv1 norm Relu
        layer1.0 [layer1.0.conv1 norm Competitor; layer1.0.conv2 norm Competitor; identity]
        layer2.0 [layer2.0.conv1 norm Competitor; layer2.0.conv2 norm Competitor; \
        layer2.0.shortcut.0 norm]
        pool GlobalAveragePool
        linear
        """,
        text(ResNet.blocks(1, 1).build(1)));
  }

  /** Layers, units and chains in chains are the same steps. */
  @Test
  void layersInARowAreGathered() {
    Conv2d third = conv();
    BatchNorm norm = new BatchNorm(4);
    Competitor competitor = new Competitor(Competition.groupsOf(2), 0, 4);
    Chain net =
        new Sequential(
            conv(),
            new BatchNorm(4),
            new Relu(),
            new MaxPool2d(2),
            new Sequential(new Dropout(0.5f, RANDOM), new Unit(third, norm)),
            competitor,
            new Unit(conv(), new Relu()),
            new Flatten(),
            new Linear(16, 3, RANDOM));
    assertEquals(
        """
        0 norm Relu
        3 MaxPool2d
        4.1.conv norm Competitor
        6.conv Relu
        7 flatten
        8
        """,
        text(net));
    assertEquals(
        new Step.Layer("4.1.conv", third, Optional.of(norm), Optional.of(competitor)),
        Topology.of(net).get(2));
    assertEquals(9, net.parts().size());
  }

  /** A network as a user writes one. */
  private static final class Own extends Chain {
    Own() {
      child("stem", new Unit(conv(), new BatchNorm(4), new Relu()));
      child("pool", new GlobalAveragePool());
      child("head", new Linear(4, 2, RANDOM));
    }
  }

  @Test
  void aNetworkOfOnesOwn() {
    assertEquals("stem.conv norm Relu\npool GlobalAveragePool\nhead\n", text(new Own()));
    assertEquals("\n", text(conv()), "a layer alone");
    assertEquals(List.of(), Topology.of(new Sequential()));
  }

  private static final class Twice extends Module {
    private final Module part = child("part", conv());

    @Override
    protected Variable forward(Variable x) {
      return part.apply(part.apply(x));
    }
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertEquals(
        "topology: what part 1.0, Twice," + ADVICE,
        message(new Sequential(conv(), new Sequential(new Twice()))));
    assertEquals("topology: what the network, Twice," + ADVICE, message(new Twice()));
  }

  @Test
  void normsAndActivationsFollowALayer() {
    String advice =
        " follows no layer; put it behind a convolution or linear layer, a batch norm before an"
            + " activation";
    assertEquals("topology: part 0, Relu," + advice, message(new Sequential(new Relu())));
    assertEquals(
        "topology: part 2, BatchNorm," + advice,
        message(new Sequential(conv(), new Relu(), new BatchNorm(4))));
    assertEquals(
        "topology: part 2, Relu," + advice,
        message(new Sequential(conv(), new MaxPool2d(2), new Relu())));
    assertEquals(
        "topology: part 2, Relu," + advice,
        message(new Sequential(conv(), new Relu(), new Relu())));
  }

  private static String message(Module network) {
    return assertThrows(IllegalArgumentException.class, () -> Topology.of(network)).getMessage();
  }
}
