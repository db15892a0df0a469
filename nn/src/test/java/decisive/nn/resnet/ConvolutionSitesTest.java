package decisive.nn.resnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.Conv2d;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The convolutions that a design lists are those that run, in order. */
class ConvolutionSitesTest {
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
    ResNetDesign design = wide.width(4).channels(2);
    ResNet net = design.build(1);
    List<ConvolutionSite> ran = new ArrayList<>();
    Map<Variable, Integer> groupSizes = new IdentityHashMap<>(); // of what a competition made
    Set<Variable> blockInputs = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Runnable> later = new ArrayList<>(); // a block is seen after its convolutions
    net.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            competitor.observe((in, out) -> groupSizes.put(out, competitor.groupSize()));
          } else if (module instanceof BasicBlock || module instanceof BottleneckBlock) {
            module.observe((in, out) -> blockInputs.add(in));
          } else if (module instanceof Conv2d conv) {
            conv.observe(
                (in, out) ->
                    later.add(() -> ran.add(site(path, conv, in, out, groupSizes, blockInputs))));
          }
        });
    net.apply(Variable.constant(Tensor.uniform(new Generator(1), -1, 1, 2, height, width, 2)));
    later.forEach(Runnable::run);
    assertEquals(design.convolutions(height, width), ran);
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
        out.shape().extent(1),
        out.shape().extent(2),
        blockInputs.contains(in),
        groupSizes.getOrDefault(in, 1));
  }
}
