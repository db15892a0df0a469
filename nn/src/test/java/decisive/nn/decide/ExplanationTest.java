package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Batch;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an output is attributed to, against autograd and by its own sums. */
class ExplanationTest {
  private static final ResNetDesign BASIC = ResNet.blocks(1, 2, 1).width(16).channels(3);
  private static final ResNetDesign FOURS = BASIC.competition(Competition.groupsOf(4));

  static Stream<ResNetDesign> designs() {
    return Stream.of(
        FOURS,
        BASIC.competition(Competition.groupsOf(2).strided()),
        ResNet.bottlenecks(1, 1).width(16).channels(3).competition(Competition.groupsOf(8)));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void answersAsTheNetworkDoes(ResNetDesign design) {
    Dham dham = Dham.decide(DhamTest.network(design));
    Tensor image = DhamTest.images(7, 1);
    Explanation explanation = dham.explain(image, OptionalInt.empty());
    Tensor logits = dham.logits(image);
    for (int c = 0; c < 10; c++) {
      assertEquals(logits.data()[c], explanation.logits().data()[c], 2e-4);
    }
    assertEquals(dham.predict(image)[0], explanation.prediction());
    assertEquals(explanation.prediction(), explanation.target());
    assertEquals(dham.executions().size(), explanation.layers().size());
  }

  /** Autograd goes through a decided gate as an explanation does: the factor is a constant. */
  @ParameterizedTest
  @MethodSource("designs")
  void toPixelsIsAttributedTheirValueTimesTheirGradient(ResNetDesign design) {
    ResNet network = DhamTest.network(design);
    Tensor image = DhamTest.images(7, 1);
    Variable pixels = Variable.parameter(image.copy());
    int target = 3;
    Tensor pick = Tensor.zeros(1, 10);
    pick.data()[target] = 1;
    network.eval();
    network.apply(pixels).mul(Variable.constant(pick)).sum().backward();
    Tensor expected = pixels.gradient().mul(image);
    Tensor attribution =
        Dham.decide(network).explain(image, OptionalInt.of(target)).inputs().orElseThrow();
    assertEquals(Shape.of(12, 12, 3), attribution.shape());
    for (int i = 0; i < attribution.size(); i++) {
      assertEquals(expected.data()[i], attribution.data()[i], 2e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void theLastLayersWinnersMakeUpTheScore(ResNetDesign design) {
    Dham dham = Dham.decide(DhamTest.network(design));
    Explanation explanation = dham.explain(DhamTest.images(7, 1), OptionalInt.of(2));
    LayerExplanation last = explanation.layers().get(explanation.layers().size() - 1);
    double sum = dham.readOut().weights().bias().data()[2];
    for (float part : last.attribution().orElseThrow().data()) {
      sum += part;
    }
    assertEquals(explanation.logits().data()[2], sum, 1e-4);
  }

  @Test
  void marginsSayHowSureAWinIs() {
    Dham dham = Dham.decide(DhamTest.network(FOURS));
    for (LayerExplanation layer :
        dham.explain(DhamTest.images(7, 1), OptionalInt.empty()).layers()) {
      Tensor winners = layer.winners();
      Tensor margins = layer.margins();
      int groups = layer.groups().count();
      assertEquals(winners.extent(2), layer.groups().maps());
      for (int i = 0; i < margins.size(); i++) {
        boolean won = false;
        for (int member : layer.groups().members(i % groups)) {
          won |= winners.data()[i / groups * layer.groups().maps() + member] > 0;
        }
        float margin = margins.data()[i];
        assertEquals(!won, Float.isNaN(margin));
        assertTrue(!won || (margin >= 0 && margin <= 1), "" + margin);
      }
      assertEquals(2.0 * groups, layer.patternBits(), 1e-9);
      assertTrue(layer.patterns() > 1 && layer.patterns() <= 144);
      assertTrue(layer.won() > 0.5 && layer.won() <= 1);
      assertTrue(layer.meanMargin() > 0 && layer.meanMargin() < 1);
    }
  }

  @Test
  void whereWinnersBecomeOneOnlyTheLastAreOwed() {
    Dham dham = Dham.decide(DhamTest.network(FOURS)).winnersToOne();
    Explanation explanation = dham.explain(DhamTest.images(7, 1), OptionalInt.empty());
    assertTrue(explanation.inputs().isEmpty());
    int last = explanation.layers().size() - 1;
    assertTrue(explanation.layers().get(last).attribution().isPresent());
    assertTrue(explanation.layers().get(last - 1).attribution().isEmpty());
  }

  @Test
  void winsAreCountedByClass() {
    Dham dham = Dham.decide(DhamTest.network(FOURS));
    Tensor images = DhamTest.images(7, 5);
    int[] labels = {0, 3, 3, 9, 0};
    List<MapWins> wins =
        dham.wins(
            List.of(
                new Batch(images.slice(0, 0, 2), new int[] {0, 3}),
                new Batch(images.slice(0, 2, 5), new int[] {3, 9, 0})));
    long[][][] expected = new long[wins.size()][10][];
    for (int n = 0; n < 5; n++) {
      Explanation explanation = dham.explain(images.slice(0, n, n + 1), OptionalInt.empty());
      for (int l = 0; l < wins.size(); l++) {
        LayerExplanation layer = explanation.layers().get(l);
        long[] of = expected[l][labels[n]];
        of = of == null ? new long[layer.groups().maps()] : of;
        for (int i = 0; i < layer.winners().size(); i++) {
          of[i % of.length] += layer.winners().data()[i] > 0 ? 1 : 0;
        }
        expected[l][labels[n]] = of;
      }
    }
    for (int l = 0; l < wins.size(); l++) {
      assertArrayEquals(expected[l][3], wins.get(l).byClass()[3], wins.get(l).layer());
      assertArrayEquals(expected[l][9], wins.get(l).byClass()[9]);
      double sum = 0;
      for (double share : MapWins.shares(wins.get(l).all())) {
        sum += share;
      }
      assertEquals(1, sum, 1e-9);
    }
  }

  @Test
  void refusesWhatItCannotExplain() {
    Dham dham = Dham.decide(DhamTest.network(FOURS));
    assertEquals(
        "explain: image [2,12,12,3] must be [1,H,W,3]",
        assertThrows(
                ShapeException.class,
                () -> dham.explain(DhamTest.images(1, 2), OptionalInt.empty()))
            .getMessage());
    assertEquals(
        "explain: class 10, the network's classes are 0 to 9",
        assertThrows(
                IllegalArgumentException.class,
                () -> dham.explain(DhamTest.images(1, 1), OptionalInt.of(10)))
            .getMessage());
    assertEquals(
        "wins: no images given",
        assertThrows(IllegalArgumentException.class, () -> dham.wins(List.of())).getMessage());
  }

  @Test
  void saysWhatWasDecidedWithoutTheValues() {
    Dham dham = Dham.decide(DhamTest.network(FOURS)).with(Execution.SPARSE);
    Explanation explanation = dham.explain(DhamTest.images(7, 1), OptionalInt.of(3));
    List<String> lines = explanation.toString().lines().toList();
    assertEquals(
        "largest output " + explanation.prediction() + ", output 3 attributed", lines.get(0));
    assertEquals(1 + explanation.layers().size(), lines.size());
    LayerExplanation first = explanation.layers().get(0);
    assertTrue(
        lines.get(1).startsWith("  " + first.layer() + ": 16 maps in 4 groups, "), lines.get(1));
    assertTrue(
        lines.get(1).endsWith(" with a winner, " + first.patterns() + " patterns of winners"));
  }

  @Test
  void aDecidedNetworkSaysItsSize() {
    Dham dham = Dham.decide(DhamTest.network(FOURS));
    String text =
        String.format(
            Locale.ROOT,
            "decided network of %d layers (%d sparse), %,d weights, 10 outputs",
            dham.layers().size(),
            dham.executions().size(),
            dham.weights());
    assertEquals(text, dham.with(Execution.SPARSE).toString());
    assertEquals(
        text.replaceFirst("\\d+ sparse", "0 sparse"), dham.with(Execution.DENSE).toString());
  }
}
