package decisive.memory;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BaselineTheoryTest {
  /** As published and derived for n = 2048, with natural logarithms. */
  @Test
  void thresholds() {
    assertEquals(134, BaselineTheory.hopfieldMost(2048), 0.5);
    assertEquals(67, BaselineTheory.hopfieldAll(2048), 0.5);
    assertEquals(0.4587, BaselineTheory.WILLSHAW_ALPHA, 0.00005);
    assertEquals(0.1586, BaselineTheory.AMARI_ALPHA, 0.00005);
    double square = 2048 / StrictMath.log(2048) * (2048 / StrictMath.log(2048));
    assertEquals(0.4587 * square, BaselineTheory.willshaw(2048), 0.0001 * square);
    assertEquals(0.1586 * square, BaselineTheory.amari(2048), 0.0001 * square);
  }

  /** The equations the two α solve: ln(1 − e^−α) = −1, and α − ln α = 2. */
  @Test
  void alphasSolveTheirEquations() {
    double willshaw = BaselineTheory.WILLSHAW_ALPHA;
    assertEquals(-1, StrictMath.log(1 - StrictMath.exp(-willshaw)), 1e-15);
    double amari = BaselineTheory.AMARI_ALPHA;
    assertEquals(2, amari - StrictMath.log(amari), 1e-15);
  }

  @Test
  void densities() {
    assertEquals(0, BaselineTheory.willshawDensity(2048, 8, 0));
    assertEquals(56.0 / (2048 * 2047), BaselineTheory.willshawDensity(2048, 8, 1), 1e-15);
    assertEquals(1, BaselineTheory.willshawDensity(5, 5, 1)); // all units at once
    assertEquals(0, BaselineTheory.willshawDensity(5, 1, 9)); // no two ever together
    Clusters clusters = Clusters.uniform(3, 2);
    assertEquals(3 / 15.0, BaselineTheory.willshawDensity(clusters, 1), 1e-15); // 3 of 15 pairs
    assertEquals(12 / 15.0, BaselineTheory.willshawDensity(clusters, 1000), 1e-15);
  }

  /** 1 − (1 − Q(x))^2048 by tables of the normal distribution. */
  @Test
  void hopfieldError() {
    assertEquals(0, BaselineTheory.hopfieldError(2048, 1));
    assertEquals(0.0856, BaselineTheory.hopfieldError(2048, 134), 0.00005);
    assertEquals(0.3778, BaselineTheory.hopfieldError(2048, 168), 0.00005);
    assertEquals(1, BaselineTheory.hopfieldError(2048, 1_000_000), 1e-12);
  }

  @Test
  void ambiguity() {
    Clusters bits = Clusters.uniform(2, 2);
    assertEquals(0, BaselineTheory.ambiguity(bits, 1, 1));
    assertEquals(0, BaselineTheory.ambiguity(bits, 9, 0), "all is known");
    assertEquals(1 / 4.0, BaselineTheory.ambiguity(bits, 2, 1), 1e-15); // 01 beside 00
    assertEquals(1 - 9 / 16.0, BaselineTheory.ambiguity(bits, 3, 1), 1e-15);
    assertEquals(3 / 4.0, BaselineTheory.ambiguity(bits, 2, 2), 1e-15); // any but itself
    double bytes = BaselineTheory.ambiguity(Clusters.uniform(8, 256), 30_001, 4);
    assertEquals(30_000 / StrictMath.pow(256, 4), bytes, 1e-4 * bytes);
  }

  @Test
  void badInput() {
    assertRefused(
        "baseline theory: 0 vectors; one at least is stored",
        () -> BaselineTheory.hopfieldError(8, 0));
    assertRefused(
        "baseline theory: 5 messages with 4 clusters of 3 erased; want 1 message or more, and 0 to"
            + " 3 erased",
        () -> BaselineTheory.ambiguity(Clusters.uniform(3, 2), 5, 4));
    assertRefused(
        "baseline theory: ambiguity wants clusters of equal size, there are "
            + "2 clusters of [3, 4] fanals",
        () -> BaselineTheory.ambiguity(Clusters.ofSizes(3, 4), 1, 1));
    assertRefused(
        "baseline theory: 1 units; the formulas want at least 2",
        () -> BaselineTheory.hopfieldMost(1));
    assertRefused(
        "baseline theory: 9 ones in a vector of 8 units; there are 1 to 8",
        () -> BaselineTheory.willshawDensity(8, 9, 1));
    assertRefused(
        "baseline theory: -1 messages; there must be 0 or more",
        () -> BaselineTheory.willshawDensity(8, 2, -1));
    assertRefused(
        "baseline theory: the density wants clusters of equal size, there are "
            + "2 clusters of [3, 4] fanals",
        () -> BaselineTheory.willshawDensity(Clusters.ofSizes(3, 4), 1));
  }
}
