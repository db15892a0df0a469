package decisive.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int VALUES = 100_000;

  private static Tensor ones() {
    return Tensor.ones(VALUES);
  }

  private static Tensor run(Dropout dropout) {
    return dropout.apply(Variable.constant(ones())).value();
  }

  /**
   * The number dropped is binomial: six standard deviations from n·p hold for all but 2 seeds in
   * 10^9 (normal approximation).
   */
  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.5f, 0.9f})
  void dropsAtItsRateAndScalesTheRest(float p) {
    Tensor y = run(new Dropout(p, new Generator(1)));
    int dropped = 0;
    for (float value : y.data()) {
      assertTrue(value == 0 || value == 1 / (1 - p), "value " + value);
      dropped += value == 0 ? 1 : 0;
    }
    double std = Math.sqrt(VALUES * p * (1 - p));
    assertEquals(VALUES * (double) p, dropped, 6 * std);
  }

  @Test
  void theGradientPassesWhereTheValueDid() {
    Variable x = Variable.parameter(ones());
    Variable y = new Dropout(0.5f, new Generator(1)).apply(x);
    y.backward(ones());
    assertEquals(y.value(), x.gradient());
  }

  @Test
  void everythingPassesInEvaluation() {
    Dropout dropout = new Dropout(0.5f, new Generator(1));
    dropout.eval();
    Variable x = Variable.constant(ones());
    assertSame(x, dropout.apply(x));
    assertEquals(0, dropout.buffers().get(Dropout.RUNS).item(), "no mask was drawn");
  }

  @Test
  void aProbabilityOfZeroDropsNothing() {
    assertEquals(ones(), run(new Dropout(0, new Generator(1))));
  }

  @Test
  void theSameSeedGivesTheSameMasksInOrder() {
    Dropout one = new Dropout(0.5f, new Generator(1));
    Dropout other = new Dropout(0.5f, new Generator(1));
    Tensor first = run(one);
    assertEquals(first, run(other));
    Tensor second = run(one);
    assertNotEquals(first, second);
    assertEquals(second, run(other));
    assertNotEquals(first, run(new Dropout(0.5f, new Generator(2))));
  }

  @Test
  void itsBufferSaysWhichMaskIsNext() {
    Dropout one = new Dropout(0.5f, new Generator(1));
    run(one);
    run(one);
    Dropout restored = new Dropout(0.5f, new Generator(1));
    restored.buffers().get(Dropout.RUNS).fill(one.buffers().get(Dropout.RUNS).item());
    assertEquals(run(one), run(restored));
  }

  /** Above 2^24 a float no longer counts by ones: the count begins again instead of standing. */
  @Test
  void masksBeginAgainBeforeTheCountLosesOnes() {
    Dropout dropout = new Dropout(0.5f, new Generator(1));
    Tensor first = run(dropout);
    dropout.buffers().get(Dropout.RUNS).fill((1 << 24) - 1);
    assertNotEquals(first, run(dropout));
    assertEquals(first, run(dropout));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1, Float.NaN})
  void probabilitiesAreBelowOne(float wrong) {
    assertEquals(
        "dropout: probability " + wrong + " must be in [0, 1)",
        assertThrows(IllegalArgumentException.class, () -> new Dropout(wrong, new Generator(1)))
            .getMessage());
  }

  @Test
  void nanIsNotDropped() {
    Tensor y =
        new Dropout(0.5f, new Generator(1))
            .apply(Variable.constant(Tensor.full(Float.NaN, Shape.of(8))))
            .value();
    assertEquals(Tensor.full(Float.NaN, Shape.of(8)), y);
  }
}
