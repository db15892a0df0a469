package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.laws.SparseCliqueLaws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The bit-set memory obeys the laws, equals the definition, and the dense memory where it must. */
class SparseCliqueMemoryLawsTest extends SparseCliqueLaws<SparseCliqueMemory> {
  @Override
  protected SparseCliqueMemory create(Clusters clusters, int used) {
    return new SparseCliqueMemory(clusters, used);
  }

  @Override
  protected void store(SparseCliqueMemory memory, Message message) {
    memory.store(message);
  }

  @Override
  protected boolean contains(SparseCliqueMemory memory, Message message) {
    return memory.contains(message);
  }

  @Override
  protected boolean connected(SparseCliqueMemory memory, int i, int a, int j, int b) {
    return memory.connected(i, a, j, b);
  }

  @Override
  protected Recall unanimity(SparseCliqueMemory memory, Message query) {
    Recall recall = memory.retrieve(query, RetrievalRule.unanimity());
    assertTrue(recall.converged());
    assertEquals(query.known(), recall.known());
    return recall;
  }

  @Property(tries = 400)
  void everyRuleEqualsTheDefinition(
      @ForAll("scenarios") Scenario scenario, @ForAll("rules") RetrievalRule rule) {
    SparseCliqueMemory memory = new SparseCliqueMemory(scenario.clusters(), scenario.used());
    CliqueDefinition definition = new CliqueDefinition(scenario.clusters(), scenario.used());
    memory.storeAll(scenario.messages());
    scenario.messages().forEach(definition::store);
    Random random = new Random(scenario.seed());
    for (Message message : scenario.messages()) {
      Message query = query(message, random);
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

  /** Messages that use every cluster, whether erased clusters are called a guide or not. */
  @Property(tries = 100)
  void usingAllClustersItIsTheDenseMemory(
      @ForAll("scenarios") Scenario scenario, @ForAll("rules") RetrievalRule rule) {
    Clusters clusters = scenario.clusters();
    CliqueMemory dense = new CliqueMemory(clusters, rule);
    SparseCliqueMemory sparse = new SparseCliqueMemory(clusters, clusters.count(), rule);
    Random random = new Random(scenario.seed());
    List<Message> messages = new ArrayList<>();
    for (int n = 0; n < scenario.messages().size(); n++) {
      messages.add(message(clusters, clusters.count(), random));
    }
    dense.storeAll(messages);
    sparse.storeAll(messages);
    assertEquals(dense.edges(), sparse.edges());
    assertEquals(dense.bits(), sparse.bits());
    assertEquals(dense.density(), sparse.density());
    for (Message message : messages) {
      Message query = query(message, random);
      Recall expected = dense.retrieve(query);
      Recall actual = sparse.retrieve(query);
      assertSameState(expected, actual);
      assertEquals(expected.toString(), actual.toString());
      assertEquals(query, query.eraseUnused());
    }
  }

  /** Guided, the clusters out of use might as well not be there. */
  @Property(tries = 150)
  void guidedItIsTheDenseMemoryOfTheClustersInUse(
      @ForAll("scenarios") Scenario scenario, @ForAll("rules") RetrievalRule rule) {
    SparseCliqueMemory memory = new SparseCliqueMemory(scenario.clusters(), scenario.used(), rule);
    memory.storeAll(scenario.messages());
    Random random = new Random(scenario.seed());
    for (Message message : scenario.messages()) {
      int[] in = IntStream.range(0, message.length()).filter(i -> !message.isUnused(i)).toArray();
      CliqueMemory dense = new CliqueMemory(part(memory, in), rule);
      connect(memory, in, dense);
      Message query = message;
      for (int i : in) {
        query = query.known() > 1 && random.nextBoolean() ? query.erase(i) : query;
      }
      Recall expected = dense.retrieve(Message.of(Arrays.stream(in).map(query::symbol).toArray()));
      Recall actual = memory.retrieve(query);
      assertEquals(expected.steps(), actual.steps());
      assertEquals(expected.unique(), actual.unique());
      assertEquals(expected.empty(), actual.empty());
      assertEquals(expected.unanimous(), actual.unanimous());
      for (int i = 0, k = 0; i < message.length(); i++) {
        int[] candidates = message.isUnused(i) ? new int[0] : expected.candidates(k);
        assertArrayEquals(candidates, actual.candidates(i));
        k += message.isUnused(i) ? 0 : 1;
      }
    }
  }

  private static Clusters part(SparseCliqueMemory memory, int[] in) {
    return Clusters.ofSizes(Arrays.stream(in).map(memory.clusters()::fanals).toArray());
  }

  private static void connect(SparseCliqueMemory memory, int[] in, CliqueMemory dense) {
    for (int i = 0; i < in.length; i++) {
      for (int j = 0; j < i; j++) {
        for (int a = 0; a < dense.clusters().fanals(i); a++) {
          for (int b = 0; b < dense.clusters().fanals(j); b++) {
            if (memory.connected(in[i], a, in[j], b)) {
              dense.connect(i, a, j, b);
            }
          }
        }
      }
    }
  }

  @Provide
  Arbitrary<RetrievalRule> rules() {
    return CliqueMemoryLawsTest.anyRule();
  }

  private static void assertSameState(Recall expected, Recall actual) {
    CliqueMemoryLawsTest.assertSameState(expected, actual);
    assertArrayEquals(expected.participants(), actual.participants());
    assertEquals(expected.unique(), actual.unique());
    assertEquals(expected.empty(), actual.empty());
  }
}
