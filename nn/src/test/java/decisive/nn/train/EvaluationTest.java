package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /** Two batches of unequal size; a network that answers with its input. */
  private static final Batches BATCHES =
      new Fixed(
          List.of(
              new Batch(
                  Tensor.matrix(
                      new float[] {2, 1, 0}, new float[] {0, 3, 1}, new float[] {5, 5, 0}),
                  new int[] {0, 2, 1}),
              new Batch(Tensor.matrix(new float[] {0, 0, 4}), new int[] {2})));

  private record Fixed(List<Batch> list) implements Batches {
    @Override
    public Iterable<Batch> epoch(int epoch) {
      return list;
    }

    @Override
    public int count() {
      return list.size();
    }
  }

  /** Gives its input back, and notes whether gradients and training were on. */
  private static final class Echo extends Module {
    private final Variable one = parameter("one", Tensor.scalar(1));
    final Module part;
    boolean sawTraining;
    boolean sawGradients;

    Echo(Module part) {
      this.part = part == null ? null : child("part", part);
    }

    @Override
    public Variable forward(Variable x) {
      sawTraining |= training() || (part != null && part.training());
      sawGradients |= new MeanSquaredError().of(one, Tensor.scalar(0)).requiresGradient();
      return x;
    }
  }

  @Test
  void measures() {
    Evaluation evaluation = Evaluation.of(new Echo(null), BATCHES);
    assertArrayEquals(new int[] {0, 1, 0, 2}, evaluation.predictions());
    assertArrayEquals(new int[] {0, 2, 1, 2}, evaluation.labels());
    assertEquals(0.5, evaluation.accuracy());
    assertEquals(1, evaluation.confusion().count(2, 1));
    assertEquals(4, evaluation.confusion().total());
    // Each image counts alike, whatever batch it is in.
    Tensor all =
        Tensor.matrix(
            new float[] {2, 1, 0},
            new float[] {0, 3, 1},
            new float[] {5, 5, 0},
            new float[] {0, 0, 4});
    float mean =
        new CrossEntropy().of(Variable.constant(all), new int[] {0, 2, 1, 2}).value().item();
    assertEquals(mean, evaluation.loss(), 1e-6);
  }

  @Test
  void takesAnotherLoss() {
    double squares = 2 + 9 + 41 + 9; // row by row, against the one-hot labels
    Evaluation evaluation = Evaluation.of(new Echo(null), BATCHES, MeanSquaredError.oneHot());
    assertEquals(squares / 12, evaluation.loss(), 1e-6);
  }

  @Test
  void runsInEvaluationModeWithoutGradients() {
    Echo network = new Echo(new Echo(null));
    Evaluation.of(network, BATCHES);
    assertFalse(network.sawTraining);
    assertFalse(network.sawGradients);
  }

  @Test
  void putsEveryModuleBackInItsMode() {
    Echo network = new Echo(new Echo(new Echo(null)));
    network.train();
    network.part.eval();
    Evaluation.of(network, BATCHES);
    assertTrue(network.training());
    assertFalse(network.part.training());
    assertFalse(((Echo) network.part).part.training());

    network.eval();
    ((Echo) network.part).part.train();
    Evaluation.of(network, BATCHES);
    assertFalse(network.training());
    assertFalse(network.part.training());
    assertTrue(((Echo) network.part).part.training());
  }

  @Test
  void putsTheModeBackAfterAnError() {
    Echo network = new Echo(null);
    Batches wrong = new Fixed(List.of(new Batch(Tensor.zeros(1, 3), new int[] {7})));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(network, wrong))
            .getMessage();
    assertTrue(message.contains("label 7 at row 0"), message);
    assertTrue(network.training());
    assertTrue(new MeanSquaredError().of(network.one, Tensor.scalar(0)).requiresGradient());
  }

  @Test
  void refusesAnEmptySource() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Evaluation.of(new Echo(null), new Fixed(List.of())))
            .getMessage();
    assertTrue(message.contains("there are no examples"), message);
  }

  @Test
  void measuresValues() {
    Tensor x = Tensor.matrix(new float[] {1, 2}, new float[] {3, 6}, new float[] {5, 1});
    Tensor y = Tensor.matrix(new float[] {1, 1}, new float[] {4, 6}, new float[] {4, 2});
    Evaluation evaluation =
        Evaluation.of(
            new Echo(null),
            Batches.of(x, y, 2),
            new MeanSquaredError(),
            List.of(Metric.meanSquaredError(), Metric.rSquared()));
    assertEquals(4 / 6., evaluation.loss(), 1e-7);
    assertEquals(4 / 6., evaluation.score("mean squared error"), 1e-12);
    // sklearn.metrics.r2_score(y, x, multioutput="variance_weighted")
    assertEquals(0.8, evaluation.score("R²"), 1e-12);
    assertEquals(
        "3 examples: loss 0.6667, mean squared error 0.6667, R² 0.8000", evaluation.toString());
    String message = assertThrows(IllegalStateException.class, evaluation::accuracy).getMessage();
    assertTrue(message.contains("the targets are values"), message);
    message =
        assertThrows(IllegalArgumentException.class, () -> evaluation.score("accuracy"))
            .getMessage();
    assertTrue(
        message.contains("'accuracy' was not measured, but [mean squared error, R²]"), message);
  }

  @Test
  void leavesOutIgnoredLabels() {
    Tensor x = Tensor.matrix(new float[] {2, 1}, new float[] {0, 3}, new float[] {1, 0});
    Batches batches = Batches.of(x, new int[] {0, -100, 1}, 2);
    Evaluation evaluation =
        Evaluation.of(new Echo(null), batches, new CrossEntropy().ignoreIndex(-100));
    assertArrayEquals(new int[] {0, 1}, evaluation.labels());
    assertArrayEquals(new int[] {0, 0}, evaluation.predictions());
    assertEquals(0.5, evaluation.accuracy());
    assertEquals(0.5, evaluation.score("accuracy"));
    // Two examples with a loss of ln(1 + e⁻¹) and ln(1 + e).
    assertEquals((Math.log1p(Math.exp(-1)) + Math.log1p(Math.E)) / 2, evaluation.loss(), 1e-7);
  }

  @Test
  void refusesAnotherKindOfTarget() {
    Batches values = BATCHES.reconstructing();
    String message =
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(new Echo(null), values))
            .getMessage();
    assertTrue(
        message.startsWith(
            "evaluation: the loss (CrossEntropy) takes labels, the batches have values [3,3];"),
        message);
  }
}
