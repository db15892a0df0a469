package decisive.memory.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Candidates;
import decisive.memory.Clusters;
import decisive.memory.Message;
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
import net.jqwik.api.Tuple;

/**
 * What every clique memory obeys, whatever its layout. To hold a memory to it, extend this class
 * and say how that memory is made, stored to and asked.
 *
 * @param <M> the memory
 */
public abstract class CliqueLaws<M> {
  /** Messages to store, and a seed for whatever else is chosen at random. */
  public record Scenario(Clusters clusters, List<Message> messages, long seed) {}

  protected abstract M create(Clusters clusters);

  protected abstract void store(M memory, Message message);

  protected abstract boolean contains(M memory, Message message);

  protected abstract boolean connected(
      M memory, int cluster, int symbol, int otherCluster, int otherSymbol);

  /** The fixed point of unanimity: the symbols left in each cluster, increasing. */
  protected abstract int[][] unanimity(M memory, Candidates query);

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
      int[] symbols = new int[scenario.clusters().count()];
      for (int i = 0; i < symbols.length; i++) { // mixed of stored ones, to hit now and then
        int from = random.nextInt(scenario.messages().size());
        symbols[i] = scenario.messages().get(from).symbol(i);
      }
      boolean clique = true;
      for (int i = 0; i < symbols.length; i++) {
        for (int j = 0; j < i; j++) {
          clique &= connected(memory, i, symbols[i], j, symbols[j]);
        }
      }
      assertEquals(clique, contains(memory, Message.of(symbols)));
    }
  }

  @Property(tries = 60)
  void edgesAreThoseOfTheMessages(@ForAll("scenarios") Scenario scenario) {
    boolean[][] edges = edges(scenario, filled(scenario, scenario.messages()));
    boolean[][] expected = new boolean[edges.length][edges.length];
    for (Message message : scenario.messages()) {
      for (int i = 0; i < message.length(); i++) {
        for (int j = 0; j < message.length(); j++) {
          int a = scenario.clusters().fanal(i, message.symbol(i));
          int b = scenario.clusters().fanal(j, message.symbol(j));
          expected[a][b] |= i != j;
        }
      }
    }
    assertArrayEquals(expected, edges);
  }

  @Property(tries = 60)
  void storingAgainChangesNothing(@ForAll("scenarios") Scenario scenario) {
    List<Message> twice = new ArrayList<>(scenario.messages());
    twice.addAll(scenario.messages());
    assertArrayEquals(
        edges(scenario, filled(scenario, scenario.messages())),
        edges(scenario, filled(scenario, twice)));
  }

  @Property(tries = 60)
  void orderDoesNotMatter(@ForAll("scenarios") Scenario scenario) {
    List<Message> shuffled = new ArrayList<>(scenario.messages());
    Collections.shuffle(shuffled, new Random(scenario.seed()));
    assertArrayEquals(
        edges(scenario, filled(scenario, scenario.messages())),
        edges(scenario, filled(scenario, shuffled)));
  }

  @Property(tries = 60)
  void storingMoreNeverTakesAway(@ForAll("scenarios") Scenario scenario) {
    M memory = create(scenario.clusters());
    boolean[][] before = edges(scenario, memory);
    for (Message message : scenario.messages()) {
      store(memory, message);
      boolean[][] after = edges(scenario, memory);
      for (int a = 0; a < before.length; a++) {
        for (int b = 0; b < before.length; b++) {
          assertTrue(after[a][b] || !before[a][b]);
        }
      }
      before = after;
    }
  }

  @Property(tries = 60)
  void oneErasedClusterOfASingleMessageIsRepaired(@ForAll("scenarios") Scenario scenario) {
    Message message = scenario.messages().get(0);
    M memory = filled(scenario, List.of(message));
    for (int i = 0; i < message.length(); i++) {
      int[][] answer = unanimity(memory, Candidates.of(message.erase(i)));
      for (int j = 0; j < message.length(); j++) {
        assertArrayEquals(new int[] {message.symbol(j)}, answer[j]);
      }
    }
  }

  /** From erased and blurred clusters alike, as long as the truth is among the candidates. */
  @Property(tries = 150)
  void unanimityKeepsTheTruth(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.messages());
    Random random = new Random(scenario.seed());
    for (Message message : scenario.messages()) {
      int[][] answer = unanimity(memory, query(scenario.clusters(), message, true, random));
      for (int i = 0; i < message.length(); i++) {
        assertTrue(Arrays.binarySearch(answer[i], message.symbol(i)) >= 0);
      }
    }
  }

  /** And the fixed point is within the query. The query may fit no message. */
  @Property(tries = 150)
  void unanimityEndsInTheSameFixedPointInWhateverOrder(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.messages());
    Random random = new Random(scenario.seed());
    Clusters clusters = scenario.clusters();
    Candidates query = query(clusters, scenario.messages().get(0), random.nextBoolean(), random);
    int[][] answer = unanimity(memory, query);
    List<List<Integer>> left = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      int[] start = start(clusters, query, i);
      for (int symbol : answer[i]) {
        assertTrue(Arrays.binarySearch(start, symbol) >= 0);
      }
      left.add(new ArrayList<>(Arrays.stream(start).boxed().toList()));
    }
    while (takeOneOut(memory, left, random)) {}
    for (int i = 0; i < clusters.count(); i++) {
      assertArrayEquals(left.get(i).stream().mapToInt(Integer::intValue).toArray(), answer[i]);
    }
  }

  /** Takes out one fanal that some cluster does not support, if there is any. */
  private boolean takeOneOut(M memory, List<List<Integer>> left, Random random) {
    List<int[]> unsupported = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      for (int a : left.get(i)) {
        for (int j = 0; j < left.size(); j++) {
          int cluster = i;
          int other = j;
          if (j != i
              && left.get(j).stream().noneMatch(b -> connected(memory, cluster, a, other, b))) {
            unsupported.add(new int[] {i, a});
            break;
          }
        }
      }
    }
    if (unsupported.isEmpty()) {
      return false;
    }
    int[] out = unsupported.get(random.nextInt(unsupported.size()));
    assertTrue(left.get(out[0]).remove((Integer) out[1]));
    return true;
  }

  /** Without jqwik's edge cases, which would fill every try; small sizes make enough of them. */
  @Provide
  Arbitrary<Scenario> scenarios() {
    return clusters()
        .flatMap(
            clusters ->
                Combinators.combine(
                        messages(clusters).list().ofMinSize(1).ofMaxSize(12), Arbitraries.longs())
                    .as((messages, seed) -> new Scenario(clusters, messages, seed)))
        .withoutEdgeCases();
  }

  /** Sizes differ, and some blocks pass 64 fanals, where a row goes on in the next word. */
  private static Arbitrary<Clusters> clusters() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(1, 5)),
            Tuple.of(1, Arbitraries.of(64, 65, 130)));
    return sizes.array(int[].class).ofMinSize(2).ofMaxSize(5).map(Clusters::ofSizes);
  }

  private static Arbitrary<Message> messages(Clusters clusters) {
    List<Arbitrary<Integer>> symbols = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      symbols.add(Arbitraries.integers().between(0, clusters.fanals(i) - 1));
    }
    return Combinators.combine(symbols)
        .as(list -> Message.of(list.stream().mapToInt(Integer::intValue).toArray()));
  }

  /**
   * A message with some clusters erased, but not all, and some blurred.
   *
   * @param withTruth whether the correct symbol is among the candidates of a blurred cluster;
   *     otherwise it may be missing
   */
  protected static Candidates query(
      Clusters clusters, Message message, boolean withTruth, Random random) {
    Message part = message;
    int sure = random.nextInt(clusters.count());
    for (int i = 0; i < clusters.count(); i++) {
      part = i != sure && random.nextInt(5) < 2 ? part.erase(i) : part;
    }
    Candidates query = Candidates.of(part);
    for (int i = 0; i < clusters.count(); i++) {
      if (!part.isErased(i) && random.nextInt(3) == 0) {
        int[] symbols = random.ints(random.nextInt(6) + 1, 0, clusters.fanals(i)).toArray();
        symbols[0] = withTruth ? message.symbol(i) : symbols[0];
        query = query.with(i, symbols);
      }
    }
    assertFalse(query.known() == 0);
    return query;
  }

  /** What is active in a cluster before the first step. */
  public static int[] start(Clusters clusters, Candidates query, int cluster) {
    return query.isErased(cluster)
        ? IntStream.range(0, clusters.fanals(cluster)).toArray()
        : query.symbols(cluster);
  }

  private M filled(Scenario scenario, List<Message> messages) {
    M memory = create(scenario.clusters());
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
