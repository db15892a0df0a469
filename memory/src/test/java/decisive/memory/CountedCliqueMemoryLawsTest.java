package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.laws.CliqueLaws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The memory that forgets obeys the laws of clique memories, and forgets what it is told to. */
class CountedCliqueMemoryLawsTest extends CliqueLaws<CountedCliqueMemory> {
  @Override
  protected CountedCliqueMemory create(Clusters clusters) {
    return new CountedCliqueMemory(clusters);
  }

  @Override
  protected void store(CountedCliqueMemory memory, Message message) {
    memory.store(message);
  }

  @Override
  protected boolean contains(CountedCliqueMemory memory, Message message) {
    return memory.contains(message);
  }

  @Override
  protected boolean connected(CountedCliqueMemory memory, int i, int a, int j, int b) {
    return memory.count(i, a, j, b) > 0;
  }

  @Override
  protected int[][] unanimity(CountedCliqueMemory memory, Candidates query) {
    Recall recall = memory.retrieve(query, RetrievalRule.unanimity());
    int[][] symbols = new int[memory.clusters().count()][];
    Arrays.setAll(symbols, recall::candidates);
    return symbols;
  }

  @Property(tries = 100)
  void countsAreTheMessagesThatUseAnEdge(@ForAll("scenarios") Scenario scenario) {
    int[][] expected = new int[scenario.clusters().total()][scenario.clusters().total()];
    for (Message message : scenario.messages()) {
      for (int i = 0; i < message.length(); i++) {
        for (int j = 0; j < message.length(); j++) {
          int a = scenario.clusters().fanal(i, message.symbol(i));
          int b = scenario.clusters().fanal(j, message.symbol(j));
          expected[a][b] += i != j ? 1 : 0;
        }
      }
    }
    assertArrayEquals(expected, counts(filled(scenario.clusters(), scenario.messages())));
  }

  /** Whether or not the message was stored before. */
  @Property(tries = 100)
  void storingAndForgettingLeavesTheMemoryAsItWas(@ForAll("scenarios") Scenario scenario) {
    CountedCliqueMemory memory = filled(scenario.clusters(), scenario.messages());
    Random random = new Random(scenario.seed());
    for (int n = 0; n < 4; n++) {
      Message message =
          random.nextBoolean() ? scenario.messages().get(0) : random(scenario.clusters(), random);
      memory.store(message);
      assertTrue(memory.contains(message));
      memory.forget(message);
      assertIsOnly(scenario.messages(), memory, random);
    }
  }

  /** Stored and forgotten in any order that never forgets what is not stored. */
  @Property(tries = 150)
  void whatIsLeftDependsOnNoOrder(@ForAll("scenarios") Scenario scenario) {
    Random random = new Random(scenario.seed());
    List<Message> toStore = new ArrayList<>(scenario.messages());
    toStore.addAll(scenario.messages().subList(0, random.nextInt(scenario.messages().size())));
    Collections.shuffle(toStore, random);
    CountedCliqueMemory memory = new CountedCliqueMemory(scenario.clusters());
    List<Message> stored = new ArrayList<>();
    for (Message message : toStore) {
      memory.store(message);
      stored.add(message);
      if (random.nextInt(3) == 0) {
        memory.forget(stored.remove(random.nextInt(stored.size())));
      }
    }
    assertIsOnly(stored, memory, random);
  }

  @Property(tries = 100)
  void theOthersStayContained(@ForAll("scenarios") Scenario scenario) {
    CountedCliqueMemory memory = filled(scenario.clusters(), scenario.messages());
    List<Message> left = new ArrayList<>(scenario.messages());
    Collections.shuffle(left, new Random(scenario.seed()));
    while (!left.isEmpty()) {
      memory.forget(left.remove(left.size() - 1));
      for (Message message : left) {
        assertTrue(memory.contains(message));
      }
    }
    assertEquals(0, memory.edges());
  }

  /** Refused if and only if it is not contained; then nothing changes. */
  @Property(tries = 100)
  void unknownMessagesAreRefusedAndChangeNothing(@ForAll("scenarios") Scenario scenario) {
    Random random = new Random(scenario.seed());
    for (int n = 0; n < 10; n++) {
      CountedCliqueMemory memory = filled(scenario.clusters(), scenario.messages());
      Message message = random(scenario.clusters(), random);
      if (memory.contains(message)) {
        memory.forget(message);
      } else {
        assertThrows(IllegalArgumentException.class, () -> memory.forget(message));
        assertIsOnly(scenario.messages(), memory, random);
      }
    }
  }

  /** Equals, in counts, edges and answers, memories that only ever stored these messages. */
  private static void assertIsOnly(
      List<Message> messages, CountedCliqueMemory memory, Random random) {
    Clusters clusters = memory.clusters();
    assertArrayEquals(counts(filled(clusters, messages)), counts(memory));
    CliqueMemory plain = new CliqueMemory(clusters);
    plain.storeAll(messages);
    assertEquals(plain.edges(), memory.edges());
    assertEquals(plain.density(), memory.density());
    RetrievalRule voting =
        new RetrievalRule.Voting(
            RetrievalRule.Score.SUM_OF_SUM, 1, RetrievalRule.Selection.WINNER_TAKES_ALL, 4);
    for (RetrievalRule rule : List.of(RetrievalRule.unanimity(), voting)) {
      Candidates query = query(clusters, random(clusters, random), true, random);
      Recall expected = plain.retrieve(query, rule);
      Recall actual = memory.retrieve(query, rule);
      assertEquals(expected.toString(), actual.toString());
      assertEquals(expected.steps(), actual.steps());
      assertEquals(expected.converged(), actual.converged());
    }
  }

  private static CountedCliqueMemory filled(Clusters clusters, List<Message> messages) {
    CountedCliqueMemory memory = new CountedCliqueMemory(clusters);
    messages.forEach(memory::store);
    return memory;
  }

  private static Message random(Clusters clusters, Random random) {
    int[] symbols = new int[clusters.count()];
    Arrays.setAll(symbols, i -> random.nextInt(clusters.fanals(i)));
    return Message.of(symbols);
  }

  private static int[][] counts(CountedCliqueMemory memory) {
    Clusters clusters = memory.clusters();
    int[][] counts = new int[clusters.total()][clusters.total()];
    for (int i = 0; i < clusters.count(); i++) {
      for (int a = 0; a < clusters.fanals(i); a++) {
        for (int j = 0; j < clusters.count(); j++) {
          for (int b = 0; b < clusters.fanals(j); b++) {
            counts[clusters.fanal(i, a)][clusters.fanal(j, b)] = memory.count(i, a, j, b);
          }
        }
      }
    }
    return counts;
  }
}
