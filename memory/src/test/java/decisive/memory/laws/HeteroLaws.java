package decisive.memory.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.Recall;
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
 * What every hetero-associative memory obeys, whatever its layout. To hold a memory to it, extend
 * this class and say how that memory is made, stored to and asked.
 *
 * @param <M> the memory
 */
public abstract class HeteroLaws<M> {
  private static final int MAX_CLUSTERS = 5;

  /** A pair to store. */
  protected record Pair(Message x, Message y) {}

  /** Pairs over two sides, and a query of the input side that may not be part of any of them. */
  protected record Scenario(Clusters input, Clusters output, List<Pair> pairs, Message query) {}

  protected abstract M create(Clusters input, Clusters output);

  protected abstract void store(M memory, Message x, Message y);

  protected abstract Recall retrieve(M memory, Message x);

  protected abstract boolean connected(M memory, int inputFanal, int outputFanal);

  /** The law the model stands on: a part of x with κ clusters gives each fanal of y the score κ. */
  @Property(tries = 150)
  void storedOutputIsAlwaysInTheAnswer(
      @ForAll("scenarios") Scenario scenario, @ForAll("parts") boolean[] kept) {
    M memory = filled(scenario, scenario.pairs());
    for (Pair pair : scenario.pairs()) {
      Message part = part(pair.x(), kept);
      Recall recall = retrieve(memory, part);
      assertEquals(part.known(), recall.known());
      assertTrue(recall.unanimous());
      for (int i = 0; i < scenario.output().count(); i++) {
        int symbol = pair.y().symbol(i);
        assertEquals(part.known(), recall.scores(i)[symbol]);
        assertTrue(Arrays.binarySearch(recall.candidates(i), symbol) >= 0);
        assertEquals(1.0 / recall.candidates(i).length, recall.share(i, symbol));
      }
    }
  }

  @Property(tries = 60)
  void aSinglePairIsRetrievedFromAnyPart(
      @ForAll("scenarios") Scenario scenario, @ForAll("parts") boolean[] kept) {
    Pair pair = scenario.pairs().get(0);
    M memory = filled(scenario, List.of(pair));
    Recall recall = retrieve(memory, part(pair.x(), kept));
    assertTrue(recall.unique());
    assertEquals(pair.y(), recall.message());
  }

  @Property(tries = 60)
  void storingAgainChangesNothing(@ForAll("scenarios") Scenario scenario) {
    List<Pair> twice = new ArrayList<>(scenario.pairs());
    twice.addAll(scenario.pairs());
    assertSame(scenario, filled(scenario, scenario.pairs()), filled(scenario, twice));
  }

  @Property(tries = 60)
  void orderDoesNotMatter(@ForAll("scenarios") Scenario scenario, @ForAll Random shuffle) {
    List<Pair> shuffled = new ArrayList<>(scenario.pairs());
    Collections.shuffle(shuffled, shuffle);
    assertSame(scenario, filled(scenario, scenario.pairs()), filled(scenario, shuffled));
  }

  @Property(tries = 60)
  void storingMoreNeverTakesAway(@ForAll("scenarios") Scenario scenario) {
    M memory = create(scenario.input(), scenario.output());
    boolean[][] edges = edges(scenario, memory);
    Recall before = retrieve(memory, scenario.query());
    for (Pair pair : scenario.pairs()) {
      store(memory, pair.x(), pair.y());
      boolean[][] more = edges(scenario, memory);
      for (int a = 0; a < edges.length; a++) {
        for (int b = 0; b < edges[a].length; b++) {
          assertTrue(more[a][b] || !edges[a][b]);
        }
      }
      Recall after = retrieve(memory, scenario.query());
      for (int i = 0; i < scenario.output().count(); i++) {
        for (int symbol = 0; symbol < scenario.output().fanals(i); symbol++) {
          assertTrue(after.scores(i)[symbol] >= before.scores(i)[symbol]);
        }
      }
      edges = more;
      before = after;
    }
  }

  /** z = W x is linear: the scores of a query are the sums of those of its single clusters. */
  @Property(tries = 60)
  void everyKnownClusterVotesOnItsOwn(@ForAll("scenarios") Scenario scenario) {
    M memory = filled(scenario, scenario.pairs());
    int[][] sums = new int[scenario.output().count()][];
    Arrays.setAll(sums, i -> new int[scenario.output().fanals(i)]);
    for (int j = 0; j < scenario.input().count(); j++) {
      if (!scenario.query().isErased(j)) {
        boolean[] one = new boolean[scenario.input().count()];
        one[j] = true;
        Recall vote = retrieve(memory, part(scenario.query(), one));
        for (int i = 0; i < sums.length; i++) {
          for (int symbol = 0; symbol < sums[i].length; symbol++) {
            sums[i][symbol] += vote.scores(i)[symbol];
          }
        }
      }
    }
    Recall recall = retrieve(memory, scenario.query());
    for (int i = 0; i < sums.length; i++) {
      assertArrayEquals(sums[i], recall.scores(i));
    }
  }

  /** The winners of a cluster are its fanals of highest score, all of them and no other. */
  @Property(tries = 60)
  void winnersAreTheHighestScoresTiesKept(@ForAll("scenarios") Scenario scenario) {
    Recall recall = retrieve(filled(scenario, scenario.pairs()), scenario.query());
    boolean unanimous = true;
    boolean unique = true;
    for (int i = 0; i < scenario.output().count(); i++) {
      int[] scores = recall.scores(i);
      int best = Arrays.stream(scores).max().getAsInt();
      int[] winners =
          IntStream.range(0, scores.length).filter(symbol -> scores[symbol] == best).toArray();
      assertArrayEquals(winners, recall.candidates(i));
      double shares = 0;
      for (int symbol = 0; symbol < scores.length; symbol++) {
        shares += recall.share(i, symbol);
      }
      assertEquals(1, shares, 1e-12);
      assertTrue(best <= recall.known());
      unanimous &= best == recall.known();
      unique &= winners.length == 1;
    }
    assertEquals(unanimous, recall.unanimous());
    assertEquals(unique, recall.unique());
  }

  /** Without jqwik's edge cases, which would fill every try; small sizes make enough of them. */
  @Provide
  Arbitrary<Scenario> scenarios() {
    return Combinators.combine(clusters(), clusters())
        .flatAs(
            (input, output) -> {
              Arbitrary<Pair> pair =
                  Combinators.combine(messages(input), messages(output)).as(Pair::new);
              return Combinators.combine(
                      pair.list().ofMinSize(1).ofMaxSize(12), messages(input), parts())
                  .as(
                      (pairs, query, kept) ->
                          new Scenario(input, output, pairs, part(query, kept)));
            })
        .withoutEdgeCases();
  }

  /** Which clusters to keep, longer than any message here; {@link #part} keeps one at least. */
  @Provide
  Arbitrary<boolean[]> parts() {
    return Arbitraries.of(true, false)
        .array(boolean[].class)
        .ofSize(MAX_CLUSTERS)
        .withoutEdgeCases();
  }

  /** Sizes differ, and totals pass 64 and 128 fanals, where a row goes on in the next word. */
  private static Arbitrary<Clusters> clusters() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(1, 6)),
            Tuple.of(1, Arbitraries.integers().between(7, 70)));
    return sizes.array(int[].class).ofMinSize(1).ofMaxSize(MAX_CLUSTERS).map(Clusters::ofSizes);
  }

  private static Arbitrary<Message> messages(Clusters clusters) {
    List<Arbitrary<Integer>> symbols = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      symbols.add(Arbitraries.integers().between(0, clusters.fanals(i) - 1));
    }
    return Combinators.combine(symbols)
        .as(list -> Message.of(list.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static Message part(Message message, boolean[] kept) {
    int keptForSure = 0;
    for (int i = 0; i < message.length(); i++) {
      if (kept[i] && !message.isErased(i)) {
        keptForSure = i;
      }
    }
    Message part = message;
    for (int i = 0; i < message.length(); i++) {
      if (!kept[i] && i != keptForSure) {
        part = part.erase(i);
      }
    }
    return part;
  }

  private M filled(Scenario scenario, List<Pair> pairs) {
    M memory = create(scenario.input(), scenario.output());
    for (Pair pair : pairs) {
      store(memory, pair.x(), pair.y());
    }
    return memory;
  }

  private void assertSame(Scenario scenario, M expected, M actual) {
    assertArrayEquals(edges(scenario, expected), edges(scenario, actual));
    assertEquals(
        retrieve(expected, scenario.query()).toString(),
        retrieve(actual, scenario.query()).toString());
  }

  private boolean[][] edges(Scenario scenario, M memory) {
    boolean[][] edges = new boolean[scenario.input().total()][scenario.output().total()];
    for (int a = 0; a < edges.length; a++) {
      for (int b = 0; b < edges[a].length; b++) {
        edges[a][b] = connected(memory, a, b);
      }
    }
    return edges;
  }
}
