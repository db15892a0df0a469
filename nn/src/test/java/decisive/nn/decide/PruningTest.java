package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.competition.Competition;
import decisive.nn.decide.Pruning.Candidate;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Batch;
import decisive.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks without the maps that win least. */
class PruningTest {
  private static final ResNetDesign BASIC = ResNet.blocks(1, 2, 2).width(16).channels(3);
  private static final ResNetDesign BOTTLENECK = ResNet.bottlenecks(2, 1).width(16).channels(3);

  static Stream<ResNetDesign> designs() {
    return Stream.of(
        BASIC.competition(Competition.groupsOf(8)),
        BASIC.competition(Competition.groupsOf(16).strided()),
        BASIC.competition(Competition.groupsOf(8).winnersToOne()),
        BOTTLENECK.competition(Competition.groupsOf(16)));
  }

  private static Batch seen() {
    return new Batch(DhamTest.images(9, 3), new int[] {0, 1, 2});
  }

  private static Pruning pruning(Dham dham) {
    return new Pruning(dham, dham.wins(List.of(seen())));
  }

  /** Sparse sums are over winners alone, in their order: not a bit may differ. */
  @ParameterizedTest
  @MethodSource("designs")
  void mapsThatNeverWinAreNotMissed(ResNetDesign design) {
    Dham dham = Dham.decide(DhamTest.network(design)).with(Execution.SPARSE);
    Pruning pruning = pruning(dham);
    int silent = pruning.silent();
    assertTrue(silent > 0, "of few images some maps are never the winners");
    Dham smaller = pruning.without(pruning.candidates().subList(0, silent));
    assertEquals(dham.logits(seen().inputs()), smaller.logits(seen().inputs()));
    List<MapWins> before = dham.wins(List.of(seen()));
    List<MapWins> after = smaller.wins(List.of(seen()));
    for (int l = 0; l < before.size(); l++) {
      assertEquals(sum(before.get(l)), sum(after.get(l)), before.get(l).layer());
    }
  }

  private static long sum(MapWins wins) {
    long sum = 0;
    for (long count : wins.all()) {
      sum += count;
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void asManyAsPossibleLeavesEachLayerAMap(ResNetDesign design) {
    Dham dham = Dham.decide(DhamTest.network(design));
    Pruning pruning = pruning(dham);
    int most = pruning.most();
    Dham smallest = pruning.without(pruning.candidates().subList(0, most));
    assertEquals(Shape.of(5, 10), smallest.logits(DhamTest.images(2, 5)).shape());
    for (DecidedLayer layer : smallest.layers()) {
      assertTrue(layer.groups().maps() > 0);
    }
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> pruning.without(pruning.candidates().subList(0, most + 1)))
            .getMessage();
    assertTrue(
        message.matches("prune: layer layer\\S+ would lose all of its \\d+ maps; .*"), message);
  }

  /** Stage 1 adds the stem's maps as they are; the other stages begin with a projection. */
  @Test
  void whatShortcutsAddGoesTogetherOrStays() {
    Dham dham = Dham.decide(DhamTest.network(BASIC.competition(Competition.groupsOf(8))));
    Pruning pruning = pruning(dham);
    Set<String> layers =
        pruning.candidates().stream().map(Candidate::layer).collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "layer1.0.conv1",
            "layer2.0.conv1",
            "layer2.0.conv2",
            "layer2.1.conv1",
            "layer3.0.conv1",
            "layer3.0.conv2",
            "layer3.1.conv1"),
        layers);
    Candidate shared =
        pruning.candidates().stream()
            .filter(candidate -> candidate.layer().equals("layer2.0.conv2"))
            .findFirst()
            .orElseThrow();
    Dham smaller = pruning.without(List.of(shared));
    Set<String> narrower = new HashSet<>();
    for (int i = 0; i < dham.layers().size(); i++) {
      int maps = smaller.layers().get(i).maps();
      if (maps < dham.layers().get(i).maps()) {
        narrower.add(smaller.layers().get(i).name());
      }
    }
    assertEquals(Set.of("layer2.0.conv2", "layer2.1.conv2"), narrower);
  }

  @Test
  void thoseThatWinLeastAreFirst() {
    Pruning pruning =
        pruning(Dham.decide(DhamTest.network(BASIC.competition(Competition.groupsOf(8)))));
    double last = 0;
    for (Candidate candidate : pruning.candidates()) {
      assertFalse(candidate.share() < last);
      last = candidate.share();
    }
    assertTrue(last > 1, "what wins most wins more than its part");
  }

  @Test
  void groupsOfDifferentSizesAreSavedAndRead(@TempDir Path directory) throws IOException {
    Dham dham = Dham.decide(DhamTest.network(BASIC.competition(Competition.groupsOf(8))));
    Pruning pruning = pruning(dham);
    Dham smaller = pruning.without(pruning.candidates().subList(0, Math.max(20, pruning.silent())));
    Path file = directory.resolve("pruned.safetensors");
    smaller.save(file);
    assertEquals(smaller.logits(seen().inputs()), Dham.read(file).logits(seen().inputs()));
  }

  @Test
  void saysHowManyMapsMayGo() {
    Dham dham = Dham.decide(DhamTest.network(BASIC.competition(Competition.groupsOf(8))));
    List<MapWins> wins =
        dham.wins(List.of(seen())).stream()
            .map(layer -> MapWins.none(layer.layer(), layer.groups(), 1))
            .toList();
    Pruning pruning = new Pruning(dham, wins);
    int maps = pruning.candidates().size();
    assertEquals(
        maps + " maps may go, " + maps + " of them never win; " + pruning.most() + " at the most",
        pruning.toString());
    MapWins first = wins.get(0);
    assertEquals(
        first.layer() + ": 0 wins of 16 maps in 2 groups, 16 maps never won", first.toString());
  }
}
