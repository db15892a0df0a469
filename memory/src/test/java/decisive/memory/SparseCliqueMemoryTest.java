package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.RetrievalRule.Selection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A memory small enough to work out by hand, and what it refuses. */
class SparseCliqueMemoryTest {
  private final SparseCliqueMemory memory = new SparseCliqueMemory(Clusters.uniform(6, 4), 3);
  private final Message abc = Message.unused(6).with(0, 1).with(1, 1).with(2, 1);
  private final Message ade = Message.unused(6).with(0, 1).with(3, 2).with(4, 2);

  @BeforeEach
  void storeTwo() {
    memory.storeAll(List.of(abc, ade));
  }

  @Test
  void sizes() {
    assertEquals(6, memory.edges());
    assertEquals(15 * 16, memory.bits());
    assertEquals(6 / 240.0, memory.density());
    assertEquals(3, memory.used());
    assertTrue(memory.connected(3, 2, 0, 1));
    assertFalse(memory.connected(3, 2, 1, 1));
    assertFalse(memory.connected(3, 2, 3, 2));
    assertTrue(memory.contains(ade));
    assertFalse(memory.contains(abc.with(2, 0)));
  }

  @Test
  void guidedTheClustersInUseAreKnown() {
    Recall recall = memory.retrieve(abc.erase(1, 2));
    assertEquals(abc, recall.message());
    assertArrayEquals(new int[] {0, 1, 2}, recall.participants());
    assertEquals("[0: 1 (2 of 2), 1: 1 (2 of 2), 2: 1 (2 of 2)]", recall.toString());
    assertTrue(recall.unanimous());
    assertEquals(1, recall.known());
    assertTrue(memory.retrieve(abc.with(5, Message.ERASED).erase(1).with(2, -2)).empty());
  }

  @Test
  void unguidedTheAnswerSaysWhichTakePart() {
    Recall recall = memory.retrieve(ade.erase(4).eraseUnused());
    assertEquals(ade, recall.message());
    assertArrayEquals(new int[] {0, 3, 4}, recall.participants());
    for (Selection selection :
        List.of(Selection.GLOBAL_WINNER_TAKES_ALL, Selection.LOSERS_KICKED_OUT)) {
      RetrievalRule.Voting rule = RetrievalRule.sumOfSum().selection(selection);
      assertEquals(ade, memory.retrieve(ade.erase(4).eraseUnused(), rule).message());
      rule = RetrievalRule.sumOfMax().selection(selection);
      assertEquals(ade, memory.retrieve(ade.erase(4).eraseUnused(), rule).message());
    }
  }

  @Test
  void tooManyMayTakePart() {
    Recall recall = memory.retrieve(Message.unused(6).with(0, 1).eraseUnused());
    assertFalse(recall.unique());
    assertFalse(recall.empty());
    assertEquals(
        "[0: 1 (2 of 2), 1: 1 (2 of 2), 2: 1 (2 of 2), 3: 2 (2 of 2), 4: 2 (2 of 2)]",
        recall.toString());
    assertEquals(
        "recall: 5 clusters take part with 5 winners, where a message uses 3 with one each; "
            + "ask unique() first, or candidates(cluster)",
        assertThrows(IllegalStateException.class, recall::message).getMessage());
  }

  @Test
  void aWrongSymbolIsRepairedByVoting() {
    Message wrong = abc.with(2, 3);
    RetrievalRule rule = RetrievalRule.sumOfSum();
    assertTrue(memory.retrieve(wrong).empty());
    assertEquals(abc, memory.retrieve(wrong, rule).message());
  }

  @Test
  void messagesThatCannotBeStored() {
    assertEquals(
        "store: message [-, 1, -, ?, 1, -] has erased clusters; "
            + "give each a symbol, or Message.UNUSED if it has none",
        refused(() -> memory.store(Message.unused(6).with(1, 1).with(4, 1).erase(3))));
    assertEquals(
        "store: message [-, 1, -, -, 1, -] uses 2 clusters; every message of this memory uses 3",
        refused(() -> memory.store(Message.unused(6).with(1, 1).with(4, 1))));
    String symbol = ", cluster 5: symbol 4 is out of range; with 4 fanals its symbols are 0 to 3";
    assertEquals("store: message" + symbol, refused(() -> memory.store(abc.with(5, 4))));
    assertEquals(
        "store: message 1" + symbol, refused(() -> memory.storeAll(List.of(ade, ade.with(5, 4)))));
    assertEquals(
        "store: message has length 2, this side of the memory has 6 clusters of 4 fanals: "
            + "give 6 symbols, Message.ERASED where one is unknown",
        refused(() -> memory.store(Message.of(1, 1))));
    assertEquals("contains: message" + symbol, refused(() -> memory.contains(abc.with(5, 4))));
    assertEquals(6, memory.edges());
  }

  @Test
  void queriesThatCannotBeAsked() {
    assertEquals(
        "retrieve: no cluster of query [?, ?, ?, -, -, -] has a symbol; at least one must be known",
        refused(() -> memory.retrieve(abc.erase(0, 1, 2))));
    assertEquals(
        "retrieve: query [1, 1, 1, 2, ?, -] has 4 symbols and 1 erased clusters; "
            + "a message of this memory has 3 symbols, leave some out",
        refused(() -> memory.retrieve(abc.with(3, 2).erase(4))));
    assertEquals(
        "retrieve: query [1, 1, -, -, -, -] has 2 symbols and 0 erased clusters; "
            + "a message of this memory has 3 symbols, erase the clusters they may be in",
        refused(() -> memory.retrieve(abc.with(2, Message.UNUSED))));
    assertEquals(
        "retrieve: query, cluster 5: symbol 4 is out of range; "
            + "with 4 fanals its symbols are 0 to 3",
        refused(() -> memory.retrieve(abc.with(5, 4))));
  }

  @Test
  void otherMemoriesRefuseUnusedClusters() {
    Clusters clusters = Clusters.uniform(6, 4);
    String only =
        ": cluster 3 is unused; only a SparseCliqueMemory has messages that leave"
            + " clusters out";
    for (AssociativeMemory dense :
        List.of(
            new CliqueMemory(clusters), new CountedCliqueMemory(clusters),
            new WillshawMemory(clusters), new AmariMemory(clusters))) {
      Message message = Message.of(0, 0, 0, Message.UNUSED, 0, 0);
      assertEquals("store: message" + only, refused(() -> dense.store(message)));
      assertEquals("retrieve: query" + only, refused(() -> dense.retrieve(message)));
    }
    assertEquals(
        "candidates: cluster 3 is unused; retrieve sparse messages as they are",
        refused(() -> Candidates.of(abc)));
  }

  @Test
  void memoriesThatCannotBe() {
    String limits = " of 6 clusters of 4 fanals; they must use 2 at least, and 6 at most";
    for (int used : new int[] {1, 7}) {
      assertEquals(
          "sparse clique memory: messages that use " + used + limits,
          refused(() -> new SparseCliqueMemory(Clusters.uniform(6, 4), used)));
    }
  }
}
