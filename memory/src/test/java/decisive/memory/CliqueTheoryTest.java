package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliqueTheoryTest {
  private final CliqueTheory bytes = new CliqueTheory(Clusters.uniform(8, 256));

  /**
   * The published figures for 8 clusters of 256, to the digits they are given with; but for .2055,
   * published as .2056, where the formula gives .20554974 (to 50 digits, and rounded).
   */
  @ParameterizedTest
  @CsvSource({
    "5000, 4, .0293, .0378, .0001",
    "10000, 4, .336, .371, .001",
    "15000, 4, .833, .855, .001",
    "15000, 1, .0038, .0050, .0001",
    "20000, 1, .0220, .0264, .0001",
    "25000, 1, .0790, .0903, .0001",
    "30000, 1, .2055, .2260, .0001",
  })
  void errorOfEightTimes256(
      long messages, int erased, double textbook, double corrected, double lastDigit) {
    assertEquals(textbook, bytes.error(messages, erased), lastDigit / 2);
    assertEquals(corrected, bytes.correctedError(messages, erased), lastDigit / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, .073",
    "10000, .142",
    "15000, .205",
    "20000, .263",
    "25000, .317",
    "30000, .367"
  })
  void densityOfEightTimes256(long messages, double density) {
    assertEquals(density, bytes.density(messages), .0005);
  }

  @Test
  void smallMemories() {
    CliqueTheory theory = new CliqueTheory(Clusters.uniform(3, 2));
    assertEquals(0, theory.density(0));
    assertEquals(1 / 4.0, theory.density(1), 1e-15);
    assertEquals(7 / 16.0, theory.density(2), 1e-15);
    assertEquals(1 / 64.0, theory.falseAcceptance(1), 1e-15);
    assertEquals(6 / 8.0, theory.efficiency(3), 1e-15); // 3 messages of 3 bits in 12 bits
    assertEquals(0, theory.error(5, 0));
    assertEquals(0, theory.correctedError(5, 0));
    // After one message: both messages of the erased cluster's wrong symbol must be it again.
    assertEquals(1 / 16.0, theory.error(1, 1), 1e-15);
  }

  @Test
  void capacityInBits() {
    assertEquals(28_672, bytes.messagesOfFullEfficiency(), 1e-9);
    assertEquals(1, bytes.efficiency(28_672), 1e-12);
    assertEquals(5e-20, bytes.falseAcceptance(15_000), 1e-20);
  }

  @Test
  void refusesWhatTheFormulasDoNotCover() {
    assertEquals(
        "clique theory: the formulas want two or more clusters of equal size, "
            + "not 2 clusters of [3, 5] fanals",
        refused(() -> new CliqueTheory(Clusters.ofSizes(3, 5))));
    assertEquals(
        "clique theory: the formulas want two or more clusters of equal size, "
            + "not 1 cluster of 5 fanals",
        refused(() -> new CliqueTheory(Clusters.uniform(1, 5))));
    String messages = "clique theory: -1 messages; there must be 0 or more";
    assertEquals(messages, refused(() -> bytes.density(-1)));
    assertEquals(messages, refused(() -> bytes.efficiency(-1)));
    assertEquals(messages, refused(() -> bytes.error(-1, 0)));
    assertEquals(messages, refused(() -> bytes.correctedError(-1, 1)));
    String erased = "clique theory: 8 erased clusters; of 8 clusters of 256 fanals 0 to 7 can be";
    assertEquals(erased, refused(() -> bytes.error(1, 8)));
    assertEquals(erased, refused(() -> bytes.correctedError(1, 8)));
  }
}
