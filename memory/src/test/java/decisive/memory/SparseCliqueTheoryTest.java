package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseCliqueTheoryTest {
  private static final Clusters BYTES = Clusters.uniform(8, 256);

  @ParameterizedTest
  @CsvSource({"0, 0", "5000, 1", "5000, 4", "15000, 4", "30000, 7"})
  void usingAllClustersItIsTheCliqueTheory(long messages, int erased) {
    SparseCliqueTheory sparse = new SparseCliqueTheory(BYTES, 8);
    CliqueTheory dense = new CliqueTheory(BYTES);
    assertEquals(dense.density(messages), sparse.density(messages), 1e-14);
    assertEquals(dense.efficiency(messages), sparse.efficiency(messages), 1e-14);
    assertEquals(dense.error(messages, erased), sparse.error(messages, erased), 1e-12);
    assertEquals(
        dense.correctedError(messages, erased), sparse.correctedError(messages, erased), 1e-12);
    assertEquals(dense.falseAcceptance(messages), sparse.falseAcceptance(messages), 1e-30);
  }

  /** Worked out by hand for 4 clusters of 2 of which 3 are used: each edge is hit by 1 in 8. */
  @Test
  void smallMemories() {
    SparseCliqueTheory theory = new SparseCliqueTheory(Clusters.uniform(4, 2), 3);
    assertEquals(0, theory.density(0));
    assertEquals(1 / 8.0, theory.density(1), 1e-15);
    assertEquals(15 / 64.0, theory.density(2), 1e-15);
    assertEquals(1 / 512.0, theory.falseAcceptance(1), 1e-15);
    assertEquals(3 + 2, theory.messageBits(), 1e-14); // 2 bits say which of 4 is unused
    assertEquals(5 * 2 / 24.0, theory.efficiency(2), 1e-14);
    assertEquals(1 / 64.0, theory.error(1, 1), 1e-15);
    // One fanal is in the message with 3/8, and then a known one with 2/3 · 1/2.
    assertEquals(3 / 8.0 / 9, theory.correctedError(1, 1), 1e-15);
    assertEquals(0, theory.error(5, 0));
    assertEquals(0, theory.correctedError(5, 0));
    assertEquals(0, new SparseCliqueTheory(Clusters.uniform(4, 1), 2).correctedError(9, 1));
  }

  @Test
  void theTextbookErrorIsTooLow() {
    SparseCliqueTheory theory = new SparseCliqueTheory(Clusters.uniform(100, 64), 12);
    assertEquals(.4785, theory.density(200_000), .00005);
    assertTrue(theory.error(200_000, 3) < theory.correctedError(200_000, 3));
  }

  @Test
  void refusesWhatTheFormulasDoNotCover() {
    String clusters =
        "sparse clique theory: the formulas want clusters of equal size "
            + "of which messages use two or more, not ";
    assertEquals(
        clusters + "2 of 3 clusters of [3, 5, 3] fanals",
        refused(() -> new SparseCliqueTheory(Clusters.ofSizes(3, 5, 3), 2)));
    assertEquals(
        clusters + "1 of 8 clusters of 256 fanals",
        refused(() -> new SparseCliqueTheory(BYTES, 1)));
    assertEquals(
        clusters + "9 of 8 clusters of 256 fanals",
        refused(() -> new SparseCliqueTheory(BYTES, 9)));
    SparseCliqueTheory theory = new SparseCliqueTheory(BYTES, 3);
    String messages = "sparse clique theory: -1 messages; there must be 0 or more";
    assertEquals(messages, refused(() -> theory.density(-1)));
    assertEquals(messages, refused(() -> theory.efficiency(-1)));
    assertEquals(messages, refused(() -> theory.error(-1, 1)));
    assertEquals(messages, refused(() -> theory.correctedError(-1, 1)));
    String erased =
        "sparse clique theory: 3 erased clusters; of the 3 that a message uses "
            + "of 8 clusters of 256 fanals, 0 to 2 can be";
    assertEquals(erased, refused(() -> theory.error(1, 3)));
    assertEquals(erased, refused(() -> theory.correctedError(1, 3)));
  }
}
