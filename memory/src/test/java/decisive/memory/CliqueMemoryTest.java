package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.RetrievalRule.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Memories small enough to work out by hand, and what they refuse. */
class CliqueMemoryTest {
  /** They are stored in chunks; neither the last of a full one nor what follows may be lost. */
  @Test
  void moreMessagesThanAChunkAreAllStored() {
    List<Message> messages = new ArrayList<>(Collections.nCopies((1 << 18) - 1, Message.of(0, 0)));
    messages.add(Message.of(1, 2));
    messages.add(Message.of(2, 1));
    for (int twice = 0; twice < 2; twice++) {
      CliqueMemory memory = new CliqueMemory(Clusters.uniform(2, 3));
      memory.storeAll(messages);
      assertEquals(3, memory.edges());
      assertTrue(memory.contains(Message.of(1, 2)) && memory.contains(Message.of(2, 1)));
      Collections.reverse(messages);
    }
  }

  @Test
  void theHeapItTakesIsKnownBefore() {
    // 3 fanals of 1 + 1 words to the others, 100 of 2, 5 of 3
    assertEquals(
        8 * (3 * 3 + 100 * 2 + 5 * 3), CliqueMemory.heapBytes(Clusters.ofSizes(3, 100, 5)));
    assertTrue(
        refused(() -> CliqueMemory.heapBytes(Clusters.uniform(3, 700_000)))
            .contains("longs an array holds"));
  }

  /** Three messages over clusters of 3, 4 and 2 fanals: [0, 1, 0], [1, 1, 1], [0, 2, 1]. */
  @Nested
  class WorkedExample {
    private final CliqueMemory memory = new CliqueMemory(Clusters.ofSizes(3, 4, 2));

    @BeforeEach
    void storeThree() {
      memory.storeAll(List.of(Message.of(0, 1, 0), Message.of(1, 1, 1), Message.of(0, 2, 1)));
    }

    @Test
    void sizes() {
      assertEquals(9, memory.edges()); // no edge is shared
      assertEquals(3 * 4 + 3 * 2 + 4 * 2, memory.bits());
      assertEquals(9 / 26.0, memory.density());
      memory.store(Message.of(0, 1, 0));
      assertEquals(9, memory.edges());
    }

    @Test
    void edgesRunBetweenClustersBothWays() {
      assertTrue(memory.connected(0, 0, 1, 2));
      assertTrue(memory.connected(1, 2, 0, 0));
      assertFalse(memory.connected(1, 0, 0, 0));
      assertFalse(memory.connected(0, 0, 0, 0));
    }

    @Test
    void aMixtureOfStoredMessagesMayBeContained() {
      assertTrue(memory.contains(Message.of(0, 2, 1)));
      assertFalse(memory.contains(Message.of(2, 0, 0)));
      assertTrue(memory.contains(Message.of(0, 1, 1))); // an edge of each message
    }

    @Test
    void anErasedClusterIsFilledIn() {
      Recall recall = memory.retrieve(Message.of(Message.ERASED, 2, 1));
      assertEquals(Message.of(0, 2, 1), recall.message());
      assertTrue(recall.converged());
      assertTrue(recall.unanimous());
      assertEquals(2, recall.steps()); // the second changes nothing
      assertEquals(2, recall.known());
      assertEquals("[0: 0 (2 of 2), 1: 2 (2 of 2), 2: 1 (2 of 2)]", recall.toString());
    }

    @Test
    void severalAnswersAreCandidatesAndTheSearchTellsThemApart() {
      Recall recall = memory.retrieve(Message.of(0, Message.ERASED, Message.ERASED));
      assertEquals("[0: 0 (2 of 2), 1: 1|2 (2 of 2), 2: 0|1 (2 of 2)]", recall.toString());
      assertFalse(recall.unique());
      Cliques cliques = memory.cliques(recall, 100);
      assertTrue(cliques.complete());
      assertEquals(
          Set.of(Message.of(0, 1, 0), Message.of(0, 1, 1), Message.of(0, 2, 1)),
          Set.copyOf(cliques.messages()));
      // The first symbol, then one symbol of the second cluster: no visit is left for the third.
      assertEquals(new Cliques(List.of(), false), memory.cliques(recall, 2));
      assertEquals(1, memory.cliques(recall, 3).messages().size());
    }

    @Test
    void whatFitsNothingIsAnsweredByNothing() {
      Recall recall = memory.retrieve(Message.of(2, Message.ERASED, 0));
      assertTrue(recall.empty());
      assertFalse(recall.unanimous());
      for (int i = 0; i < 3; i++) {
        assertEquals(0, recall.candidates(i).length);
      }
      assertEquals(new Cliques(List.of(), true), memory.cliques(recall, 1));
    }

    @Test
    void candidatesAreToldApartByTheOtherClusters() {
      Candidates query = Candidates.of(Message.of(1, 0, Message.ERASED)).with(1, 0, 1, 2);
      Recall recall = memory.retrieve(query, RetrievalRule.unanimity());
      assertEquals(Message.of(1, 1, 1), recall.message());
      assertEquals(Candidates.of(Message.of(1, 1, 1)), Candidates.of(recall));
    }

    @Test
    void stepsCanBeWatched() {
      List<Recall> steps = new ArrayList<>();
      Candidates query = Candidates.of(Message.of(1, Message.ERASED, Message.ERASED));
      Recall recall = memory.retrieve(query, RetrievalRule.sumOfSum(), steps::add);
      assertEquals(2, steps.size()); // the second changes nothing
      assertArrayEquals(new int[] {0, 1, 0, 0}, steps.get(0).scores(1)); // the edges of (0, 1)
      assertArrayEquals(new int[] {0, 1, 0}, steps.get(0).scores(0)); // γ, nobody else votes yet
      assertArrayEquals(new int[] {0, 3, 1, 0}, steps.get(1).scores(1)); // γ and two votes
      assertEquals(1, steps.get(0).steps());
      assertFalse(steps.get(0).converged());
      assertTrue(steps.get(1).converged());
      assertEquals(Message.of(1, 1, 1), recall.message());
      assertEquals(steps.get(1).toString(), recall.toString());
    }

    @Test
    void anObserverMayRetrieve() {
      Candidates query = Candidates.of(Message.of(1, Message.ERASED, Message.ERASED));
      Recall recall =
          memory.retrieve(
              query,
              RetrievalRule.unanimity(),
              step -> memory.retrieve(Message.of(0, 2, Message.ERASED)));
      assertEquals(Message.of(1, 1, 1), recall.message());
    }
  }

  @Nested
  class WrongSymbols {
    private final CliqueMemory memory =
        new CliqueMemory(Clusters.uniform(4, 5), RetrievalRule.sumOfSum());

    @BeforeEach
    void storeTwo() {
      memory.store(Message.of(0, 0, 0, 0));
      memory.store(Message.of(1, 1, 1, 1));
    }

    @Test
    void theDefaultRuleCanBeChosen() {
      assertEquals(RetrievalRule.sumOfSum(), memory.rule());
      assertEquals(RetrievalRule.unanimity(), new CliqueMemory(memory.clusters()).rule());
      Message query = Message.of(0, 0, 4, 0);
      assertEquals(Message.of(0, 0, 0, 0), memory.retrieve(query).message());
      assertTrue(memory.retrieve(query, RetrievalRule.unanimity()).empty());
      assertEquals(Message.of(0, 0, 0, 0), memory.retrieveAll(List.of(query)).get(0).message());
    }

    @Test
    void selectionsDiffer() {
      // Symbol 1 of the last cluster has no other support; of the 0s, each has two votes and γ.
      Message query = Message.of(0, 0, 0, 1);
      RetrievalRule.Voting once = RetrievalRule.sumOfMax().maxSteps(1);
      Recall clusters = memory.retrieve(query, once);
      assertEquals("[0: 0 (3 of 4), 1: 0 (3 of 4), 2: 0 (3 of 4), 3: 0 (3 of 4)]", clusters + "");
      Recall global = memory.retrieve(query, once.selection(Selection.GLOBAL_WINNER_TAKES_ALL));
      assertEquals(clusters.toString(), global.toString());
      Message part = Message.of(0, 0, Message.ERASED, Message.ERASED);
      RetrievalRule.Voting forgetful = RetrievalRule.sumOfSum().memoryEffect(0).maxSteps(1);
      assertArrayEquals(new int[] {0}, memory.retrieve(part, forgetful).candidates(0));
      Recall others = memory.retrieve(part, forgetful.selection(Selection.GLOBAL_WINNER_TAKES_ALL));
      assertEquals("[0:  (0 of 3), 1:  (0 of 3), 2: 0 (2 of 3), 3: 0 (2 of 3)]", others + "");
    }

    @Test
    void zeroScoresDoNotWin() {
      Recall recall =
          memory.retrieve(Message.of(4, 4, 4, 4), RetrievalRule.sumOfSum().memoryEffect(0));
      assertTrue(recall.empty());
    }
  }

  @Nested
  class BadInput {
    private final CliqueMemory memory = new CliqueMemory(Clusters.ofSizes(3, 5));

    @Test
    void messagesToStore() {
      String symbol = ", cluster 1: symbol 5 is out of range; with 5 fanals its symbols are 0 to 4";
      assertEquals("store: message" + symbol, refused(() -> memory.store(Message.of(0, 5))));
      assertEquals(
          "store: message has length 3, this side of the memory has 2 clusters of [3, 5] fanals: "
              + "give 2 symbols, Message.ERASED where one is unknown",
          refused(() -> memory.store(Message.of(0, 1, 2))));
      assertEquals(
          "store: message [0, ?] has erased clusters; "
              + "a stored message is complete, erase in the query",
          refused(() -> memory.store(Message.of(0, Message.ERASED))));
      assertEquals("contains: message" + symbol, refused(() -> memory.contains(Message.of(0, 5))));
      assertEquals(
          "store: message 1" + symbol,
          refused(() -> memory.storeAll(List.of(Message.of(0, 0), Message.of(0, 5)))));
      assertEquals(0, memory.edges());
    }

    @Test
    void queries() {
      String symbol = ", cluster 0: symbol 3 is out of range; with 3 fanals its symbols are 0 to 2";
      assertEquals("retrieve: query" + symbol, refused(() -> memory.retrieve(Message.of(3, 0))));
      assertEquals(
          "retrieve: query 1" + symbol,
          refused(() -> memory.retrieveAll(List.of(Message.of(0, 0), Message.of(3, 0)))));
      Message nothing = Message.of(Message.ERASED, Message.ERASED);
      String erased = "retrieve: query has all 2 clusters erased; at least one must be known";
      assertEquals(erased, refused(() -> memory.retrieve(nothing)));
      RetrievalRule rule = RetrievalRule.unanimity();
      assertEquals(erased, refused(() -> memory.retrieve(Candidates.of(nothing), rule)));
      assertEquals(
          "retrieve: query" + symbol,
          refused(() -> memory.retrieve(Candidates.of(nothing).with(0, 1, 3), rule)));
      assertEquals(
          "retrieve: query [1] has length 1, the memory has 2 clusters of [3, 5] fanals: "
              + "give 2 sets of candidates, erase a cluster where they are unknown",
          refused(() -> memory.retrieve(Candidates.of(Message.of(1)), rule)));
    }

    @Test
    void memoriesThatCannotBe() {
      assertEquals(
          "clique memory: 1 cluster of 4 fanals have no edges; give two clusters at least",
          refused(() -> new CliqueMemory(Clusters.uniform(1, 4))));
      assertEquals(
          "clique memory: the edges of 2 clusters of 1000000 fanals take more than the 2147483639 "
              + "longs an array holds; use fewer or smaller clusters",
          refused(() -> new CliqueMemory(Clusters.uniform(2, 1_000_000))));
    }

    @Test
    void searches() {
      Recall other = new CliqueMemory(Clusters.uniform(2, 2)).retrieve(Message.of(0, 0));
      assertEquals(
          "cliques: the recall is of 2 clusters of 2 fanals, "
              + "this memory of 2 clusters of [3, 5] fanals",
          refused(() -> memory.cliques(other, 1)));
      Recall recall = memory.retrieve(Message.of(0, 0));
      assertEquals(
          "cliques: at most 0 candidates; allow 1 at least",
          refused(() -> memory.cliques(recall, 0)));
    }

    @Test
    void rules() {
      assertEquals(
          "retrieval rule: at most 0 steps; allow 1 at least",
          refused(() -> RetrievalRule.unanimity().maxSteps(0)));
      assertEquals(
          "retrieval rule: at most -1 steps; allow 1 at least",
          refused(() -> RetrievalRule.sumOfMax().maxSteps(-1)));
      assertEquals(
          "retrieval rule: memory effect -1; choose 0 to 1048576",
          refused(() -> RetrievalRule.sumOfSum().memoryEffect(-1)));
    }
  }
}
