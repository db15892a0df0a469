package decisive.memory.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.Recall;
import java.util.ArrayList;
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
import net.jqwik.api.Tuple;

/**
 * What every clique memory of sparse messages obeys. To hold a memory to it, extend this class and
 * say how that memory is made, stored to and asked.
 *
 * @param <M> the memory
 */
public abstract class SparseCliqueLaws<M> {
  /** Messages to store, each in {@code used} clusters, and a seed for what else is at random. */
  public record Scenario(Clusters clusters, int used, List<Message> messages, long seed) {}

  protected abstract M create(Clusters clusters, int used);

  protected abstract void store(M memory, Message message);

  protected abstract boolean contains(M memory, Message message);

  protected abstract boolean connected(
      M memory, int cluster, int symbol, int otherCluster, int otherSymbol);

  /** The fixed point of unanimity. */
  protected abstract Recall unanimity(M memory, Message query);

  @Property(tries = 100)
  void storedMessagesAreContained(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.messages());
    for (Message message : scenario.messages()) {
      assertTrue(contains(memory, message));
    }
  }

  /** Contained is what has all its edges, stored or not. */
  @Property(tries = 100)
  void containedIsWhatIsAClique(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.messages());
    Random random = new Random(scenario.seed());
    for (int n = 0; n < 10; n++) {
      Message message = message(scenario.clusters(), scenario.used(), random);
      boolean clique = true;
      for (int i = 0; i < message.length(); i++) {
        for (int j = 0; j < i; j++) {
          clique &=
              message.isUnused(i)
                  || message.isUnused(j)
                  || connected(memory, i, message.symbol(i), j, message.symbol(j));
        }
      }
      assertEquals(clique, contains(memory, message));
    }
  }

  @Property(tries = 60)
  void edgesAreThoseOfTheMessages(@ForAll("scenarios") Scenario scenario) {
    boolean[][] edges = edges(scenario, filled(scenario, scenario.messages()));
    boolean[][] expected = new boolean[edges.length][edges.length];
    for (Message message : scenario.messages()) {
      for (int i = 0; i < message.length(); i++) {
        for (int j = 0; j < message.length(); j++) {
          if (i != j && !message.isUnused(i) && !message.isUnused(j)) {
            int a = scenario.clusters().fanal(i, message.symbol(i));
            int b = scenario.clusters().fanal(j, message.symbol(j));
            expected[a][b] = true;
          }
        }
      }
    }
    assertArrayEquals(expected, edges);
  }

  @Property(tries = 60)
  void storingAgainInWhateverOrderChangesNothing(@ForAll("scenarios") Scenario scenario) {
    List<Message> twice = new ArrayList<>(scenario.messages());
    twice.addAll(scenario.messages());
    Collections.shuffle(twice, new Random(scenario.seed()));
    assertArrayEquals(
        edges(scenario, filled(scenario, scenario.messages())),
        edges(scenario, filled(scenario, twice)));
  }

  /** Whether or not it is known that it is a cluster in use whose symbol is unknown. */
  @Property(tries = 60)
  void oneErasedClusterOfASingleMessageIsRepaired(@ForAll("scenarios") Scenario scenario) {
    Message message = scenario.messages().get(0);
    M memory = filled(scenario, List.of(message));
    for (int i = 0; i < message.length(); i++) {
      if (!message.isUnused(i)) {
        assertEquals(message, unanimity(memory, message.erase(i)).message());
        assertEquals(message, unanimity(memory, message.erase(i).eraseUnused()).message());
      }
    }
  }

  /** Guided and unguided. */
  @Property(tries = 150)
  void unanimityKeepsTheTruth(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.messages());
    Random random = new Random(scenario.seed());
    for (Message message : scenario.messages()) {
      Recall answer = unanimity(memory, query(message, random));
      for (int i = 0; i < message.length(); i++) {
        int cluster = i;
        assertTrue(
            message.isUnused(i)
                || IntStream.of(answer.candidates(i)).anyMatch(a -> a == message.symbol(cluster)));
      }
    }
  }

  /** The query may fit no message. */
  @Property(tries = 150)
  void unanimityEndsInTheSameFixedPointInWhateverOrder(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.messages());
    Random random = new Random(scenario.seed());
    Clusters clusters = scenario.clusters();
    Message query = query(message(clusters, scenario.used(), random), random);
    boolean[] left = new boolean[clusters.total()];
    for (int i = 0; i < clusters.count(); i++) {
      for (int a = 0; a < clusters.fanals(i); a++) {
        left[clusters.fanal(i, a)] = query.isErased(i) || query.symbol(i) == a;
      }
    }
    while (takeOneOut(memory, scenario, query, left, random)) {}
    Recall answer = unanimity(memory, query);
    for (int i = 0; i < clusters.count(); i++) {
      int cluster = i;
      assertArrayEquals(
          IntStream.range(0, clusters.fanals(i))
              .filter(a -> left[clusters.fanal(cluster, a)])
              .toArray(),
          answer.candidates(i));
    }
  }

  /** Takes out one fanal that too few clusters support, or not all known ones, if there is any. */
  private boolean takeOneOut(
      M memory, Scenario scenario, Message query, boolean[] left, Random random) {
    Clusters clusters = scenario.clusters();
    List<Integer> unsupported = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      for (int a = 0; a < clusters.fanals(i); a++) {
        int supporters = 0;
        boolean hasTheKnown = true;
        for (int j = 0; j < clusters.count(); j++) {
          boolean supported = false;
          for (int b = 0; b < clusters.fanals(j); b++) {
            supported |= left[clusters.fanal(j, b)] && connected(memory, i, a, j, b);
          }
          supporters += supported ? 1 : 0;
          hasTheKnown &= supported || j == i || query.symbol(j) < 0;
        }
        if (left[clusters.fanal(i, a)] && (supporters < scenario.used() - 1 || !hasTheKnown)) {
          unsupported.add(clusters.fanal(i, a));
        }
      }
    }
    if (unsupported.isEmpty()) {
      return false;
    }
    left[unsupported.get(random.nextInt(unsupported.size()))] = false;
    return true;
  }

  /** Sizes differ, and some blocks pass 64 fanals, where a row goes on in the next word. */
  @Provide
  Arbitrary<Scenario> scenarios() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(1, 4)), Tuple.of(1, Arbitraries.of(64, 65)));
    return Combinators.combine(
            sizes.array(int[].class).ofMinSize(2).ofMaxSize(6).map(Clusters::ofSizes),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, 10),
            Arbitraries.longs())
        .as(
            (clusters, more, count, seed) -> {
              int used = 2 + more % (clusters.count() - 1);
              Random random = new Random(seed);
              List<Message> messages = new ArrayList<>();
              for (int n = 0; n < count; n++) {
                messages.add(message(clusters, used, random));
              }
              return new Scenario(clusters, used, messages, random.nextLong());
            })
        .withoutEdgeCases();
  }

  protected static Message message(Clusters clusters, int used, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, clusters.count()).boxed().toList());
    Collections.shuffle(order, random);
    Message message = Message.unused(clusters.count());
    for (int i : order.subList(0, used)) {
      message = message.with(i, random.nextInt(clusters.fanals(i)));
    }
    return message;
  }

  /**
   * A message with some symbols erased, but not all; then some unused clusters as well: none of
   * them, so that the query is guided, or all, or some.
   */
  protected static Message query(Message message, Random random) {
    Message query = message;
    int unguided = random.nextInt(3); // halves of the unused clusters
    for (int i = 0; i < message.length(); i++) {
      boolean erased =
          message.isUnused(i)
              ? random.nextInt(2) < unguided
              : query.known() > 1 && random.nextBoolean();
      query = erased ? query.erase(i) : query;
    }
    return query;
  }

  private M filled(Scenario scenario, List<Message> messages) {
    M memory = create(scenario.clusters(), scenario.used());
    for (Message message : messages) {
      store(memory, message);
    }
    return memory;
  }

  private boolean[][] edges(Scenario scenario, M memory) {
    Clusters clusters = scenario.clusters();
    boolean[][] edges = new boolean[clusters.total()][clusters.total()];
    for (int i = 0; i < clusters.count(); i++) {
      for (int a = 0; a < clusters.fanals(i); a++) {
        for (int j = 0; j < clusters.count(); j++) {
          for (int b = 0; b < clusters.fanals(j); b++) {
            edges[clusters.fanal(i, a)][clusters.fanal(j, b)] = connected(memory, i, a, j, b);
          }
        }
      }
    }
    return edges;
  }
}
