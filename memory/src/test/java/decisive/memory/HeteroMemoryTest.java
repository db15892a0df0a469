package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A memory small enough to work out by hand, and what it refuses. */
class HeteroMemoryTest {
  /**
   * Three pairs from 2 clusters of 3 fanals to 2 clusters of 2, as vectors:
   *
   * <pre>
   *   x1 = 100 010   y1 = 10 01
   *   x2 = 010 010   y2 = 01 01
   *   x3 = 001 100   y3 = 10 10
   * </pre>
   */
  @Nested
  class WorkedExample {
    private final HeteroMemory memory =
        new HeteroMemory(Clusters.uniform(2, 3), Clusters.uniform(2, 2));

    @BeforeEach
    void storeThreePairs() {
      memory.store(Message.of(0, 1), Message.of(0, 1));
      memory.store(Message.of(1, 1), Message.of(1, 1));
      memory.store(Message.of(2, 0), Message.of(0, 0));
    }

    @Test
    void matrixIsTheMinimumOfOneAndTheSumOfProducts() {
      int[][] w = {
        // columns: input fanals (0,0) (0,1) (0,2) | (1,0) (1,1) (1,2)
        {1, 0, 1, 1, 1, 0}, // output fanal (0,0), in y1 and y3
        {0, 1, 0, 0, 1, 0}, // (0,1), in y2
        {0, 0, 1, 1, 0, 0}, // (1,0), in y3
        {1, 1, 0, 0, 1, 0}, // (1,1), in y1 and y2: 1, not 2, at input fanal (1,1)
      };
      for (int b = 0; b < w.length; b++) {
        for (int a = 0; a < w[b].length; a++) {
          assertEquals(w[b][a] == 1, memory.connected(a, b), "W[" + b + "," + a + "]");
        }
      }
      assertEquals(11, memory.edges());
      assertEquals(24, memory.bits());
      assertEquals(11 / 24.0, memory.density());
    }

    @Test
    void aStoredInputFindsItsOutput() {
      Recall recall = memory.retrieve(Message.of(0, 1));
      assertArrayEquals(new int[] {2, 1}, recall.scores(0)); // z = W x1, first subvector
      assertArrayEquals(new int[] {0, 2}, recall.scores(1));
      assertEquals(2, recall.known());
      assertTrue(recall.unanimous());
      assertTrue(recall.unique());
      assertEquals(Message.of(0, 1), recall.message());
      assertEquals(1, recall.share(0, 0));
      assertEquals(0, recall.share(0, 1));
    }

    @Test
    void aTieIsReportedAndShared() {
      // x1 and x2 have the same second symbol, and their outputs differ in the first cluster.
      Recall recall = memory.retrieve(Message.of(0, 1).erase(0));
      assertEquals("[0: 0|1 (1 of 1), 1: 1 (1 of 1)]", recall.toString());
      assertArrayEquals(new int[] {0, 1}, recall.candidates(0));
      assertArrayEquals(new int[] {1}, recall.candidates(1));
      assertEquals(0.5, recall.share(0, 0));
      assertEquals(0.5, recall.share(0, 1));
      assertTrue(recall.unanimous());
      assertFalse(recall.unique());
      assertEquals(
          "recall: 1 of 2 clusters have not one winner (cluster 0: 2); "
              + "ask unique() first, or candidates(cluster)",
          assertThrows(IllegalStateException.class, recall::message).getMessage());
    }

    @Test
    void anInputThatWasNotStoredIsNotUnanimous() {
      Recall recall = memory.retrieve(Message.of(0, 0));
      assertEquals("[0: 0 (2 of 2), 1: 0|1 (1 of 2)]", recall.toString());
      assertFalse(recall.unanimous());
    }

    @Test
    void withNoConnectionEveryFanalTiesAtZero() {
      Recall recall = memory.retrieve(Message.of(Message.ERASED, 2));
      assertEquals("[0: 0|1 (0 of 1), 1: 0|1 (0 of 1)]", recall.toString());
      assertFalse(recall.unanimous());
    }

    @Test
    void recallsKeepTheirScoresWhenMoreIsStored() {
      Recall recall = memory.retrieve(Message.of(2, 1));
      String before = recall.toString();
      recall.scores(0)[0] = 99;
      recall.candidates(0)[0] = 99;
      memory.store(Message.of(2, 1), Message.of(1, 0));
      assertEquals(before, recall.toString());
    }
  }

  @Nested
  class BadInput {
    private final HeteroMemory memory =
        new HeteroMemory(Clusters.ofSizes(3, 5), Clusters.uniform(2, 4));

    @Test
    void symbolOutOfRange() {
      refusesToStore(
          "store: input message, cluster 1: symbol 5 is out of range; "
              + "with 5 fanals its symbols are 0 to 4",
          Message.of(2, 5),
          Message.of(0, 0));
      refusesToStore(
          "store: output message, cluster 0: symbol 4 is out of range; "
              + "with 4 fanals its symbols are 0 to 3",
          Message.of(2, 4),
          Message.of(4, 0));
      refusesToRetrieve(
          "retrieve: input message, cluster 0: symbol 3 is out of range; "
              + "with 3 fanals its symbols are 0 to 2",
          Message.of(3, Message.ERASED));
    }

    @Test
    void wrongLength() {
      refusesToStore(
          "store: input message has length 3, this side of the memory has "
              + "2 clusters of [3, 5] fanals: give 2 symbols, Message.ERASED where one is unknown",
          Message.of(0, 0, 0),
          Message.of(0, 0));
      refusesToStore(
          "store: output message has length 1, this side of the memory has "
              + "2 clusters of 4 fanals: give 2 symbols, Message.ERASED where one is unknown",
          Message.of(0, 0),
          Message.of(0));
      refusesToRetrieve(
          "retrieve: input message has length 1, this side of the memory has "
              + "2 clusters of [3, 5] fanals: give 2 symbols, Message.ERASED where one is unknown",
          Message.of(0));
    }

    @Test
    void erasures() {
      refusesToStore(
          "store: input message [?, 4] has erased clusters; "
              + "only complete messages can be stored, erase in the query",
          Message.of(0, 4).erase(0),
          Message.of(0, 0));
      refusesToStore(
          "store: output message [3, ?] has erased clusters; "
              + "only complete messages can be stored, erase in the query",
          Message.of(0, 4),
          Message.of(3, 0).erase(1));
      refusesToRetrieve(
          "retrieve: all 2 clusters of the input message are erased; at least one must be known",
          Message.of(0, 0).erase(0, 1));
    }

    @Test
    void matrixBeyondAnArray() {
      Clusters large = Clusters.uniform(1000, 100_000);
      assertEquals(
          "hetero memory: from 1000 clusters of 100000 fanals to 1000 clusters of 100000 fanals, "
              + "W is 100000000 x 100000000 = 10000000000000000 bits, more than an array of "
              + "2147483639 longs holds; use fewer or smaller clusters",
          refused(() -> new HeteroMemory(large, large)));
    }

    @Test
    void fanalsThatDoNotExist() {
      assertEquals(
          "connected: input fanal 8 does not exist: fanals run from 0 to 7",
          refused(() -> memory.connected(8, 0)));
      assertEquals(
          "connected: output fanal -1 does not exist: fanals run from 0 to 7",
          refused(() -> memory.connected(0, -1)));
    }

    @Test
    void clustersAndSymbolsThatDoNotExistInARecall() {
      memory.store(Message.of(0, 0), Message.of(0, 0));
      Recall recall = memory.retrieve(Message.of(0, 0));
      String cluster = "cluster 2 does not exist: clusters run from 0 to 1";
      assertEquals(cluster, refused(() -> recall.candidates(2)));
      assertEquals(cluster, refused(() -> recall.scores(2)));
      assertEquals(cluster, refused(() -> recall.share(2, 0)));
      assertEquals(
          "cluster 1: symbol 4 is out of range; with 4 fanals its symbols are 0 to 3",
          refused(() -> recall.share(1, 4)));
    }

    private void refusesToStore(String message, Message x, Message y) {
      assertEquals(message, refused(() -> memory.store(x, y)));
      assertEquals(0, memory.edges(), "a failed store changes nothing");
    }

    private void refusesToRetrieve(String message, Message x) {
      assertEquals(message, refused(() -> memory.retrieve(x)));
    }
  }
}
