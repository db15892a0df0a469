package decisive.nn.resnet;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.autograd.Variable;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResNetTest {
  private static final ResNetDesign SMALL = ResNet.blocks(1, 1, 1).width(4).channels(2).classes(3);
  private static final Tensor IMAGES = Tensor.uniform(new Generator(1), -1, 1, 3, 7, 6, 2);

  private static Tensor logits(ResNet net) {
    return net.evaluating(() -> net.apply(Variable.constant(IMAGES)).value());
  }

  private static List<Competitor> competitors(ResNet net) {
    List<Competitor> all = new ArrayList<>();
    net.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            all.add(competitor);
          }
        });
    return all;
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "9, 7", "1, 1", "5, 1", "2, 3", "13, 4"})
  void imagesOfAnySizeGiveLogits(int height, int width) {
    for (ResNetDesign design :
        List.of(SMALL, ResNet.bottlenecks(1, 2).width(4).channels(2).classes(3))) {
      ResNet net = design.build(1);
      Variable x = Variable.constant(Tensor.uniform(new Generator(1), -1, 1, 2, height, width, 2));
      int features = design.outputs(design.blocks().size() - 1);
      assertEquals(Shape.of(2, 3), net.apply(x).shape());
      assertEquals(Shape.of(2, features), net.features(x).shape());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resnet8, false, 3, 16, 6",
    "resnet18, false, 4, 64, 16",
    "resnet20, false, 3, 16, 18",
    "resnet34, false, 4, 64, 32",
    "resnet50, true, 4, 64, 48"
  })
  void namedDesignsAreThoseOfTheLiterature(
      String name, boolean bottleneck, int stages, int width, int competitions) {
    ResNetDesign design = ResNet.named(name);
    assertEquals(bottleneck, design.bottleneck());
    assertEquals(stages, design.blocks().size());
    assertEquals(width, design.width());
    assertEquals(competitions, design.competitions());
    ResNet net = design.width(4).channels(2).competition(Competition.groupsOf(4)).build(1);
    assertEquals(competitions, competitors(net).size());
    assertEquals(Shape.of(3, 10), logits(net).shape());
  }

  @Test
  void theSeedMakesTheWeights() {
    String hash = WeightsHash.of(SMALL.build(1));
    assertEquals(hash, WeightsHash.of(SMALL.build(1)));
    assertNotEquals(hash, WeightsHash.of(SMALL.build(2)));
    ResNetDesign competing = SMALL.competition(Competition.groupsOf(4));
    assertEquals(hash, WeightsHash.of(competing.build(1)), "the competition changes no weight");
  }

  @Test
  void groupsOfOneAreTheUntouchedNetworkInEveryPhase() {
    ResNet net = SMALL.competition(Competition.groupsOf(1)).build(1);
    Tensor untouched = logits(net);
    for (Phase phase : List.of(Phase.gated(0.1), Phase.gated(1000), Phase.decided())) {
      phase.set(net);
      assertEquals(untouched, logits(net), phase.toString());
    }
    ResNet competing = SMALL.competition(Competition.groupsOf(4)).build(1);
    assertEquals(untouched, logits(competing), "rectified is where every network begins");
    Phase.decided().set(competing);
    assertNotEquals(untouched, logits(competing));
  }

  @Test
  void groupsAreGivenByNumberOrByLayer() {
    for (Competitor competitor : competitors(SMALL.competition(Competition.groups(2)).build(1))) {
      assertEquals(2, competitor.groups());
    }
    ResNetDesign listed = SMALL.competition(Competition.groupsOfEach(1, 2, 4, 8, 1, 16));
    assertEquals(
        List.of(1, 2, 4, 8, 1, 16),
        competitors(listed.build(1)).stream().map(Competitor::groupSize).toList());
  }

  /**
   * With its maps reordered, a network with consecutive groups is one with strided groups. The sums
   * over maps run in another order then, hence the tolerance.
   */
  @ParameterizedTest
  @ValueSource(strings = {"rectified", "gated", "decided"})
  void stridedIsConsecutiveWithTheMapsReordered(String name) {
    ResNetDesign design = ResNet.blocks(2).width(8).channels(2).classes(3);
    ResNet consecutive = design.competition(Competition.groupsOf(4)).build(1);
    ResNet strided = design.competition(Competition.groupsOf(4).strided()).build(2);
    strided
        .parameters()
        .forEach(
            (path, p) ->
                set(p.value(), reordered(path, consecutive.parameters().get(path).value())));
    Phase phase =
        switch (name) {
          case "gated" -> Phase.gated(2);
          case "decided" -> Phase.decided();
          default -> Phase.rectified();
        };
    phase.set(consecutive);
    phase.set(strided);
    Tensor expected = logits(consecutive);
    Tensor actual = logits(strided);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.data()[i], actual.data()[i], 1e-5f);
    }
  }

  private static void set(Tensor to, Tensor from) {
    System.arraycopy(from.data(), 0, to.data(), 0, to.size());
  }

  /** Reorders the maps a weight reads and makes; images and classes keep their order. */
  private static Tensor reordered(String path, Tensor weight) {
    if (path.equals("linear.bias")) {
      return weight;
    }
    if (path.equals("linear.weight")) {
      return reordered(weight.transpose()).transpose();
    }
    Tensor made = reordered(weight);
    if (weight.rank() == 1 || path.equals("conv1.weight")) {
      return made;
    }
    return reordered(made.permute(0, 1, 3, 2)).permute(0, 1, 3, 2);
  }

  /** On the last axis, map g·4 + m becomes map g + m·2. */
  private static Tensor reordered(Tensor x) {
    return x.reshape(-1, 2, 4).transpose().reshape(x.shape().extents());
  }

  @Test
  void metadataIsReadBack() {
    for (ResNetDesign design :
        List.of(
            SMALL,
            ResNet.bottlenecks(3, 1).width(8).classes(100),
            ResNet.blocks(2).competition(Competition.groupsOfEach(1, 2, 4, 8).strided()),
            ResNet.named("resnet50").competition(Competition.groups(16).winnersToOne()))) {
      assertEquals(design, ResNetDesign.ofMetadata(design.metadata()));
    }
  }

  @Test
  void metadataThatSayNoNetworkAreRefused() {
    assertRefused(
        "metadata: no entry 'model'; name the model, as the file does not",
        () -> ResNetDesign.ofMetadata(Map.of()));
    assertMetadata("metadata: model 'vgg' is not a resnet", "model", "vgg");
    assertMetadata("metadata: width 'wide' is no number", "width", "wide");
    assertMetadata("metadata: blocks '' is no number", "blocks", "[]");
    assertMetadata("resnet: classes is 0, must be at least 1", "classes", "0");
    assertMetadata(
        "competition 'k': want k=N, k=N,N,…, c=N or c=N,N,…, then strided, winners=1",
        "competition",
        "k");
  }

  private static void assertMetadata(String message, String key, String value) {
    Map<String, String> metadata = SMALL.metadata();
    metadata.put(key, value);
    assertRefused(message, () -> ResNetDesign.ofMetadata(metadata));
  }

  @Test
  void designsHaveLimits() {
    assertRefused("resnet: 0 stages; choose 1 to 8", () -> ResNet.blocks());
    assertRefused(
        "resnet: 9 stages; choose 1 to 8", () -> ResNet.blocks(1, 1, 1, 1, 1, 1, 1, 1, 1));
    assertRefused("resnet: blocks in a stage is 0, must be at least 1", () -> ResNet.blocks(1, 0));
    assertRefused(
        "resnet: blocks in a stage is 1001, must be at most 1000", () -> ResNet.blocks(1001));
    assertRefused(
        "resnet: width is 524289, must be at most 524288",
        () -> ResNet.blocks(1, 1).width(524_289));
    assertRefused("resnet: width is -4, must be at least 1", () -> SMALL.width(-4));
  }

  @Test
  void competitionsMustFitTheNetwork() {
    assertRefused(
        "competition: 2 group sizes given, the network has 6 competitions",
        () -> SMALL.competition(Competition.groupsOfEach(1, 2)).build(1));
    assertRefused(
        "competition 0: groups of 8 do not divide 4 maps; choose a divisor of 4",
        () -> SMALL.competition(Competition.groupsOf(8)).build(1));
  }

  @Test
  void imagesMustFitTheNetwork() {
    ResNet net = SMALL.build(1);
    assertEquals(
        "conv2d: weight [3,3,2,4] wants 2 input channels, input [1,8,8,3] has 3",
        assertThrows(
                ShapeException.class, () -> net.apply(Variable.constant(Tensor.zeros(1, 8, 8, 3))))
            .getMessage());
  }
}
