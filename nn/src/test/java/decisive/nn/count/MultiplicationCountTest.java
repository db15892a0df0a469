package decisive.nn.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Batch;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paper's Table 1 to the unit, the exact rule, and the count that is measured. */
class MultiplicationCountTest {
  private static ResNetDesign cifar(String name, int k) {
    return ResNet.named(name).competition(Competition.groupsOf(k));
  }

  private static long count(ResNetDesign design, CountingRule rule) {
    return MultiplicationCount.of(design.build(1), Shape.of(32, 32, design.channels()), rule)
        .total();
  }

  /** The paper's Table 1, ResNet-18 and ResNet-50. */
  @ParameterizedTest
  @CsvSource({
    "1, 5070848, 1297809408",
    "2, 3125248, 861601792",
    "4, 2152448, 643497984",
    "8, 1666048, 534446080",
    "16, 1422848, 479920128",
    "32, 1301248, 452657152",
    "64, 1240448, 439025664"
  })
  void table1(int k, long resnet18, long resnet50) {
    assertEquals(resnet18, count(cifar("resnet18", k), CountingRule.TABLE1_RESNET18));
    assertEquals(resnet50, count(cifar("resnet50", k), CountingRule.TABLE1_RESNET50));
  }

  /** The authors' result files: dense 39,518,208, the rest 515,899,392 / k. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
  void exact(int k) {
    assertEquals(39_518_208 + 515_899_392 / k, count(cifar("resnet18", k), CountingRule.EXACT));
  }

  @Test
  void fixedGroupsCountWinnersPerLayer() {
    ResNetDesign design = ResNet.named("resnet18").competition(Competition.groups(16));
    long expected = 0;
    for (ConvolutionSite site : ConvolutionSite.of(design.build(1), Shape.of(32, 32, 3))) {
      boolean dense = site.name().equals("conv1") || site.name().equals("layer1.0.conv1");
      expected += site.outputElements() * site.area() * (dense ? site.inputs() : 16);
    }
    assertEquals(expected, count(design, CountingRule.EXACT));
  }

  @Test
  void theLinearLayerStandsApart() {
    assertEquals(
        5120,
        MultiplicationCount.of(
                cifar("resnet18", 4).build(1), Shape.of(32, 32, 3), CountingRule.EXACT)
            .linear());
  }

  /**
   * With every input positive and no frame, everything is executed; with a frame of zeros, what
   * reaches outside is not.
   */
  @Test
  void executedCountsProductsOfNonZeros() {
    var conv = new Conv2d(2, 5, 3, 1, 1, new Generator(1));
    Tensor x = Tensor.zeros(1, 3, 3, 2);
    x.set(1, 0, 0, 0, 0); // a corner lies in 4 windows
    x.set(2, 0, 1, 1, 0); // the centre in 9
    x.set(3, 0, 1, 1, 1);
    x.set(4, 0, 0, 1, 1); // an edge in 6
    MultiplicationCount count = ExecutedCount.of(conv, List.of(new Batch(x, new int[1])));
    assertEquals((4 + 9 + 9 + 6) * 5, count.total());
  }

  /** Every product of every window, looked at one by one. */
  @Property(tries = 200)
  void executedAreTheProductsOfNonZeros(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int size,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(max = 4) int padding) {
    Generator generator = new Generator(seed);
    int height = size + generator.nextInt(5);
    int width = size + generator.nextInt(5);
    Tensor x = Tensor.uniform(generator, -1, 1, 2, height, width, 3).relu();
    Conv2d conv = new Conv2d(3, 2, size, stride, padding, generator.split("conv"));
    long products = 0;
    for (int n = 0; n < 2; n++) {
      for (int i = -padding; i + size <= height + padding; i += stride) {
        for (int j = -padding; j + size <= width + padding; j += stride) {
          for (int tap = 0; tap < size * size * 3; tap++) {
            int row = i + tap / 3 / size;
            int column = j + tap / 3 % size;
            boolean inside = row >= 0 && row < height && column >= 0 && column < width;
            products += inside && x.get(n, row, column, tap % 3) != 0 ? 2 : 0;
          }
        }
      }
    }
    try (ExecutedCount count = ExecutedCount.observe(conv)) {
      conv.apply(Variable.constant(x));
      assertEquals(products, count.mean(1).total());
    }
  }

  @Test
  void executedIsLessThanExactWhenDecided() {
    ResNetDesign design =
        ResNet.blocks(1, 1).width(8).channels(1).competition(Competition.groupsOf(4));
    ResNet net = design.build(3);
    Phase.decided().set(net);
    Tensor images = Tensor.uniform(new Generator(2), 0.1f, 1, 4, 8, 8, 1);
    long executed = ExecutedCount.of(net, List.of(new Batch(images, new int[4]))).total();
    long exact = MultiplicationCount.of(net, Shape.of(8, 8, 1), CountingRule.EXACT).total();
    assertTrue(executed > 0 && executed < exact, executed + " of " + exact);
    assertTrue(net.training(), "the mode is restored");
  }

  @Test
  void everyPartIsBackInItsMode() {
    var frozen = new Conv2d(1, 1, 1, 1, 0, new Generator(1));
    frozen.eval();
    var net = new Sequential(frozen, new Relu());
    ExecutedCount.of(net, List.of(new Batch(Tensor.ones(1, 2, 2, 1), new int[1])));
    assertTrue(net.training());
    assertFalse(frozen.training());
    assertEquals(
        "executed count: no images given",
        assertThrows(IllegalArgumentException.class, () -> ExecutedCount.of(net, List.of()))
            .getMessage());
  }

  /** Per image: two images with 3 non-zero inputs of 4, and with 1, into 5 outputs. */
  @Test
  void executedCountsTheLinearLayerApart() {
    var linear = new Linear(4, 5, new Generator(1));
    Tensor x = Tensor.of(new float[] {1, 0, 2, 3, 0, 0, -1, 0}, 2, 4);
    MultiplicationCount count = ExecutedCount.of(linear, List.of(new Batch(x, new int[2])));
    assertEquals(0, count.total());
    assertEquals((3 + 1) * 5 / 2, count.linear());
  }

  @Test
  void wrongNamesAreListed() {
    assertEquals(
        "rule paper: unknown; there are exact, table1-resnet18, table1-resnet50",
        assertThrows(IllegalArgumentException.class, () -> CountingRule.named("paper"))
            .getMessage());
    assertEquals(
        "model resnet19: unknown; there are resnet8, resnet18, resnet20, resnet34 and resnet50",
        assertThrows(IllegalArgumentException.class, () -> ResNet.named("resnet19")).getMessage());
  }

  @Test
  void saysItsSums() {
    MultiplicationCount count = new MultiplicationCount(Map.of("a", 1200L, "b", 34L), 5);
    assertEquals("1,234 multiplications in 2 convolutions, 5 in linear layers", count.toString());
  }
}
