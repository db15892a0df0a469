package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the Willshaw and Amari memories obey, and that they equal their formulas. */
class UnitMemoryLawsTest {
  enum Model {
    WILLSHAW,
    AMARI;

    UnitMemory create(Clusters clusters, UnitRule rule, int iterations) {
      return this == WILLSHAW
          ? new WillshawMemory(clusters, rule, iterations)
          : new AmariMemory(clusters, rule, iterations);
    }
  }

  /** Messages to store, and one to ask with, in which some clusters may be erased. */
  record Scenario(Clusters clusters, List<Message> messages, Message query) {}

  @Property(tries = 300)
  void equalsTheFormulas(
      @ForAll Model model,
      @ForAll("scenarios") Scenario scenario,
      @ForAll("rules") UnitRule rule,
      @ForAll("iterations") int iterations) {
    Clusters clusters = scenario.clusters();
    UnitMemory memory = model.create(clusters, rule, iterations);
    DenseUnits dense = new DenseUnits(clusters.total(), model == Model.WILLSHAW);
    for (Message message : scenario.messages()) {
      memory.store(message);
      dense.store(DenseUnits.vector(message, clusters));
    }
    for (int i = 0; i < clusters.total(); i++) {
      for (int j = 0; j < clusters.total(); j++) {
        assertEquals(dense.weight(i, j), weight(memory, i, j));
      }
    }

    Recall recall = memory.retrieve(scenario.query());
    boolean winners = rule instanceof UnitRule.Winners;
    int units = rule instanceof UnitRule.Winners w ? w.k() : ((UnitRule.Threshold) rule).units();
    float[] expected =
        dense.retrieve(DenseUnits.vector(scenario.query(), clusters), winners, units, iterations);
    for (int i = 0; i < clusters.count(); i++) {
      float[] active = new float[clusters.fanals(i)];
      for (int symbol : recall.candidates(i)) {
        active[symbol] = 1;
      }
      for (int symbol = 0; symbol < active.length; symbol++) {
        assertEquals(expected[clusters.fanal(i, symbol)], active[symbol]);
        assertEquals(dense.scores[clusters.fanal(i, symbol)], recall.scores(i)[symbol]);
      }
    }
    assertEquals(dense.steps, recall.steps());
    assertEquals(dense.converged, recall.converged());
    assertEquals(scenario.query().known(), recall.known());
  }

  @Property(tries = 100)
  void aSingleMessageIsAFixedPointAndFoundFromAnyPart(
      @ForAll Model model, @ForAll("scenarios") Scenario scenario, @ForAll boolean winners) {
    int c = scenario.clusters().count();
    UnitRule rule = winners ? new UnitRule.Winners(c) : new UnitRule.Threshold(c);
    UnitMemory memory = model.create(scenario.clusters(), rule, 4);
    Message message = scenario.messages().get(0);
    memory.store(message);
    Recall whole = memory.retrieve(message);
    assertEquals(message, whole.message());
    assertEquals(1, whole.steps());
    assertTrue(whole.converged());
    Recall part = memory.retrieve(partLike(scenario.query(), message));
    assertEquals(message, part.message());
    assertTrue(part.converged());
  }

  /** From a part of a stored message, its units reach Willshaw's threshold in every step. */
  @Property(tries = 200)
  void noStoredUnitIsLostByTheThreshold(
      @ForAll Model model,
      @ForAll("scenarios") Scenario scenario,
      @ForAll("iterations") int iterations) {
    UnitRule rule = new UnitRule.Threshold(scenario.clusters().count());
    UnitMemory memory = filled(model, scenario, rule, iterations);
    for (Message message : scenario.messages()) {
      assertContains(message, memory.retrieve(partLike(scenario.query(), message)));
    }
  }

  /** In the first step they have the highest score that can be in Willshaw's memory: all win. */
  @Property(tries = 100)
  void noStoredUnitIsLostInTheFirstStepOfWinners(@ForAll("scenarios") Scenario scenario) {
    UnitRule rule = new UnitRule.Winners(scenario.clusters().count());
    UnitMemory memory = filled(Model.WILLSHAW, scenario, rule, 1);
    for (Message message : scenario.messages()) {
      assertContains(message, memory.retrieve(partLike(scenario.query(), message)));
    }
  }

  @Property(tries = 100)
  void orderDoesNotMatter(
      @ForAll Model model,
      @ForAll("scenarios") Scenario scenario,
      @ForAll("rules") UnitRule rule,
      @ForAll Random shuffle) {
    List<Message> shuffled = new ArrayList<>(scenario.messages());
    Collections.shuffle(shuffled, shuffle);
    Scenario other = new Scenario(scenario.clusters(), shuffled, scenario.query());
    assertSame(scenario, filled(model, scenario, rule, 4), filled(model, other, rule, 4));
  }

  @Property(tries = 100)
  void storingAgainChangesNothingInWillshaws(
      @ForAll("scenarios") Scenario scenario, @ForAll("rules") UnitRule rule) {
    UnitMemory twice = filled(Model.WILLSHAW, scenario, rule, 4);
    scenario.messages().forEach(twice::store);
    assertSame(scenario, filled(Model.WILLSHAW, scenario, rule, 4), twice);
  }

  /** Units may be given in any order, and are the fanals of a message. */
  @Property(tries = 100)
  void unitsAreTheFanalsOfMessages(
      @ForAll Model model,
      @ForAll("scenarios") Scenario scenario,
      @ForAll("rules") UnitRule rule,
      @ForAll Random shuffle) {
    UnitMemory byUnits = model.create(scenario.clusters(), rule, 4);
    for (Message message : scenario.messages()) {
      byUnits.storeUnits(units(scenario.clusters(), message, shuffle));
    }
    UnitMemory memory = filled(model, scenario, rule, 4);
    assertSame(scenario, memory, byUnits);
    assertEquals(
        memory.retrieve(scenario.query()).toString(),
        memory.retrieveUnits(units(scenario.clusters(), scenario.query(), shuffle)).toString());
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Arbitraries.integers()
        .between(1, 9)
        .array(int[].class)
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(Clusters::ofSizes)
        .flatMap(
            clusters ->
                Combinators.combine(
                        messages(clusters, 0).list().ofMinSize(1).ofMaxSize(12),
                        messages(clusters, Message.ERASED).filter(query -> query.known() > 0))
                    .as((messages, query) -> new Scenario(clusters, messages, query)))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<UnitRule> rules() {
    Arbitrary<Integer> units = Arbitraries.integers().between(1, 8);
    return Arbitraries.oneOf(units.map(UnitRule.Winners::new), units.map(UnitRule.Threshold::new));
  }

  @Provide
  Arbitrary<Integer> iterations() {
    return Arbitraries.integers().between(1, 5);
  }

  private static Arbitrary<Message> messages(Clusters clusters, int lowest) {
    List<Arbitrary<Integer>> symbols = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      symbols.add(Arbitraries.integers().between(lowest, clusters.fanals(i) - 1));
    }
    return Combinators.combine(symbols)
        .as(list -> Message.of(list.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** The message with the clusters erased that are erased in the query. */
  private static Message partLike(Message query, Message message) {
    return message.erase(IntStream.range(0, query.length()).filter(query::isErased).toArray());
  }

  private static int[] units(Clusters clusters, Message message, Random shuffle) {
    List<Integer> units = new ArrayList<>();
    for (int unit : clusters.active(message, "test")) {
      units.add(unit);
    }
    Collections.shuffle(units, shuffle);
    return units.stream().mapToInt(Integer::intValue).toArray();
  }

  private static UnitMemory filled(Model model, Scenario scenario, UnitRule rule, int iterations) {
    UnitMemory memory = model.create(scenario.clusters(), rule, iterations);
    scenario.messages().forEach(memory::store);
    return memory;
  }

  private static float weight(UnitMemory memory, int i, int j) {
    return memory instanceof WillshawMemory willshaw
        ? willshaw.connected(i, j) ? 1 : 0
        : ((AmariMemory) memory).weight(i, j);
  }

  private static void assertContains(Message message, Recall recall) {
    for (int i = 0; i < message.length(); i++) {
      assertTrue(Arrays.binarySearch(recall.candidates(i), message.symbol(i)) >= 0);
    }
  }

  private static void assertSame(Scenario scenario, UnitMemory expected, UnitMemory actual) {
    for (int i = 0; i < scenario.clusters().total(); i++) {
      for (int j = 0; j < scenario.clusters().total(); j++) {
        assertEquals(weight(expected, i, j), weight(actual, i, j));
      }
    }
    assertEquals(
        expected.retrieve(scenario.query()).toString(),
        actual.retrieve(scenario.query()).toString());
  }
}
