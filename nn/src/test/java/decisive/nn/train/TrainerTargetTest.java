package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Sequential;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.Loss;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any kind of target can be trained to, and the wrong one is found before the first step. */
class TrainerTargetTest {
  private static final Tensor X = Tensor.normal(new Generator(1), 1, 50, 3);
  private static final Tensor SLOPES =
      Tensor.matrix(new float[] {1, -1}, new float[] {2, 0}, new float[] {-3, 0.5f});
  private static final Tensor Y = X.matmul(SLOPES).add(0.25f);

  private static Sequential net() {
    return new Sequential(new Linear(3, 2, new Generator(7)));
  }

  @Test
  void fitsValues() {
    Sequential net = net();
    EpochMetrics last =
        new Trainer(net)
            .sgd(0.1, 0.9)
            .loss(new MeanSquaredError())
            .epochs(60)
            .validate(Batches.of(X, Y, 20))
            .fit(Batches.of(X, Y, 16).shuffled(3))
            .last();
    Tensor weight = net.parameters().get("0.weight").value();
    for (int i = 0; i < 6; i++) {
      assertEquals(SLOPES.data()[i], weight.data()[i], 1e-3);
    }
    assertTrue(last.scores().of("R²") > 0.9999, last.toString());
    assertTrue(last.validation().orElseThrow().scores().of("R²") > 0.9999, last.toString());
    assertThrows(IllegalArgumentException.class, last::accuracy);
  }

  /** Three numbers through two: the best such map keeps all but the least principal component. */
  @Test
  void reconstructsInputs() {
    Tensor flat =
        X.slice(1, 0, 2).matmul(Tensor.matrix(new float[] {1, 2, 0}, new float[] {0, 1, 1}));
    Generator generator = new Generator(5);
    Sequential net =
        new Sequential(
            new Linear(3, 2, generator.split("in")), new Linear(2, 3, generator.split("out")));
    Batches rows = Batches.of(flat, new int[50], 10).shuffled(1).reconstructing();
    EpochMetrics last =
        new Trainer(net).adamW(0.02).loss(new MeanSquaredError()).epochs(200).fit(rows).last();
    assertTrue(last.scores().of("R²") > 0.99, last.toString());
  }

  @Test
  void aLossOfYourOwnIsALambda() {
    Sequential net = net();
    Trainer trainer =
        new Trainer(net)
            .adamW(0.05)
            .schedule(LearningRate.cosine())
            .loss(Loss.ofValues((y, values) -> y.sub(Variable.constant(values)).abs().mean()))
            .epochs(150);
    EpochMetrics last = trainer.fit(Batches.of(X, Y, 25)).last();
    assertTrue(last.loss() < 0.02, last.toString());
    assertEquals(
        List.of("mean squared error", "R²"),
        last.scores().values().keySet().stream().map(Metric::name).toList());
  }

  // ---- the wrong kind

  private static void assertRefused(String start, Trainer trainer, Batches batches) {
    Map<String, Variable> parameters = trainer.network().parameters();
    Tensor before = parameters.get("0.weight").value().copy();
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer.sgd(1, 0).epochs(1).fit(batches))
            .getMessage();
    assertTrue(message.startsWith(start), message);
    assertEquals(before, parameters.get("0.weight").value());
    assertEquals(TrainingProgress.epochs(0), trainer.progress());
  }

  @Test
  void refusesTheOtherKindOfTarget() {
    Batches labelled = Batches.of(X, new int[50], 10);
    assertRefused(
        "trainer: the loss (MeanSquaredError) takes values, the batches have labels; classify by"
            + " CrossEntropy or MeanSquaredError.oneHot()",
        new Trainer(net()).loss(new MeanSquaredError()),
        labelled);
    assertRefused(
        "trainer: the loss (CrossEntropy) takes labels, the batches have values [10,2]; fit values"
            + " by a loss such as MeanSquaredError",
        new Trainer(net()),
        Batches.of(X, Y, 10));
    assertRefused(
        "trainer: the loss (your own) takes values, the batches have labels",
        new Trainer(net()).loss(Loss.ofValues((y, values) -> y.mean())),
        labelled);
    assertRefused(
        "trainer: validation: the loss (CrossEntropy) takes labels",
        new Trainer(net()).validate(Batches.of(X, Y, 10)),
        labelled);
    assertRefused(
        "trainer: the metric 'R²' cannot be measured against labels",
        new Trainer(net()).metrics(Metric.accuracy(), Metric.rSquared()),
        labelled);
  }

  @Test
  void refusesMetricsOfOneName() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Trainer(net()).metrics(Metric.accuracy(), Metric.accuracy()))
            .getMessage();
    assertTrue(message.contains("'accuracy' of a metric is taken"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Trainer(net()).metrics(Metric.ofValues("loss", (y, values) -> 0)));
  }

  // ---- ignored labels

  @Test
  void ignoredLabelsCountNowhere() {
    int[] labels = new int[50];
    Arrays.setAll(labels, i -> i % 5 == 0 ? -100 : i % 2);
    Trainer trainer =
        new Trainer(net()).sgd(1e-30, 0).loss(new CrossEntropy().ignoreIndex(-100)).epochs(1);
    EpochMetrics ignoring = trainer.fit(Batches.of(X, labels, 7)).last();
    int[] counted = IntStream.range(0, 50).filter(i -> i % 5 != 0).toArray();
    Batches without =
        Batches.of(X.rows(counted), Arrays.stream(counted).map(i -> i % 2).toArray(), 40);
    EpochMetrics expected = new Trainer(net()).sgd(1e-30, 0).epochs(1).fit(without).last();
    assertEquals(expected.loss(), ignoring.loss(), 1e-6);
    assertEquals(expected.accuracy(), ignoring.accuracy());
  }

  @Test
  void saysThatABatchHasNoLabelThatCounts() {
    Batches batches = Batches.of(X, new int[50], 10);
    String message =
        assertThrows(
                NonFiniteLossException.class,
                () ->
                    new Trainer(net())
                        .sgd(0.1, 0)
                        .loss(new CrossEntropy().ignoreIndex(0))
                        .epochs(1)
                        .fit(batches))
            .getMessage();
    assertTrue(message.contains("the batch has no label that counts"), message);
  }

  @Test
  void saysThatValuesAreNotFinite() {
    Tensor y = Y.copy();
    y.set(Float.POSITIVE_INFINITY, 12, 1);
    String message =
        assertThrows(
                NonFiniteLossException.class,
                () ->
                    new Trainer(net())
                        .sgd(0.1, 0)
                        .loss(new MeanSquaredError())
                        .epochs(1)
                        .fit(Batches.of(X, y, 10)))
            .getMessage();
    assertTrue(message.contains("the batch's values hold NaN or infinite ones"), message);
  }

  @Test
  void theTargetsOfATableAreItsRows() {
    for (Batch batch : Batches.of(X, Y, 16).shuffled(9).epoch(4)) {
      assertEquals(batch.values(), batch.inputs().matmul(SLOPES).add(0.25f));
    }
  }
}
