package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Forgetting worked out by hand, and what is refused. */
class CountedCliqueMemoryTest {
  private final CountedCliqueMemory memory = new CountedCliqueMemory(Clusters.ofSizes(3, 4, 2));

  @Test
  void aSharedEdgeStaysUntilItsLastMessageIsForgotten() {
    Message first = Message.of(0, 3, 1);
    Message second = Message.of(0, 3, 0);
    memory.store(first);
    memory.store(second);
    assertEquals(2, memory.count(0, 0, 1, 3));
    assertEquals(2, memory.count(1, 3, 0, 0));
    assertEquals(1, memory.count(0, 0, 2, 1));
    assertEquals(0, memory.count(1, 3, 1, 3));
    assertEquals(5, memory.edges());
    assertEquals(26 * 16, memory.bits());
    assertEquals(5 / 26.0, memory.density());
    assertFalse(memory.retrieve(first.erase(2)).unique());

    memory.forget(first);
    assertEquals(1, memory.count(0, 0, 1, 3));
    assertFalse(memory.contains(first));
    assertTrue(memory.contains(second));
    Recall recall = memory.retrieve(first.erase(2));
    assertEquals(second, recall.message());
    assertEquals(List.of(second), memory.cliques(recall, 100).messages());

    memory.forget(second);
    assertEquals(0, memory.edges());
    assertTrue(memory.retrieve(first.erase(2)).empty());
  }

  @Test
  void aMessageStoredTwiceIsForgottenTwice() {
    Message message = Message.of(2, 0, 1);
    memory.store(message);
    memory.store(message);
    memory.forget(message);
    assertTrue(memory.contains(message));
    memory.forget(message);
    assertFalse(memory.contains(message));
    assertRefused(
        () -> memory.forget(message),
        "forget: message [2, 0, 1] is not stored: there is no edge between symbol 2 of cluster 0"
            + " and 0 of cluster 1; forget a message once for each time it was stored");
  }

  @Test
  void aFullCountRefusesAndChangesNothing() {
    Message message = Message.of(0, 0, 0);
    for (int n = 0; n < CountedCliqueMemory.MAX_COUNT; n++) {
      memory.store(message);
    }
    Message sharing = Message.of(1, 0, 0); // its last edge, between clusters 1 and 2, is full
    assertEquals(
        "store: message [1, 0, 0]: edge between symbol 0 of cluster 1 and 0 of cluster 2 was"
            + " stored 65535 times, which is all a count holds; forget messages that use it, or use"
            + " a CliqueMemory",
        assertThrows(IllegalStateException.class, () -> memory.store(sharing)).getMessage());
    assertEquals(3, memory.edges());
    assertEquals(0, memory.count(0, 1, 1, 0));
    assertEquals(65_535, memory.count(1, 0, 2, 0));

    memory.forget(message);
    memory.store(sharing);
    assertTrue(memory.contains(sharing));
    assertEquals(65_535, memory.count(1, 0, 2, 0));
  }

  @Test
  void refusesWhatIsNoMessageOfIts() {
    assertRefused(
        () -> memory.forget(Message.of(0, 4, 0)),
        "forget: message, cluster 1: symbol 4 is out of range; with 4 fanals its symbols are 0 to"
            + " 3");
    assertRefused(
        () -> memory.forget(Message.of(0, 1, 0).erase(2)),
        "forget: message [0, 1, ?] has erased clusters; a stored message is complete, erase in the"
            + " query");
    assertRefused(
        () -> memory.store(Message.of(0, 1, 0).erase(2)),
        "store: message [0, 1, ?] has erased clusters; a stored message is complete, erase in the"
            + " query");
    assertRefused(
        () -> memory.count(0, 3, 1, 0),
        "cluster 0: symbol 3 is out of range; with 3 fanals its symbols are 0 to 2");
    assertRefused(
        () -> new CountedCliqueMemory(Clusters.uniform(1, 4)),
        "clique memory: 1 cluster of 4 fanals have no edges; give two clusters at least");
    assertRefused(
        () -> new CountedCliqueMemory(Clusters.uniform(2, 50_000)),
        "counted clique memory: clusters 0 and 1 have 2500000000 edges between them, more than the"
            + " 2147483639 counts an array holds; use smaller clusters");
  }

  @Test
  void retrievesByItsOwnRuleUnlessToldOtherwise() {
    RetrievalRule one = RetrievalRule.unanimity().maxSteps(1);
    CountedCliqueMemory stepwise = new CountedCliqueMemory(Clusters.ofSizes(3, 4, 2), one);
    stepwise.store(Message.of(0, 3, 1));
    Message query = Message.of(0, 3, 1).erase(1, 2);
    assertEquals(one, stepwise.rule());
    assertEquals(1, stepwise.retrieve(query).steps());
    assertTrue(stepwise.retrieve(query, RetrievalRule.unanimity()).converged());
  }

  private static void assertRefused(Executable call, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
