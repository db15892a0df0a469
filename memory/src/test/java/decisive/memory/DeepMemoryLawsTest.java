package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.DeepMemory.Passing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What a chain of hetero-associative memories obeys. */
class DeepMemoryLawsTest {
  /** Paths through the sides; the seed picks parts of them. */
  record Scenario(List<Clusters> sides, List<List<Message>> paths, long seed) {}

  @Property(tries = 200)
  void storedPathIsAlwaysInTheBlurredAnswers(@ForAll("scenarios") Scenario scenario) {
    DeepMemory memory = filled(scenario, scenario.paths());
    Random random = new Random(scenario.seed());
    for (List<Message> path : scenario.paths()) {
      DeepRecall recall = memory.retrieve(part(path.get(0), random), Passing.BLURRED);
      assertTrue(recall.complete());
      assertEquals(memory.layers().size(), recall.layers().size());
      assertHolds(path, recall);
      for (int k = 1; k < recall.layers().size(); k++) {
        assertEquals(scenario.sides().get(k).count(), recall.layers().get(k).known());
      }
    }
  }

  /** Deciding keeps the truth too, as far as it gets, but with fewer votes it excludes less. */
  @Property(tries = 200)
  void blurredAnswersLieWithinDecidedOnes(@ForAll("scenarios") Scenario scenario) {
    DeepMemory memory = filled(scenario, scenario.paths());
    Random random = new Random(scenario.seed());
    for (List<Message> path : scenario.paths()) {
      Message query = part(path.get(0), random);
      DeepRecall decided = memory.retrieve(query, Passing.DECIDED);
      DeepRecall blurred = memory.retrieve(query, Passing.BLURRED);
      assertHolds(path, decided);
      for (int k = 0; k < decided.layers().size(); k++) {
        for (int i = 0; i < scenario.sides().get(k + 1).count(); i++) {
          for (int symbol : blurred.layers().get(k).candidates(i)) {
            assertTrue(Arrays.binarySearch(decided.layers().get(k).candidates(i), symbol) >= 0);
          }
        }
      }
    }
  }

  /** Each cluster with several winners is erased; the chain ends if that leaves none. */
  @Property(tries = 150)
  void decidingErasesTies(@ForAll("scenarios") Scenario scenario) {
    DeepMemory memory = filled(scenario, scenario.paths());
    Message query = part(scenario.paths().get(0).get(0), new Random(scenario.seed()));
    DeepRecall recall = memory.retrieve(query, Passing.DECIDED);
    for (int k = 0; k < memory.layers().size(); k++) {
      Recall answer = recall.layers().get(k);
      int[] next = new int[answer.clusters().count()];
      Arrays.fill(next, Message.ERASED);
      for (int i = 0; i < next.length; i++) {
        next[i] = answer.candidates(i).length == 1 ? answer.candidates(i)[0] : next[i];
      }
      Message passed = Message.of(next);
      if (k + 1 == recall.layers().size()) {
        assertEquals(k + 1 == memory.layers().size(), recall.complete());
        assertTrue(recall.complete() || passed.known() == 0);
        return;
      }
      assertSame(memory.layers().get(k + 1).retrieve(passed), recall.layers().get(k + 1));
    }
  }

  @Property(tries = 100)
  void aSinglePathIsRetrievedFromAnyPart(
      @ForAll("scenarios") Scenario scenario, @ForAll Passing passing) {
    List<Message> path = scenario.paths().get(0);
    DeepMemory memory = filled(scenario, List.of(path));
    DeepRecall recall = memory.retrieve(part(path.get(0), new Random(scenario.seed())), passing);
    assertTrue(recall.complete());
    for (int k = 0; k < recall.layers().size(); k++) {
      assertEquals(path.get(k + 1), recall.layers().get(k).message());
    }
    assertEquals(path.get(path.size() - 1), recall.answer().message());
  }

  @Property(tries = 100)
  void aChainOfOneIsItsLayer(@ForAll("scenarios") Scenario scenario, @ForAll Passing passing) {
    HeteroMemory layer = new HeteroMemory(scenario.sides().get(0), scenario.sides().get(1));
    DeepMemory memory = DeepMemory.between(scenario.sides().get(0), scenario.sides().get(1));
    for (List<Message> path : scenario.paths()) {
      layer.store(path.get(0), path.get(1));
      memory.store(path.get(0), path.get(1));
    }
    Message query = part(scenario.paths().get(0).get(0), new Random(scenario.seed()));
    DeepRecall recall = memory.retrieve(query, passing);
    assertEquals(1, recall.layers().size());
    assertSame(layer.retrieve(query), recall.answer());
  }

  @Property(tries = 100)
  void candidatesOfASingleSymbolAreTheMessage(
      @ForAll("scenarios") Scenario scenario, @ForAll Passing passing) {
    DeepMemory memory = filled(scenario, scenario.paths());
    Message query = part(scenario.paths().get(0).get(0), new Random(scenario.seed()));
    DeepRecall message = memory.retrieve(query, passing);
    DeepRecall candidates = memory.retrieve(Candidates.of(query), passing);
    assertEquals(message.complete(), candidates.complete());
    assertEquals(message.layers().size(), candidates.layers().size());
    for (int k = 0; k < message.layers().size(); k++) {
      assertSame(message.layers().get(k), candidates.layers().get(k));
    }
  }

  /** A path is its pairs, each in its layer, in whatever order. */
  @Property(tries = 100)
  void aPathIsItsPairs(@ForAll("scenarios") Scenario scenario) {
    DeepMemory paths = filled(scenario, scenario.paths());
    List<HeteroMemory> layers = new ArrayList<>();
    for (int k = 1; k < scenario.sides().size(); k++) {
      layers.add(new HeteroMemory(scenario.sides().get(k - 1), scenario.sides().get(k)));
    }
    DeepMemory pairs = new DeepMemory(layers);
    for (int k = 0; k < layers.size(); k++) {
      List<List<Message>> shuffled = new ArrayList<>(scenario.paths());
      Collections.shuffle(shuffled, new Random(scenario.seed()));
      for (List<Message> path : shuffled) {
        layers.get(k).store(path.get(k), path.get(k + 1));
      }
    }
    for (int k = 0; k < layers.size(); k++) {
      for (int a = 0; a < layers.get(k).input().total(); a++) {
        for (int b = 0; b < layers.get(k).output().total(); b++) {
          assertEquals(
              pairs.layers().get(k).connected(a, b), paths.layers().get(k).connected(a, b));
        }
      }
    }
  }

  /** Sizes differ; small ones make ties, and some pass 64 fanals, the bits of a word. */
  @Provide
  Arbitrary<Scenario> scenarios() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(1, 5)), Tuple.of(1, Arbitraries.of(64, 65)));
    Arbitrary<Clusters> clusters =
        sizes.array(int[].class).ofMinSize(1).ofMaxSize(4).map(Clusters::ofSizes);
    return clusters
        .list()
        .ofMinSize(2)
        .ofMaxSize(5)
        .flatMap(
            sides -> {
              List<Arbitrary<Message>> messages =
                  sides.stream().map(DeepMemoryLawsTest::messages).toList();
              Arbitrary<List<Message>> path = Combinators.combine(messages).as(list -> list);
              return Combinators.combine(
                      path.list().ofMinSize(1).ofMaxSize(10), Arbitraries.longs())
                  .as((paths, seed) -> new Scenario(sides, paths, seed));
            })
        .withoutEdgeCases();
  }

  private static Arbitrary<Message> messages(Clusters clusters) {
    List<Arbitrary<Integer>> symbols = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      symbols.add(Arbitraries.integers().between(0, clusters.fanals(i) - 1));
    }
    return Combinators.combine(symbols)
        .as(list -> Message.of(list.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static DeepMemory filled(Scenario scenario, List<List<Message>> paths) {
    DeepMemory memory = DeepMemory.between(scenario.sides().toArray(Clusters[]::new));
    paths.forEach(path -> memory.store(path.toArray(Message[]::new)));
    return memory;
  }

  /** The message with some clusters erased, but not all. */
  private static Message part(Message message, Random random) {
    int sure = random.nextInt(message.length());
    Message part = message;
    for (int i = 0; i < message.length(); i++) {
      part = i != sure && random.nextBoolean() ? part.erase(i) : part;
    }
    assertFalse(part.known() == 0);
    return part;
  }

  private static void assertHolds(List<Message> path, DeepRecall recall) {
    for (int k = 0; k < recall.layers().size(); k++) {
      Recall answer = recall.layers().get(k);
      assertTrue(answer.unanimous());
      for (int i = 0; i < answer.clusters().count(); i++) {
        assertTrue(answer.share(i, path.get(k + 1).symbol(i)) > 0);
      }
    }
  }

  private static void assertSame(Recall expected, Recall actual) {
    assertEquals(expected.clusters(), actual.clusters());
    assertEquals(expected.known(), actual.known());
    for (int i = 0; i < expected.clusters().count(); i++) {
      assertArrayEquals(expected.candidates(i), actual.candidates(i));
      assertArrayEquals(expected.scores(i), actual.scores(i));
    }
  }
}
