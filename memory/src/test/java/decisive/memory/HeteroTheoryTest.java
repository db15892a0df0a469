package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeteroTheoryTest {
  private static final Clusters BYTES = Clusters.uniform(8, 256);

  /** The published figures for 8 × 256 to 8 × 256, to the digits they are given with. */
  @ParameterizedTest
  @CsvSource({
    "15000, 8, .0062, .0088, .0001",
    "20000, 8, .046, .058, .001",
    "5000, 4, .058, .074, .001",
  })
  void errorOfEightTimes256(
      long pairs, int known, double textbook, double corrected, double lastDigit) {
    HeteroTheory theory = new HeteroTheory(BYTES, BYTES);
    assertEquals(textbook, theory.error(pairs, known), lastDigit / 2);
    assertEquals(corrected, theory.correctedError(pairs, known), lastDigit / 2);
  }

  @Test
  void densityOfSmallMemories() {
    HeteroTheory theory = new HeteroTheory(Clusters.uniform(3, 2), Clusters.uniform(5, 4));
    assertEquals(0, theory.density(0));
    assertEquals(1 / 8.0, theory.density(1), 1e-15);
    assertEquals(1 - 49 / 64.0, theory.density(2), 1e-15);
    assertEquals(1, new HeteroTheory(Clusters.uniform(3, 1), Clusters.uniform(2, 1)).density(1));
  }

  /** One pair of 1 × l1 to 1 × 2: an error needs the other y, with the same x. */
  @Test
  void errorAfterOneMorePair() {
    HeteroTheory theory = new HeteroTheory(Clusters.uniform(1, 5), Clusters.uniform(1, 2));
    assertEquals(1 / 10.0, theory.error(1, 1), 1e-15);
    assertEquals(1 / 10.0, theory.correctedError(1, 1), 1e-15);
  }

  /** The alternating sum of the literature, with digits enough to survive its cancellation. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 7, 3, 2",
    "50, 3, 7, 3, 2",
    "1000, 4, 64, 2, 10",
    "20000, 8, 256, 8, 256",
    "1437, 64, 17, 1, 10",
    "0, 2, 3, 1, 4"
  })
  void correctedErrorIsTheAlternatingSum(int pairs, int known, int l1, int c2, int l2) {
    MathContext digits = new MathContext(80);
    BigDecimal one = BigDecimal.ONE;
    BigDecimal miss = one.subtract(one.divide(BigDecimal.valueOf(l1), digits));
    BigDecimal p = BigDecimal.ZERO;
    BigDecimal binomial = one; // C(κ, j) (−1)^j
    for (int j = 0; j <= known; j++) {
      BigDecimal met = one.subtract(miss.pow(j, digits)).divide(BigDecimal.valueOf(l2), digits);
      p = p.add(binomial.multiply(one.subtract(met).pow(pairs, digits), digits));
      binomial =
          binomial
              .multiply(BigDecimal.valueOf(j - known))
              .divide(BigDecimal.valueOf(j + 1), digits);
    }
    double expected = one.subtract(one.subtract(p).pow(c2 * (l2 - 1), digits)).doubleValue();
    HeteroTheory theory = new HeteroTheory(Clusters.uniform(known, l1), Clusters.uniform(c2, l2));
    double actual = theory.correctedError(pairs, known);
    assertEquals(expected, actual, 1e-12 * expected);
  }

  @Test
  void correctedErrorHoldsForManyClusters() {
    HeteroTheory theory = new HeteroTheory(Clusters.uniform(256, 16), Clusters.uniform(1, 10));
    double few = theory.correctedError(200, 256);
    double many = theory.correctedError(1437, 256);
    assertTrue(0 < few && few < many && many < 1, few + " < " + many);
    assertTrue(theory.error(200, 256) < few);
  }

  @Test
  void oneFanalAClusterCannotBeConfused() {
    HeteroTheory theory = new HeteroTheory(Clusters.uniform(3, 4), Clusters.uniform(2, 1));
    assertEquals(0, theory.error(1000, 2));
    assertEquals(0, theory.correctedError(1000, 2));
  }

  @Test
  void refusesWhatTheFormulasDoNotCover() {
    assertEquals(
        "hetero theory: the formulas want clusters of equal size, "
            + "the input has 2 clusters of [3, 5] fanals",
        refused(() -> new HeteroTheory(Clusters.ofSizes(3, 5), BYTES)));
    assertEquals(
        "hetero theory: the formulas want clusters of equal size, "
            + "the output has 2 clusters of [3, 5] fanals",
        refused(() -> new HeteroTheory(BYTES, Clusters.ofSizes(3, 5))));
    HeteroTheory theory = new HeteroTheory(BYTES, BYTES);
    String pairs = "hetero theory: -1 pairs; there must be 0 or more";
    assertEquals(pairs, refused(() -> theory.density(-1)));
    assertEquals(pairs, refused(() -> theory.error(-1, 1)));
    assertEquals(pairs, refused(() -> theory.correctedError(-1, 1)));
    String known =
        "hetero theory: 9 known clusters; "
            + "with 8 clusters of 256 fanals at the input there are 1 to 8";
    assertEquals(known, refused(() -> theory.error(1, 9)));
    assertEquals(known, refused(() -> theory.correctedError(1, 9)));
  }
}
