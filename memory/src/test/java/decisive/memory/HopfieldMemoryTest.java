package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A Hopfield memory small enough to work out by hand, and what it refuses. */
class HopfieldMemoryTest {
  private static final HopfieldUpdates AT_ONCE = new HopfieldUpdates.Synchronous();

  /** x1 = + + + −, x2 = + − + +: orthogonal, so W is the projection times 4, but for w_ii. */
  @Nested
  class WorkedExample {
    private final Message x1 = Message.of(1, 1, 1, 0);
    private final Message x2 = Message.of(1, 0, 1, 1);

    @Test
    void hebbianWeights() {
      HopfieldMemory memory = filled(HopfieldRule.HEBB);
      int[][] w = {{0, 0, 2, 0}, {0, 0, 0, -2}, {2, 0, 0, 0}, {0, -2, 0, 0}};
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          assertEquals(w[i][j], memory.weight(i, j));
        }
      }
      assertEquals(-4, memory.energy(x1)); // −½ (2·2 + 2·2)
      assertEquals(-4, memory.energy(x2));
      assertEquals(4, memory.energy(Message.of(1, 1, 0, 1)));
      assertEquals(-2, memory.energy(Message.of(1, 1, 1, 1).erase(3)));
      assertEquals(6 * 32, memory.bits());
    }

    @Test
    void projectionWeights() {
      HopfieldMemory memory = filled(HopfieldRule.PROJECTION);
      double[][] w = {{.5, 0, .5, 0}, {0, .5, 0, -.5}, {.5, 0, .5, 0}, {0, -.5, 0, .5}};
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          assertEquals(w[i][j], memory.weight(i, j), 1e-15);
        }
      }
      assertEquals(10 * 64, memory.bits());
    }

    @Test
    void everyStepIsShown() {
      List<HopfieldStep> steps = new ArrayList<>();
      Recall recall = filled(HopfieldRule.HEBB).retrieve(x1.erase(2, 3), steps::add);
      assertEquals(
          List.of(
              new HopfieldStep(0, x1.erase(2, 3), 0, 0),
              new HopfieldStep(1, x1, 2, -4),
              new HopfieldStep(2, x1, 0, -4)),
          steps);
      assertEquals(x1, recall.message());
      assertEquals(2, recall.known());
      assertEquals(2, recall.steps());
      assertTrue(recall.converged());
      assertArrayEquals(new int[] {-2, 2}, recall.scores(1)); // of −1 and of +1
      assertArrayEquals(new int[] {2, -2}, recall.scores(3));
    }

    @Test
    void projectionScoresAreInUnitsOfOneNth() {
      Recall recall = filled(HopfieldRule.PROJECTION).retrieve(x1.erase(2, 3));
      assertEquals(x1, recall.message());
      assertArrayEquals(new int[] {-4, 4}, recall.scores(1));
    }

    @Test
    void neuronsWithoutAFieldStayAsTheyAre() {
      Recall recall = filled(HopfieldRule.HEBB).retrieve(x1.erase(0, 2));
      assertEquals(0, recall.candidates(0).length);
      assertArrayEquals(new int[] {1}, recall.candidates(1));
      assertTrue(recall.empty());
      assertTrue(recall.converged());
    }

    private HopfieldMemory filled(HopfieldRule rule) {
      HopfieldMemory memory = new HopfieldMemory(4, rule);
      memory.store(x1);
      memory.store(x2);
      return memory;
    }
  }

  /** W = [0 1; 1 0]: at once the two neurons swap their signs for ever, one by one they agree. */
  @Test
  void synchronousUpdatesMayAlternate() {
    Message query = Message.of(0, 1);
    HopfieldMemory atOnce = new HopfieldMemory(2, HopfieldRule.HEBB, AT_ONCE, 7);
    atOnce.store(Message.of(1, 1));
    List<Message> states = new ArrayList<>();
    Recall recall = atOnce.retrieve(query, step -> states.add(step.state()));
    assertFalse(recall.converged());
    assertEquals(7, recall.steps());
    for (int t = 0; t <= 7; t++) {
      assertEquals(t % 2 == 0 ? query : Message.of(1, 0), states.get(t));
    }

    HopfieldMemory oneByOne = new HopfieldMemory(2, HopfieldRule.HEBB);
    oneByOne.store(Message.of(1, 1));
    assertEquals(Message.of(1, 1), oneByOne.retrieve(query).message());
    assertTrue(oneByOne.retrieve(query).converged());
  }

  @Nested
  class BadInput {
    private final HopfieldMemory memory = new HopfieldMemory(3, HopfieldRule.HEBB);

    @Test
    void messages() {
      refusesToStore(
          "store: message, cluster 1: symbol 2 is out of range; "
              + "with 2 fanals its symbols are 0 to 1",
          Message.of(0, 2, 1));
      String length =
          " has length 2, this side of the memory has "
              + "3 clusters of 2 fanals: give 3 symbols, Message.ERASED where one is unknown";
      refusesToStore("store: message" + length, Message.of(0, 1));
      refusesToStore(
          "store: message [1, 1, ?] has erased clusters; "
              + "only complete messages can be stored, erase in the query",
          Message.of(1, 1, 1).erase(2));
      Message whole = Message.of(1, 1, 1);
      assertEquals(
          "retrieve: all 3 clusters of the query are erased; at least one must be known",
          refused(() -> memory.retrieve(whole.erase(0, 1, 2))));
      assertEquals("retrieve: query" + length, refused(() -> memory.retrieve(Message.of(0, 1))));
      assertEquals("energy: state" + length, refused(() -> memory.energy(Message.of(0, 1))));
      assertEquals(
          "retrieve: query, cluster 0: symbol 7 is out of range; "
              + "with 2 fanals its symbols are 0 to 1",
          refused(() -> memory.retrieve(Message.of(7, 1, 1))));
    }

    @Test
    void sizes() {
      assertEquals(
          "Hopfield memory: 0 neurons; there must be at least 1",
          refused(() -> new HopfieldMemory(0, HopfieldRule.HEBB)));
      assertEquals(
          "Hopfield memory: the weights between 46341 units take an array of 2147488281 entries, "
              + "more than the 2147483639 there can be; use fewer or smaller clusters",
          refused(() -> new HopfieldMemory(46_341, HopfieldRule.PROJECTION)));
      assertEquals(
          "Hopfield memory: a cap of 0 iterations; there must be at least 1",
          refused(() -> new HopfieldMemory(3, HopfieldRule.HEBB, AT_ONCE, 0)));
      assertEquals(
          "weight: neuron 3 does not exist: neurons run from 0 to 2",
          refused(() -> memory.weight(0, 3)));
    }

    private void refusesToStore(String message, Message x) {
      assertEquals(message, refused(() -> memory.store(x)));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          assertEquals(0, memory.weight(i, j), "a failed store changes nothing");
        }
      }
    }
  }
}
