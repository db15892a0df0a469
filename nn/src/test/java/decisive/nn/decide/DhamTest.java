package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decided network against the one it was made of, in winner-takes-all evaluation. */
class DhamTest {
  private static final ResNetDesign BASIC = ResNet.blocks(1, 2, 1).width(16).channels(3);
  private static final ResNetDesign BOTTLENECK = ResNet.bottlenecks(1, 1).width(16).channels(3);

  static Stream<ResNetDesign> designs() {
    return Stream.of(
        BASIC.competition(Competition.groupsOf(4)),
        BASIC.competition(Competition.groupsOf(4).strided()),
        BASIC.competition(Competition.groupsOf(2).winnersToOne()),
        BASIC.competition(Competition.groupsOfEach(1, 2, 4, 8, 16, 1, 32, 2)),
        BASIC.competition(Competition.groups(4)),
        BASIC.width(12).competition(Competition.groupsOf(3)),
        BASIC.width(40).competition(Competition.groupsOf(8)),
        BOTTLENECK.competition(Competition.groupsOf(8)),
        BOTTLENECK.competition(Competition.groupsOf(16).strided().winnersToOne()));
  }

  /** A network whose batch norms are not the identity. */
  static ResNet network(ResNetDesign design) {
    ResNet network = design.build(3);
    Generator generator = new Generator(4);
    network
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (name.contains("bn") || name.contains("shortcut.1")) {
                Tensor value = parameter.value();
                Tensor drawn = Tensor.uniform(generator, 0.5f, 1.5f, value.size());
                System.arraycopy(drawn.data(), 0, value.data(), 0, value.size());
              }
            });
    Phase.decided().set(network);
    network.train();
    for (int i = 0; i < 5; i++) {
      network.apply(Variable.constant(images(i, 8))); // moves the running statistics
    }
    network.eval();
    return network;
  }

  static Tensor images(int seed, int count) {
    return Tensor.normal(new Generator(seed), 1, count, 12, 12, 3);
  }

  /**
   * Folding and the order of sums change roundings only: some units of float32 after some layers.
   */
  @ParameterizedTest
  @MethodSource("designs")
  void isTheNetworkThatTakesAll(ResNetDesign design) {
    ResNet network = network(design);
    Tensor images = images(9, 5);
    Tensor expected = network.evaluating(() -> network.apply(Variable.constant(images))).value();
    Dham dham = Dham.decide(network);
    for (Execution way : Execution.values()) {
      Tensor logits = dham.with(way).logits(images);
      assertEquals(expected.shape(), logits.shape());
      for (int i = 0; i < logits.size(); i++) {
        assertEquals(expected.data()[i], logits.data()[i], 2e-4, way + " " + i);
      }
    }
    assertArrayEquals(expected.argmax(1), dham.predict(images));
  }

  @Test
  void neitherThreadsNorKernelsChangeABit() {
    Dham dham = Dham.decide(network(BASIC.competition(Competition.groupsOf(4))));
    Tensor images = images(5, 3);
    Kernels kernels = KernelSet.active();
    int threads = Workers.threads();
    try {
      for (Execution way : Execution.values()) {
        List<Tensor> all = new ArrayList<>();
        for (String name : List.of("plain", "simd")) {
          for (int count = 1; count <= 3; count++) {
            KernelSet.use(KernelSet.named(name));
            Workers.use(count);
            all.add(dham.with(way).logits(images));
            assertEquals(all.get(0), all.get(all.size() - 1), name + " on " + count);
          }
        }
      }
    } finally {
      Workers.use(threads);
      KernelSet.use(kernels);
    }
  }

  /** Also alone, where blocks of outputs are tasks of their own. */
  @Test
  void anImageDoesNotDependOnTheOthers() {
    ResNetDesign wide = ResNet.blocks(1, 1).width(128).competition(Competition.groupsOf(8));
    Dham dham = Dham.decide(network(wide)).with(Execution.SPARSE);
    Tensor images = images(5, 12);
    Tensor together = dham.logits(images);
    for (int n = 0; n < 12; n++) {
      Tensor alone = dham.logits(images.slice(0, n, n + 1));
      assertEquals(together.slice(0, n, n + 1), alone);
    }
  }

  @Test
  void ofNoImagesThereAreNoLogits() {
    Dham dham = Dham.decide(network(BASIC.competition(Competition.groupsOf(4))));
    for (Execution way : Execution.values()) {
      assertEquals(Shape.of(0, dham.outputs()), dham.with(way).logits(images(1, 0)).shape());
    }
  }

  @Test
  void layersMayBeComputedInDifferentWays() {
    Dham dham = Dham.decide(network(BASIC.competition(Competition.groupsOf(4))));
    Tensor images = images(5, 4);
    Dham calibrated = dham.calibrated(images);
    assertEquals(8, calibrated.executions().size());
    assertEquals("layer1.0.conv1", calibrated.executions().get(0).layer());
    assertArrayEquals(dham.predict(images), calibrated.predict(images));
  }

  @Test
  void isNotChangedByFurtherTraining() {
    ResNet network = network(BASIC.competition(Competition.groupsOf(4)));
    Dham dham = Dham.decide(network);
    Tensor before = dham.logits(images(1, 2));
    network.parameters().values().forEach(parameter -> parameter.value().fill(1));
    assertEquals(before, dham.logits(images(1, 2)));
  }

  @Test
  void refusesANetworkWithoutCompetition() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Dham.decide(BASIC.build(1)))
            .getMessage();
    assertTrue(message.contains("no competition") && message.contains("--k 4"), message);
  }

  @Test
  void refusesImagesOfOtherChannels() {
    Dham dham = Dham.decide(network(BASIC.competition(Competition.groupsOf(4))));
    assertEquals(
        "dham: images [2,8,8,1] must be [N,H,W,3]",
        assertThrows(ShapeException.class, () -> dham.logits(Tensor.zeros(2, 8, 8, 1)))
            .getMessage());
  }
}
