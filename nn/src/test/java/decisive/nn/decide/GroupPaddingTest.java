package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.competition.Competition;
import decisive.nn.decide.Pruning.Candidate;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pruned networks, computed with maps that fill groups and vectors up, and without. */
class GroupPaddingTest {
  private static final ResNetDesign BASIC = ResNet.blocks(1, 2, 2).width(16).channels(3);
  private static final ResNetDesign BOTTLENECK = ResNet.bottlenecks(2, 1).width(16).channels(3);

  /** Whatever is left of equal groups competes as before, in as many vectors. */
  @Property(tries = 500)
  void keepsOrderAndRivals(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int groups,
      @ForAll @IntRange(min = 1, max = 4) int power,
      @ForAll @IntRange(max = 9) int outOfTen) {
    Generator generator = new Generator(seed);
    int k = 1 << power;
    int[] kept =
        IntStream.range(0, groups * k)
            .filter(map -> map == 0 || generator.nextInt(10) >= outOfTen)
            .toArray();
    Groups left = equal(groups, k).only(kept);
    GroupPadding padding = GroupPadding.of(left);
    int maps = padding.groups().maps();
    assertTrue(maps <= (left.maps() + 15) / 16 * 16, "no more vectors");
    assertEquals(left.maps(), padding.places().length);
    if (maps > left.maps()) {
      assertEquals(0, maps % 16, "whole vectors");
      assertEquals(maps, padding.groups().count() * padding.groups().members(0).length, "equal");
    }
    int[] before = groupOf(left);
    int[] after = groupOf(padding.groups());
    for (int map = 1; map < left.maps(); map++) {
      assertTrue(padding.places()[map] > padding.places()[map - 1], "in order");
      assertEquals(
          before[map] == before[map - 1],
          after[padding.places()[map]] == after[padding.places()[map - 1]],
          "rivals of map " + map);
    }
  }

  private static Groups equal(int count, int k) {
    int[][] members = new int[count][k];
    for (int map = 0; map < count * k; map++) {
      members[map / k][map % k] = map;
    }
    return Groups.of(members, false);
  }

  private static int[] groupOf(Groups groups) {
    int[] groupOf = new int[groups.maps()];
    for (int group = 0; group < groups.count(); group++) {
      for (int map : groups.members(group)) {
        groupOf[map] = group;
      }
    }
    return groupOf;
  }

  static Stream<ResNetDesign> designs() {
    return Stream.of(
        BASIC.competition(Competition.groupsOf(4)),
        BASIC.competition(Competition.groupsOf(8)),
        BASIC.competition(Competition.groupsOf(8).winnersToOne()),
        BOTTLENECK.competition(Competition.groupsOf(16)));
  }

  /** To the bit where only winners are looked at; but for rounding where sums are cut elsewhere. */
  @ParameterizedTest
  @MethodSource("designs")
  void givesTheAnswersOfThePrunedNetwork(ResNetDesign design) {
    Dham pruned = pruned(design, 3);
    assertNotSame(pruned.steps(), GroupPadding.padded(pruned.steps()));
    Tensor images = DhamTest.images(4, 5);
    Dham sparse = pruned.with(Execution.SPARSE);
    assertEquals(asItIs(sparse, images), sparse.logits(images));
    Dham dense = pruned.with(Execution.DENSE);
    Tensor expected = asItIs(dense, images);
    Tensor actual = dense.logits(images);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.data()[i], actual.data()[i], 1e-4, "logit " + i);
    }
  }

  /** Three of each layer's maps that may go. */
  private static Dham pruned(ResNetDesign design, int each) {
    Dham dham = Dham.decide(DhamTest.network(design));
    Batch seen = new Batch(DhamTest.images(9, 3), new int[] {0, 1, 2});
    Pruning pruning = new Pruning(dham, dham.wins(List.of(seen)));
    List<Candidate> gone = new ArrayList<>();
    for (Candidate candidate : pruning.candidates()) {
      long others = gone.stream().filter(one -> one.layer().equals(candidate.layer())).count();
      if (others < each) {
        gone.add(candidate);
      }
    }
    return pruning.without(gone);
  }

  private static Tensor asItIs(Dham dham, Tensor images) {
    return dham.observed().run(images);
  }

  @Test
  void layersOfThePrunedNetworkBecomeWhole() {
    Dham pruned = pruned(BASIC.competition(Competition.groupsOf(4)), 3);
    List<DecidedStep> padded = GroupPadding.padded(pruned.steps());
    int compete = 0;
    for (int i = 0; i < padded.size(); i++) {
      if (padded.get(i) instanceof DecidedLayer layer && layer.competes()) {
        int left = ((DecidedLayer) pruned.steps().get(i)).maps();
        assertEquals((left + 15) / 16 * 16, layer.maps(), layer.name());
        assertEquals(layer.maps() / 4, layer.groups().count(), layer.name());
        compete++;
      }
    }
    assertEquals(10, compete);
  }

  /** Blocks add up maps that must lie alike; strided groups would be met in another order. */
  @Test
  void othersAreLeftAsTheyAre() {
    assertNotPadded(Dham.decide(DhamTest.network(BASIC.competition(Competition.groupsOf(4)))));
    assertNotPadded( // adds the stem's 40 maps to layers' that would have 48
        Dham.decide(DhamTest.network(BASIC.width(40).competition(Competition.groupsOf(8)))));
    assertNotPadded(pruned(BASIC.competition(Competition.groupsOf(4).strided()), 3));
  }

  private static void assertNotPadded(Dham dham) {
    assertSame(dham.steps(), GroupPadding.padded(dham.steps()));
  }
}
