package decisive.nn.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.block.ResidualBlock;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.layer.AveragePool2d;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Batch;
import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The convolutions that are read from a network are those that run, in order. */
class ConvolutionSiteTest {
  @ParameterizedTest
  @CsvSource({"9, 7", "8, 8", "1, 1", "5, 2", "3, 16", "31, 6"})
  void basicBlocks(int height, int width) {
    int[] k = {1, 2, 4, 2, 1, 4, 2, 4};
    assertSitesRun(ResNet.blocks(1, 2, 1).competition(Competition.groupsOfEach(k)), height, width);
  }

  @ParameterizedTest
  @CsvSource({"9, 7", "8, 8", "1, 1", "5, 2", "3, 16", "31, 6"})
  void bottlenecks(int height, int width) {
    assertSitesRun(ResNet.bottlenecks(1, 2, 1).competition(Competition.groups(4)), height, width);
  }

  private static void assertSitesRun(ResNetDesign wide, int height, int width) {
    ResNet net = wide.width(4).channels(2).build(1);
    List<ConvolutionSite> ran = new ArrayList<>();
    Map<Variable, Integer> groupSizes = new IdentityHashMap<>(); // of what a competition made
    Set<Variable> blockInputs = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Runnable> later = new ArrayList<>(); // a block is seen after its convolutions
    net.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            competitor.observe((in, out) -> groupSizes.put(out, competitor.groupSize()));
          } else if (module instanceof ResidualBlock) {
            module.observe((in, out) -> blockInputs.add(in));
          } else if (module instanceof Conv2d conv) {
            conv.observe(
                (in, out) ->
                    later.add(() -> ran.add(site(path, conv, in, out, groupSizes, blockInputs))));
          }
        });
    net.apply(Variable.constant(Tensor.uniform(new Generator(1), -1, 1, 2, height, width, 2)));
    later.forEach(Runnable::run);
    assertEquals(ConvolutionSite.of(net, Shape.of(height, width, 2)), ran);
  }

  private static ConvolutionSite site(
      String path,
      Conv2d conv,
      Variable in,
      Variable out,
      Map<Variable, Integer> groupSizes,
      Set<Variable> blockInputs) {
    return new ConvolutionSite(
        path,
        conv.inputs(),
        conv.outputs(),
        conv.size(),
        1,
        out.shape().extent(1),
        out.shape().extent(2),
        blockInputs.contains(in),
        groupSizes.getOrDefault(in, 1),
        conv.inputs() / groupSizes.getOrDefault(in, 1));
  }

  /** A network with strides, pooling, groups of channels and linear layers, counted by hand. */
  private static Sequential mixed() {
    Generator random = new Generator(1);
    return new Sequential(
        new Conv2d(3, 16, 3, 2, 1, random), // [9,9,3] to [5,5,16]
        new BatchNorm(16),
        new Competitor(Competition.groupsOf(8), 0, 16),
        new MaxPool2d(2, 1, 0), // to [4,4,16]: 4 winners of a group's 8 maps at most
        new Conv2d(16, 8, 3, random), // to [2,2,8]
        new Competitor(Competition.groupsOf(2), 1, 8),
        new Conv2d(8, 16, 1, ConvolutionSettings.of(1, 0).groups(4), random), // to [2,2,16]
        new Competitor(Competition.groupsOf(4), 2, 16),
        new Flatten(),
        new Linear(64, 10, random));
  }

  @Test
  void poolingLeavesAWinnerForEachPlaceOfItsWindow() {
    MultiplicationCount count =
        MultiplicationCount.of(mixed(), Shape.of(9, 9, 3), CountingRule.EXACT);
    assertEquals(
        Map.of(
            "0", 5L * 5 * 16 * 9 * 3,
            "4", 2L * 2 * 8 * 9 * (16 / 2), // 8 / 4: one of two can win
            "6", 2L * 2 * 16 * (8 / 2) / 4), // of each output's 2 inputs one wins
        count.convolutions());
    assertEquals(64 / 4 * 10, count.linear());
    List<ConvolutionSite> sites = ConvolutionSite.of(mixed(), Shape.of(9, 9, 3));
    assertEquals(List.of(1, 8, 2), sites.stream().map(ConvolutionSite::inputGroupSize).toList());
    assertEquals(List.of(3, 8, 4), sites.stream().map(ConvolutionSite::inputWinners).toList());
  }

  /** Four places of a window, of groups of six: four of six maps can win. */
  @Test
  void aWindowNeedNotDivideAGroup() {
    Sequential net =
        new Sequential(
            new Conv2d(1, 12, 1, new Generator(1)),
            new Competitor(Competition.groupsOf(6), 0, 12),
            new AveragePool2d(2, 2, 0),
            new Conv2d(12, 5, 1, new Generator(2)));
    assertEquals(8, ConvolutionSite.of(net, Shape.of(4, 4, 1)).get(1).inputWinners());
    assertEquals(
        4 * 5 * 8,
        MultiplicationCount.of(net, Shape.of(4, 4, 1), CountingRule.EXACT).convolutions().get("3"));
  }

  /** What is executed on images without zeros, decided, is what the exact rule says at most. */
  @Test
  void noMoreIsExecutedThanTheExactRuleSays() {
    Sequential net =
        new Sequential(
            new Conv2d(3, 16, 1, new Generator(1)),
            new Competitor(Competition.groupsOf(4), 0, 16),
            new Conv2d(
                16, 16, 3, ConvolutionSettings.of(2, 0).dilation(2).groups(4), new Generator(2)),
            new Competitor(Competition.groupsOf(4), 1, 16),
            new AveragePool2d(2, 1, 0),
            new Conv2d(16, 4, 1, new Generator(3)));
    Phase.decided().set(net);
    Tensor images = Tensor.uniform(new Generator(4), 0.5f, 1, 2, 9, 9, 3);
    Map<String, Long> executed =
        ExecutedCount.of(net, List.of(new Batch(images, new int[2]))).convolutions();
    MultiplicationCount.of(net, Shape.of(9, 9, 3), CountingRule.EXACT)
        .convolutions()
        .forEach(
            (name, exact) ->
                assertTrue(executed.get(name) <= exact, name + executed + " of " + exact));
    assertEquals(9 * 9 * 16 * 3, executed.get("0"));
    assertTrue(executed.get("2") > 0 && executed.get("5") > 0);
  }

  @Test
  void inputsMustFitTheNetwork() {
    assertMessage(
        "count: input [0,8,2] must be one image's, [H,W,C], or [values], 1 or more of each",
        mixed(),
        Shape.of(0, 8, 2));
    assertMessage("count: 0: conv2d: input [9,9,1] must be [H,W,3]", mixed(), Shape.of(9, 9, 1));
    assertMessage("count: 9: linear: input [16] must be [64]", mixed(), Shape.of(7, 7, 3));
  }

  private static void assertMessage(String message, Module network, Shape input) {
    assertEquals(
        message,
        assertThrows(ShapeException.class, () -> ConvolutionSite.of(network, input)).getMessage());
  }
}
