package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Willshaw and Amari memories small enough to work out by hand, and what they refuse. */
class UnitMemoryTest {
  /** Vectors of 5 units: 11100, 10110, 11001. */
  @Nested
  class WorkedExample {
    private final Clusters five = Clusters.ofSizes(5);
    private final WillshawMemory willshaw = new WillshawMemory(five, new UnitRule.Winners(3), 4);
    private final AmariMemory amari = new AmariMemory(five, new UnitRule.Winners(3), 4);

    @BeforeEach
    void storeThree() {
      for (UnitMemory memory : new UnitMemory[] {willshaw, amari}) {
        memory.storeUnits(0, 1, 2);
        memory.storeUnits(0, 2, 3);
        memory.storeUnits(0, 1, 4);
      }
    }

    @Test
    void weightsAreTheSumAndItsMinimumWithOne() {
      int[][] sum = {
        {0, 2, 2, 1, 1},
        {2, 0, 1, 0, 1},
        {2, 1, 0, 1, 0},
        {1, 0, 1, 0, 0},
        {1, 1, 0, 0, 0},
      };
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
          assertEquals(sum[i][j], amari.weight(i, j));
          assertEquals(sum[i][j] > 0, willshaw.connected(i, j));
        }
      }
      assertEquals(7, willshaw.edges());
      assertEquals(10, willshaw.bits());
      assertEquals(0.7, willshaw.density());
      assertEquals(320, amari.bits());
    }

    @Test
    void willshawFindsTheOnlyVectorOfTwoUnits() {
      Recall recall = willshaw.retrieveUnits(0, 3);
      // Step 1: scores 2 1 2 2 1, so 0, 2 and 3 win; step 2 has 3 2 3 3 1 and changes nothing.
      assertArrayEquals(new int[] {0, 2, 3}, recall.candidates(0));
      assertArrayEquals(new int[] {3, 2, 3, 3, 1}, recall.scores(0));
      assertEquals(2, recall.steps());
      assertTrue(recall.converged());
      assertEquals(2, recall.known());
    }

    @Test
    void amariIsMisledByWhatIsStoredOften() {
      Recall recall = amari.retrieveUnits(0, 3);
      // Step 1: scores 2 2 3 2 1, so 2 wins and 0, 1 and 3 tie. Step 2: 6 4 5 3 2: 3 is lost.
      // Step 3: 5 4 4 2 2, which changes nothing.
      assertArrayEquals(new int[] {0, 1, 2}, recall.candidates(0));
      assertArrayEquals(new int[] {5, 4, 4, 2, 2}, recall.scores(0));
      assertEquals(3, recall.steps());
      assertTrue(recall.converged());
    }

    @Test
    void stepsRunOutBeforeConvergence() {
      AmariMemory once = new AmariMemory(five, new UnitRule.Winners(3), 1);
      once.storeUnits(0, 1, 2);
      assertFalse(once.retrieveUnits(0, 1).converged());
      assertEquals(1, once.retrieveUnits(0, 1).steps());
      assertTrue(once.retrieveUnits(0, 1, 2).converged());
    }

    @Test
    void aClusterMayHaveNoWinnerOrSeveral() {
      WillshawMemory memory = new WillshawMemory(Clusters.uniform(2, 2));
      memory.store(Message.of(0, 0));
      memory.store(Message.of(0, 1));
      Recall both = memory.retrieve(Message.of(0, Message.ERASED));
      assertArrayEquals(new int[] {0, 1}, both.candidates(1));
      assertFalse(both.unique());
      Recall none = memory.retrieve(Message.of(1, Message.ERASED));
      assertArrayEquals(new int[] {1}, none.candidates(0)); // nothing but itself
      assertTrue(none.empty());
    }
  }

  @Nested
  class BadInput {
    private final Clusters clusters = Clusters.ofSizes(3, 5);
    private final WillshawMemory willshaw = new WillshawMemory(clusters);
    private final AmariMemory amari = new AmariMemory(clusters);

    @Test
    void messages() {
      refusesToStore(
          "store: message, cluster 1: symbol 5 is out of range; "
              + "with 5 fanals its symbols are 0 to 4",
          Message.of(2, 5));
      refusesToStore(
          "store: message has length 3, this side of the memory has "
              + "2 clusters of [3, 5] fanals: give 2 symbols, Message.ERASED where one is unknown",
          Message.of(0, 0, 0));
      refusesToStore(
          "store: message [?, 4] has erased clusters; "
              + "only complete messages can be stored, erase in the query",
          Message.of(0, 4).erase(0));
      refusesToRetrieve(
          "retrieve: query, cluster 0: symbol 3 is out of range; "
              + "with 3 fanals its symbols are 0 to 2",
          Message.of(3, Message.ERASED));
      refusesToRetrieve(
          "retrieve: query has length 1, this side of the memory has "
              + "2 clusters of [3, 5] fanals: give 2 symbols, Message.ERASED where one is unknown",
          Message.of(0));
      refusesToRetrieve(
          "retrieve: all 2 clusters of the query are erased; at least one must be known",
          Message.of(0, 0).erase(0, 1));
    }

    @Test
    void units() {
      refusesUnits(": there are no units; give the index of at least one");
      refusesUnits(": unit 8 does not exist: units run from 0 to 7", 0, 8);
      refusesUnits(": unit -1 does not exist: units run from 0 to 7", 1, -1);
      refusesUnits(": unit 2 is given twice; give each active unit once", 2, 1, 2);
      assertEquals(
          "connected: unit 8 does not exist: units run from 0 to 7",
          refused(() -> willshaw.connected(0, 8)));
      assertEquals(
          "weight: unit -1 does not exist: units run from 0 to 7",
          refused(() -> amari.weight(-1, 0)));
    }

    @Test
    void sizesAndRules() {
      assertEquals(
          "Willshaw memory: the weights between 1000000 units take an array of 15625000000 "
              + "entries, more than the 2147483639 there can be; use fewer or smaller clusters",
          refused(() -> new WillshawMemory(Clusters.uniform(1000, 1000))));
      assertEquals(
          "Amari memory: the weights between 50000 units take an array of 2500000000 "
              + "entries, more than the 2147483639 there can be; use fewer or smaller clusters",
          refused(() -> new AmariMemory(Clusters.uniform(50, 1000))));
      assertEquals(
          "Amari memory: a cap of 0 iterations; there must be at least 1",
          refused(() -> new AmariMemory(clusters, new UnitRule.Winners(2), 0)));
      assertEquals(
          "unit rule: winners of 0 units; there must be at least 1",
          refused(() -> new UnitRule.Winners(0)));
      assertEquals(
          "unit rule: threshold of -3 units; there must be at least 1",
          refused(() -> new UnitRule.Threshold(-3)));
    }

    private void refusesToStore(String message, Message x) {
      assertEquals(message, refused(() -> willshaw.store(x)));
      assertEquals(message, refused(() -> amari.store(x)));
      assertEmpty();
    }

    private void refusesToRetrieve(String message, Message x) {
      assertEquals(message, refused(() -> willshaw.retrieve(x)));
      assertEquals(message, refused(() -> amari.retrieve(x)));
    }

    private void refusesUnits(String message, int... units) {
      for (UnitMemory memory : new UnitMemory[] {willshaw, amari}) {
        assertEquals("store" + message, refused(() -> memory.storeUnits(units)));
        assertEquals("retrieve" + message, refused(() -> memory.retrieveUnits(units)));
      }
      assertEmpty();
    }

    private void assertEmpty() {
      assertEquals(0, willshaw.edges(), "a failed store changes nothing");
      for (int i = 0; i < clusters.total(); i++) {
        for (int j = 0; j < clusters.total(); j++) {
          assertEquals(0, amari.weight(i, j), "a failed store changes nothing");
        }
      }
    }
  }
}
