package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.RetrievalRule.Score;
import decisive.memory.RetrievalRule.Selection;
import decisive.memory.RetrievalRule.Voting;
import decisive.memory.laws.CliqueLaws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The bit-set memory obeys the laws and equals the definition, step by step. */
class CliqueMemoryLawsTest extends CliqueLaws<CliqueMemory> {
  @Override
  protected CliqueMemory create(Clusters clusters) {
    return new CliqueMemory(clusters);
  }

  @Override
  protected void store(CliqueMemory memory, Message message) {
    memory.store(message);
  }

  @Override
  protected boolean contains(CliqueMemory memory, Message message) {
    return memory.contains(message);
  }

  @Override
  protected boolean connected(CliqueMemory memory, int i, int a, int j, int b) {
    return memory.connected(i, a, j, b);
  }

  @Override
  protected int[][] unanimity(CliqueMemory memory, Candidates query) {
    Recall recall = memory.retrieve(query, RetrievalRule.unanimity());
    assertTrue(recall.converged());
    assertEquals(query.known(), recall.known());
    int[][] symbols = new int[memory.clusters().count()][];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = recall.candidates(i);
    }
    return symbols;
  }

  @Property(tries = 400)
  void everyRuleEqualsTheDefinition(
      @ForAll("scenarios") Scenario scenario, @ForAll("rules") RetrievalRule rule) {
    CliqueMemory memory = new CliqueMemory(scenario.clusters());
    CliqueDefinition definition = new CliqueDefinition(scenario.clusters());
    memory.storeAll(scenario.messages());
    scenario.messages().forEach(definition::store);
    Random random = new Random(scenario.seed());
    for (Message message : scenario.messages()) {
      Candidates query = query(scenario.clusters(), message, random.nextBoolean(), random);
      List<Recall> steps = new ArrayList<>();
      Recall recall = memory.retrieve(query, rule, steps::add);
      assertEquals(recall.steps(), steps.size());
      for (int step = 1; step <= steps.size(); step++) {
        Recall expected = definition.retrieve(query, rule.maxSteps(step));
        assertSameState(expected, steps.get(step - 1));
        for (int i = 0; i < scenario.clusters().count(); i++) {
          assertArrayEquals(expected.scores(i), steps.get(step - 1).scores(i));
        }
      }
      assertSameState(definition.retrieve(query, rule), recall);
      assertSameState(recall, memory.retrieve(query, rule));
      assertEquals(recall.toString(), memory.retrieve(query, rule).toString());
    }
  }

  /** Unobserved retrieval takes a shortcut while 64 candidates at most are left, and then none. */
  @Example
  void aShortcutForFewCandidatesChangesNothing() {
    Clusters clusters = Clusters.ofSizes(3, 100, 100);
    for (int n = 30; n < 36; n++) { // 2n candidates
      CliqueMemory memory = new CliqueMemory(clusters);
      CliqueDefinition definition = new CliqueDefinition(clusters);
      for (int a = 0; a < n; a++) {
        for (Message message : List.of(Message.of(0, 2 * a, a), Message.of(1, 2 * a, a + 1))) {
          memory.store(message);
          definition.store(message);
        }
      }
      Candidates query = Candidates.of(Message.of(0, -1, -1));
      for (int a = 0; a < n; a += n / 2) {
        Candidates part = a == 0 ? query : query.with(1, 2 * a, 2 * a + 1, 2 * a + 2);
        for (int steps = 1; steps < 6; steps++) {
          RetrievalRule rule = RetrievalRule.unanimity().maxSteps(steps);
          assertSameState(definition.retrieve(part, rule), memory.retrieve(part, rule));
          Recall watched = memory.retrieve(part, rule, step -> {});
          assertEquals(watched.toString(), memory.retrieve(part, rule).toString());
        }
      }
    }
  }

  @Property(tries = 60)
  void storingAllIsStoringEach(@ForAll("scenarios") Scenario scenario) {
    CliqueMemory each = new CliqueMemory(scenario.clusters());
    CliqueMemory all = new CliqueMemory(scenario.clusters());
    scenario.messages().forEach(each::store);
    all.storeAll(scenario.messages());
    long edges = 0;
    Clusters clusters = scenario.clusters();
    for (int i = 0; i < clusters.count(); i++) {
      for (int j = 0; j < i; j++) {
        for (int a = 0; a < clusters.fanals(i); a++) {
          for (int b = 0; b < clusters.fanals(j); b++) {
            assertEquals(each.connected(i, a, j, b), all.connected(i, a, j, b));
            assertEquals(each.connected(i, a, j, b), all.connected(j, b, i, a));
            edges += each.connected(i, a, j, b) ? 1 : 0;
          }
        }
      }
    }
    assertEquals(edges, all.edges());
    assertEquals((double) edges / all.bits(), all.density());
  }

  /** The search finds each clique within the answer, once, and nothing else. */
  @Property(tries = 150)
  void searchFindsTheCliques(@ForAll("scenarios") Scenario scenario) {
    CliqueMemory memory = new CliqueMemory(scenario.clusters());
    memory.storeAll(scenario.messages());
    Random random = new Random(scenario.seed());
    Candidates query = query(scenario.clusters(), scenario.messages().get(0), true, random);
    Recall recall = memory.retrieve(query, RetrievalRule.unanimity());
    Set<Message> expected = new HashSet<>();
    allCliques(memory, query, new int[scenario.clusters().count()], 0, expected);
    Cliques cliques = memory.cliques(recall, 1_000_000);
    assertTrue(cliques.complete());
    assertEquals(expected, new HashSet<>(cliques.messages()));
    assertEquals(expected.size(), cliques.messages().size());
    assertTrue(expected.contains(scenario.messages().get(0)));
    Cliques bounded = memory.cliques(recall, 1);
    assertFalse(bounded.complete());
    assertTrue(bounded.messages().isEmpty());
  }

  /** Every message within the query that the memory contains, tried one after another. */
  private static void allCliques(
      CliqueMemory memory, Candidates query, int[] symbols, int cluster, Set<Message> found) {
    if (cluster == symbols.length) {
      found.add(Message.of(symbols));
      return;
    }
    for (int symbol : start(memory.clusters(), query, cluster)) {
      boolean connected = true;
      for (int j = 0; j < cluster; j++) {
        connected &= memory.connected(cluster, symbol, j, symbols[j]);
      }
      if (connected) {
        symbols[cluster] = symbol;
        allCliques(memory, query, symbols, cluster + 1, found);
      }
    }
  }

  @Provide
  Arbitrary<RetrievalRule> rules() {
    return anyRule();
  }

  static Arbitrary<RetrievalRule> anyRule() {
    Arbitrary<Integer> steps = Arbitraries.integers().between(1, 8);
    Arbitrary<RetrievalRule> voting =
        Combinators.combine(
                Arbitraries.of(Score.values()),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(Selection.values()),
                steps)
            .as(Voting::new);
    return Arbitraries.oneOf(steps.map(RetrievalRule.unanimity()::maxSteps), voting)
        .withoutEdgeCases();
  }

  static void assertSameState(Recall expected, Recall actual) {
    for (int i = 0; i < expected.clusters().count(); i++) {
      assertArrayEquals(expected.candidates(i), actual.candidates(i));
    }
    assertEquals(expected.known(), actual.known());
    assertEquals(expected.steps(), actual.steps());
    assertEquals(expected.converged(), actual.converged());
  }
}
