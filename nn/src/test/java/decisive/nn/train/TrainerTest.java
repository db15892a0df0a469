package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.metric.Scores;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Clouds DATA = new Clouds(1, 4, 6, 8, 5);

  @Test
  void learnsWhatALineCanPart() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    TrainingHistory history =
        new Trainer(net)
            .sgd(0.5, 0.9)
            .weightDecay(5e-4)
            .schedule(LearningRate.cosine())
            .epochs(8)
            .validate(new Clouds(3, 4, 6, 20, 5))
            .fit(DATA);
    assertEquals(8, history.epochs().size());
    assertFalse(history.stopped());
    EpochMetrics last = history.last();
    assertEquals(7, last.epoch());
    assertTrue(last.loss() < 0.05 && last.loss() < history.epochs().get(0).loss(), last.toString());
    assertEquals(1, last.accuracy());
    EpochMetrics.Validation validation = last.validation().orElseThrow();
    assertTrue(validation.accuracy() >= 0.98, last.toString());
    assertEquals(validation.accuracy(), validation.decidedAccuracy());
    assertTrue(validation.loss() < 0.2, last.toString());
    assertEquals(0.5 * LearningRate.cosine().at(39, 40), last.learningRate());
    assertEquals(OptionalDouble.empty(), last.temperature());
    assertEquals(40, last.seconds() * last.examplesPerSecond(), 1e-6);
  }

  @Test
  void everyOptimizerAndLossCanBeChosen() {
    for (int choice = 0; choice < 3; choice++) {
      CountedLinear net = new CountedLinear(2, 6, 4);
      Trainer trainer = new Trainer(net).epochs(10).loss(MeanSquaredError.oneHot());
      TrainingHistory history =
          switch (choice) {
            case 0 -> trainer.nesterov(0.05, 0.9).fit(DATA);
            case 1 -> trainer.adamW(0.05).fit(DATA);
            default -> trainer.sgd(0.3, 0).fit(DATA);
          };
      assertTrue(history.last().accuracy() > 0.95, choice + ": " + history.last());
    }
  }

  /** Batches of 7, 7 and 2: means of batches would weigh the last one's examples too much. */
  @Test
  void metricsAreMeansOverExamplesWhateverTheirBatches() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    Batch all = new Clouds(1, 4, 6, 16, 1).epoch(0).iterator().next();
    List<Double> losses = new ArrayList<>();
    List<Double> correct = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Metric seen =
        Metric.ofLabels(
            "seen",
            (output, labels) -> {
              sizes.add(labels.length);
              int[] predictions = output.argmax(1);
              double found =
                  IntStream.range(0, labels.length)
                      .filter(i -> predictions[i] == labels[i])
                      .count();
              correct.add(found);
              return labels.length;
            });
    EpochMetrics metrics =
        new Trainer(net)
            .sgd(0.5, 0)
            .metrics(Metric.accuracy(), seen)
            .epochs(1)
            .listen(onStep((step, loss) -> losses.add(loss)))
            .fit(Batches.of(all.inputs(), all.labels(), 7))
            .last();
    assertEquals(List.of(7, 7, 2), sizes);
    double loss = (7 * losses.get(0) + 7 * losses.get(1) + 2 * losses.get(2)) / 16;
    assertEquals(loss, metrics.loss(), 1e-12);
    double meanOfBatches = (losses.get(0) + losses.get(1) + losses.get(2)) / 3;
    assertTrue(Math.abs(meanOfBatches - loss) > 1e-3, "the batches do not tell them apart");
    double found = correct.get(0) + correct.get(1) + correct.get(2);
    assertEquals(found / 16, metrics.accuracy());
    assertTrue(found > 0 && found < 16, found + " of 16");
    assertEquals((7 * 7 + 7 * 7 + 2 * 2) / 16., metrics.scores().of("seen"));
  }

  private static TrainingListener onStep(BiConsumer<Integer, Double> action) {
    return new TrainingListener() {
      @Override
      public void step(int step, double loss) {
        action.accept(step, loss);
      }
    };
  }

  // ---- the same bits

  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() {
    int threads = Workers.threads();
    try {
      Workers.use(1);
      CountedLinear one = large();
      Workers.use(2);
      CountedLinear two = large();
      assertEquals(one.values(), two.values());
    } finally {
      Workers.use(threads);
    }
  }

  /** Large enough that products and updates are cut into several tasks. */
  private static CountedLinear large() {
    CountedLinear net = new CountedLinear(7, 130, 300);
    new Trainer(net).sgd(0.1, 0.9).epochs(2).fit(new Clouds(4, 300, 130, 64, 3));
    return net;
  }

  @Test
  void goesOnToTheBitFromAnEpoch() {
    CountedLinear through = new CountedLinear(2, 6, 4);
    recipe(through).fit(DATA);

    CountedLinear interrupted = new CountedLinear(2, 6, 4);
    Trainer first = recipe(interrupted);
    first.listen(
        new TrainingListener() {
          @Override
          public void epoch(EpochMetrics metrics) {
            if (metrics.epoch() == 1) {
              first.stop();
            }
          }
        });
    TrainingHistory history = first.fit(DATA);
    assertTrue(history.stopped());
    assertEquals(2, history.epochs().size());
    assertNotEquals(through.values(), interrupted.values());

    CountedLinear resumed = new CountedLinear(99, 6, 4);
    copy(interrupted, resumed);
    Trainer second = recipe(resumed).from(first.progress());
    second.optimizer().load(first.optimizer().state());
    TrainingHistory rest = second.fit(DATA);
    assertFalse(rest.stopped());
    assertEquals(List.of(2, 3, 4), rest.epochs().stream().map(EpochMetrics::epoch).toList());
    assertEquals(through.values(), resumed.values());
    assertEquals(through.passes, resumed.passes);
  }

  /** At every step of a run, the epoch's last one before its validation included. */
  @Test
  void goesOnToTheBitFromAnyStep() {
    Clouds validation = new Clouds(3, 4, 6, 8, 1);
    CountedLinear through = new CountedLinear(2, 6, 4);
    List<EpochMetrics> expected = recipe(through).validate(validation).fit(DATA).epochs();
    for (int stop = 0; stop < 24; stop++) {
      CountedLinear interrupted = new CountedLinear(2, 6, 4);
      Trainer first = recipe(interrupted).validate(validation);
      int at = stop;
      CountedLinear resumed = new CountedLinear(99, 6, 4);
      Trainer second = recipe(resumed).validate(validation);
      List<EpochMetrics> metrics = new ArrayList<>();
      first.listen(
          new TrainingListener() {
            @Override
            public void step(int step, double loss) {
              if (step == at) {
                copy(interrupted, resumed);
                second.optimizer().load(first.optimizer().state());
                second.from(first.progress());
                throw new IllegalStateException("killed");
              }
            }

            @Override
            public void epoch(EpochMetrics epoch) {
              metrics.add(epoch);
            }
          });
      assertThrows(IllegalStateException.class, () -> first.fit(DATA));
      metrics.addAll(second.fit(DATA).epochs());
      assertEquals(through.values(), resumed.values(), "from step " + stop);
      assertEquals(through.passes, resumed.passes);
      assertEquals(withoutTimes(expected), withoutTimes(metrics), "from step " + stop);
    }
  }

  private static List<EpochMetrics> withoutTimes(List<EpochMetrics> epochs) {
    return epochs.stream()
        .map(
            e ->
                new EpochMetrics(
                    e.epoch(),
                    e.loss(),
                    e.scores(),
                    e.validation(),
                    e.temperature(),
                    e.learningRate(),
                    0,
                    0))
        .toList();
  }

  @Test
  void refusesToGoOnBehindAnEpochsLastBatch() {
    Trainer trainer =
        recipe(new CountedLinear(2, 6, 4))
            .from(
                new TrainingProgress(
                    1, 6, 48, Map.of("loss", List.of(1., 48.), "accuracy", List.of(0., 48.)), 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(DATA)).getMessage();
    assertTrue(message.contains("from batch 6 of epoch 1, whose source counts 5"), message);
  }

  private static Trainer recipe(CountedLinear net) {
    return new Trainer(net)
        .adamW(0.1)
        .schedule(LearningRate.oneCycle())
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(5);
  }

  private static void copy(CountedLinear from, CountedLinear to) {
    System.arraycopy(from.weight.value().data(), 0, to.weight.value().data(), 0, 24);
    System.arraycopy(from.bias.value().data(), 0, to.bias.value().data(), 0, 4);
    System.arraycopy(from.passes.data(), 0, to.passes.data(), 0, 1);
  }

  // ---- schedules

  @Test
  void followsTheTemperatureByTheShareOfSteps() {
    List<EpochMetrics> epochs =
        new Trainer(new CountedLinear(2, 6, 4))
            .sgd(0.1, 0)
            .temperature(TemperatureSchedule.between(1, 1000))
            .epochs(2)
            .fit(DATA)
            .epochs();
    assertEquals(StrictMath.pow(1000, 0.4), epochs.get(0).temperature().orElseThrow(), 1e-9);
    assertEquals(StrictMath.pow(1000, 0.9), epochs.get(1).temperature().orElseThrow(), 1e-9);
  }

  /** Gives its input to a linear part, and notes the phase of its competition at every pass. */
  private static final class Competing extends Module {
    final List<Phase> trained = new ArrayList<>();
    final List<Phase> evaluated = new ArrayList<>();
    final Competitor competitor =
        child("competitor", new Competitor(Competition.groupsOf(2), 0, 2));
    private final CountedLinear linear = child("linear", new CountedLinear(2, 6, 4));

    @Override
    public Variable forward(Variable x) {
      (training() ? trained : evaluated).add(competitor.phase());
      return linear.apply(x);
    }
  }

  @Test
  void gatesTheCompetitionsAndDecidesThemForValidationOnly() {
    Competing net = new Competing();
    TemperatureSchedule schedule = TemperatureSchedule.between(2, 200);
    new Trainer(net)
        .sgd(0.1, 0)
        .temperature(schedule)
        .validate(new Clouds(3, 4, 6, 8, 1))
        .epochs(2)
        .fit(new Clouds(1, 4, 6, 8, 2));
    List<Phase> steps =
        IntStream.range(0, 4).mapToObj(step -> Phase.gated(schedule.at(step / 4.))).toList();
    assertEquals(steps, net.trained);
    assertEquals(
        List.of(steps.get(1), Phase.decided(), steps.get(3), Phase.decided()), net.evaluated);
    assertEquals(steps.get(3), net.competitor.phase());
  }

  @Test
  void leavesThePhaseAloneWithoutATemperature() {
    Competing net = new Competing();
    Phase.gated(7).set(net);
    new Trainer(net)
        .sgd(0.1, 0)
        .validate(new Clouds(3, 4, 6, 8, 1))
        .epochs(1)
        .fit(new Clouds(1, 4, 6, 8, 1));
    assertEquals(List.of(Phase.gated(7)), net.trained);
    assertEquals(List.of(Phase.gated(7), Phase.decided()), net.evaluated);
    assertEquals(Phase.gated(7), net.competitor.phase());
  }

  @Test
  void multipliesTheLearningRateByTheSchedule() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    Map<String, Tensor> before = net.values();
    EpochMetrics metrics =
        new Trainer(net)
            .sgd(0.1, 0)
            .schedule((step, total) -> step == 4 && total == 5 ? 0.25 : 0)
            .epochs(1)
            .listen(unchangedUntil(4, net, before))
            .fit(DATA)
            .last();
    assertEquals(0.025, metrics.learningRate());
    assertNotEquals(before, net.values());
  }

  private static TrainingListener unchangedUntil(
      int last, CountedLinear net, Map<String, Tensor> before) {
    return new TrainingListener() {
      @Override
      public void step(int step, double loss) {
        assertEquals(step < last, before.equals(net.values()), "after step " + step);
      }
    };
  }

  // ---- listeners

  @Test
  void reportsToListenersInOrder() {
    List<String> calls = new ArrayList<>();
    new Trainer(new CountedLinear(2, 6, 4))
        .sgd(0.1, 0)
        .epochs(2)
        .listen(new Recorder("a", calls))
        .listen(new Recorder("b", calls))
        .fit(new Clouds(1, 4, 6, 8, 2));
    assertEquals(
        List.of(
            "a started 0 4",
            "b started 0 4",
            "a step 0",
            "b step 0",
            "a step 1",
            "b step 1",
            "a epoch 0",
            "b epoch 0",
            "a step 2",
            "b step 2",
            "a step 3",
            "b step 3",
            "a epoch 1",
            "b epoch 1",
            "a finished 2 false",
            "b finished 2 false"),
        calls);
  }

  @Test
  void stopsAfterTheStepThatAsksForIt() {
    List<String> calls = new ArrayList<>();
    Trainer trainer =
        new Trainer(new CountedLinear(2, 6, 4))
            .sgd(0.1, 0)
            .epochs(3)
            .from(TrainingProgress.epochs(1));
    trainer.listen(new Recorder("a", calls));
    trainer.listen(
        new TrainingListener() {
          @Override
          public void step(int step, double loss) {
            if (step == 3) {
              trainer.stop();
            }
          }
        });
    TrainingHistory history = trainer.fit(new Clouds(1, 4, 6, 8, 3));
    assertEquals(List.of("a started 3 9", "a step 3", "a finished 0 true"), calls);
    String message = assertThrows(IllegalStateException.class, history::last).getMessage();
    assertTrue(message.contains("no epoch was completed"), message);
  }

  /** Asked before each step and each batch of a validation; from wherever, the run goes on. */
  @Test
  void stopsWhenAConditionHoldsWithinAValidationToo() {
    Clouds validation = new Clouds(3, 4, 6, 8, 2);
    CountedLinear through = new CountedLinear(2, 6, 4);
    List<EpochMetrics> expected = recipe(through).validate(validation).fit(DATA).epochs();
    CountedLinear net = new CountedLinear(2, 6, 4);
    Trainer trainer = recipe(net).validate(validation);
    List<EpochMetrics> metrics = new ArrayList<>();
    int stopsInValidation = 0;
    for (int asked = 3; trainer.progress().epochs() < expected.size(); ) {
      int[] left = {asked};
      TrainingHistory part = trainer.stopWhen(() -> left[0]-- == 0).fit(DATA);
      metrics.addAll(part.epochs());
      assertEquals(trainer.progress().epochs() < expected.size(), part.stopped());
      assertTrue(net.training());
      boolean inValidation = trainer.progress().batches() == DATA.count();
      stopsInValidation += inValidation ? 1 : 0;
      asked = inValidation ? 5 : 3;
    }
    assertTrue(stopsInValidation > 0);
    assertEquals(through.values(), net.values());
    assertEquals(withoutTimes(expected), withoutTimes(metrics));
  }

  @Test
  void aLambdaListensToEpochs() {
    List<Integer> epochs = new ArrayList<>();
    new Trainer(new CountedLinear(2, 6, 4))
        .sgd(0.1, 0)
        .epochs(3)
        .listen(metrics -> epochs.add(metrics.epoch()))
        .fit(DATA);
    assertEquals(List.of(0, 1, 2), epochs);
  }

  private record Recorder(String name, List<String> calls) implements TrainingListener {
    @Override
    public void started(int firstStep, int totalSteps) {
      calls.add(name + " started " + firstStep + " " + totalSteps);
    }

    @Override
    public void step(int step, double loss) {
      calls.add(name + " step " + step);
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      calls.add(name + " epoch " + metrics.epoch());
    }

    @Override
    public void finished(TrainingHistory history) {
      calls.add(name + " finished " + history.epochs().size() + " " + history.stopped());
    }
  }

  @Test
  void metricsReadAsALine() {
    EpochMetrics metrics =
        new EpochMetrics(
            3,
            0.12345,
            new Scores(Map.of(Metric.accuracy(), 0.975)),
            Optional.of(
                new EpochMetrics.Validation(
                    0.2,
                    new Scores(Map.of(Metric.accuracy(), 0.96)),
                    Optional.of(new Scores(Map.of(Metric.accuracy(), 0.9512))))),
            OptionalDouble.of(31.6228),
            0.05,
            1234.4,
            2);
    assertEquals(
        "epoch 3: loss 0.1235, accuracy 97.50 %; validation: loss 0.2000, accuracy 96.00 %"
            + " (decided: accuracy 95.12 %); temperature 31.62, learning rate 0.0500,"
            + " 1234 examples/s",
        metrics.toString());
  }
}
