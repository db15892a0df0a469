package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.DeepMemory.Passing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A chain small enough to work out by hand, and what it refuses. */
class DeepMemoryTest {
  private final DeepMemory memory =
      DeepMemory.between(Clusters.uniform(2, 3), Clusters.uniform(2, 4), Clusters.uniform(1, 5));

  @Test
  void blurredKeepsWhatDecidedThrowsAway() {
    memory.store(Message.of(0, 0), Message.of(0, 3), Message.of(1));
    memory.store(Message.of(0, 1), Message.of(1, 3), Message.of(2));
    memory.layers().get(1).store(Message.of(2, 3), Message.of(4));

    // Half of x0 leaves 0|1 in the first cluster between; 2 is ruled out, and so is the end 4.
    Message half = Message.of(0, 0).erase(1);
    DeepRecall blurred = memory.retrieve(half, Passing.BLURRED);
    assertEquals("[0: 0|1 (1 of 1), 1: 3 (1 of 1)]", blurred.layers().get(0).toString());
    assertEquals("[0: 1|2 (2 of 2)]", blurred.answer().toString());

    // Without that cluster nothing rules 4 out.
    DeepRecall decided = memory.retrieve(half, Passing.DECIDED);
    assertEquals("[0: 1|2|4 (1 of 1)]", decided.answer().toString());
  }

  @Test
  void decidingEndsWhereAllClustersTie() {
    memory.store(Message.of(0, 0), Message.of(0, 3), Message.of(1));
    memory.store(Message.of(0, 1), Message.of(1, 2), Message.of(1));
    Message half = Message.of(0, 0).erase(1);
    DeepRecall decided = memory.retrieve(half, Passing.DECIDED);
    assertFalse(decided.complete());
    assertEquals(1, decided.layers().size());
    String message = assertThrows(IllegalStateException.class, decided::answer).getMessage();
    assertEquals(
        "deep recall: layer 0 has ties in all clusters, so that deciding passes nothing on; ask"
            + " complete() first, or pass on blurred",
        message);
    assertEquals(Message.of(1), memory.retrieve(half, Passing.BLURRED).answer().message());
  }

  @Test
  void refusesLayersThatDoNotFit() {
    HeteroMemory first = new HeteroMemory(Clusters.uniform(2, 3), Clusters.uniform(2, 4));
    HeteroMemory second = new HeteroMemory(Clusters.uniform(2, 5), Clusters.uniform(1, 5));
    assertRefused(
        () -> new DeepMemory(List.of(first, second)),
        "deep memory: the output of layer 0 is 2 clusters of 4 fanals, the input of layer 1 is 2"
            + " clusters of 5 fanals; they must be the same");
    assertRefused(
        () -> new DeepMemory(List.of()), "deep memory: it has no layers; give one at least");
    assertRefused(
        () -> DeepMemory.between(Clusters.uniform(2, 3)),
        "deep memory: a layer has two sides, 1 given; give two at least");
  }

  @Test
  void refusesABadPathAndStoresNothingOfIt() {
    assertRefused(
        () -> memory.store(Message.of(0, 0), Message.of(0, 3)),
        "store: a path of 2 messages; with 2 layers it has 3, input and output included");
    assertRefused(
        () -> memory.store(Message.of(0, 0), Message.of(0, 3), Message.of(5)),
        "store: message 2 of the path, cluster 0: symbol 5 is out of range; with 5 fanals its"
            + " symbols are 0 to 4");
    assertRefused(
        () -> memory.store(Message.of(0, 0), Message.of(0, 3).erase(1), Message.of(4)),
        "store: message 1 of the path [0, ?] has erased clusters; only complete messages can be"
            + " stored, erase in the query");
    assertRefused(
        () -> memory.store(Message.of(0), Message.of(0, 3), Message.of(4)),
        "store: message 0 of the path has length 1, this side of the memory has 2 clusters of 3"
            + " fanals: give 2 symbols, Message.ERASED where one is unknown");
    for (HeteroMemory layer : memory.layers()) {
      assertEquals(0, layer.edges());
    }
  }

  @Test
  void refusesABadBlurredQuery() {
    Candidates query = Candidates.of(Message.of(0, 1));
    assertRefused(
        () -> memory.retrieve(query.with(1, 0, 3), Passing.BLURRED),
        "retrieve: input candidates, cluster 1: symbol 3 is out of range; with 3 fanals its"
            + " symbols are 0 to 2");
    assertRefused(
        () -> memory.retrieve(Candidates.of(Message.of(0)), Passing.BLURRED),
        "retrieve: input candidates [0] have length 1, this side of the memory has 2 clusters of"
            + " 3 fanals: give 2 sets of candidates, erase a cluster where they are unknown");
    assertRefused(
        () -> memory.retrieve(Candidates.of(Message.of(-1, -1)), Passing.DECIDED),
        "retrieve: all 2 clusters of the input candidates are erased; at least one must be known");
  }

  @Test
  void answersFromWhatWasNeverStoredAreNotUnanimous() {
    memory.store(Message.of(0, 0), Message.of(0, 3), Message.of(1));
    DeepRecall recall = memory.retrieve(Message.of(2, 2), Passing.BLURRED);
    assertTrue(recall.complete());
    assertFalse(recall.layers().get(0).unanimous());
  }

  private static void assertRefused(Executable call, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
