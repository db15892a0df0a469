package decisive.nn.train;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.train.EpochMetrics.Validation;
import decisive.nn.train.StoppableBatches.StoppedException;
import decisive.nn.train.metric.Scores;
import decisive.nn.train.optimize.Optimizer;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.storage.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One call of {@link Trainer#fit}: the loop over epochs and steps. */
final class TrainingRun {
  private final Trainer trainer;
  private final Batches batches;
  private final Module network;
  private final Optimizer optimizer;
  private final List<TrainingListener> listeners;
  private final int stepsPerEpoch;
  private final int totalSteps;
  private final Workspace workspace = new Workspace();
  private int step;
  private double learningRate;
  private OptionalDouble temperature = OptionalDouble.empty();
  private final Totals totals;
  private boolean checked;

  TrainingRun(Trainer trainer, Batches batches) {
    this.trainer = trainer;
    this.batches = batches;
    this.network = trainer.network();
    this.optimizer = trainer.optimizer();
    this.listeners = trainer.listeners();
    this.totals = new Totals(trainer.loss(), trainer.chosenMetrics());
    this.stepsPerEpoch = batches.count();
    this.totalSteps = Math.multiplyExact(trainer.epochs(), stepsPerEpoch);
    TrainingProgress from = trainer.progress();
    this.step = from.epochs() * stepsPerEpoch + from.batches();
  }

  TrainingHistory run() {
    try (workspace) {
      return epochs();
    }
  }

  private TrainingHistory epochs() {
    List<EpochMetrics> history = new ArrayList<>();
    listeners.forEach(listener -> listener.started(step, totalSteps));
    for (int epoch = trainer.progress().epochs();
        epoch < trainer.epochs() && !trainer.stopAsked();
        epoch++) {
      Optional<EpochMetrics> metrics = epoch(epoch);
      if (metrics.isEmpty()) {
        break;
      }
      trainer.progress(TrainingProgress.epochs(epoch + 1));
      history.add(metrics.get());
      listeners.forEach(listener -> listener.epoch(metrics.get()));
    }
    TrainingHistory result =
        new TrainingHistory(history, trainer.progress().epochs() < trainer.epochs());
    listeners.forEach(listener -> listener.finished(result));
    return result;
  }

  /** Trains the rest of an epoch and validates; empty if it was stopped before the end of that. */
  private Optional<EpochMetrics> epoch(int epoch) {
    network.train();
    TrainingProgress before = trainer.progress();
    long start = System.nanoTime();
    int done = before.batches();
    totals.begin(before.sums());
    if (done == stepsPerEpoch) {
      follow(step - 1); // the phase that validation is due in
    }
    for (Batch batch : batches.epoch(epoch, done)) {
      if (trainer.stopAsked()) {
        return Optional.empty();
      }
      if (++done > stepsPerEpoch) {
        break;
      }
      step(epoch, batch, before.seconds(), start);
    }
    if (done != stepsPerEpoch) {
      throw new IllegalArgumentException(
          "trainer: epoch "
              + epoch
              + " has "
              + (done > stepsPerEpoch ? "more than " + stepsPerEpoch : done)
              + " batches, its source counts "
              + stepsPerEpoch
              + "; count() must be the number of batches in every epoch");
    }
    TrainingProgress trained = trainer.progress();
    Optional<Validation> validation;
    try {
      validation = trainer.validation().map(this::validate);
    } catch (StoppedException stopped) {
      return Optional.empty();
    }
    return Optional.of(
        new EpochMetrics(
            epoch,
            totals.loss(),
            totals.scores(),
            validation,
            temperature,
            learningRate,
            trained.examples() / trained.seconds(),
            trained.seconds()));
  }

  /** Sets temperature and learning rate as they are due at a step. */
  private void follow(int step) {
    trainer
        .temperature()
        .ifPresent(
            schedule -> {
              temperature = OptionalDouble.of(schedule.at((double) step / totalSteps));
              Phase.gated(temperature.getAsDouble()).set(network);
            });
    learningRate = trainer.learningRate(step, totalSteps);
  }

  private void step(int epoch, Batch batch, double earlierSeconds, long start) {
    if (!checked) {
      RunCheck.check(trainer, batches, batch);
      checked = true;
    }
    follow(step);
    Map<String, Tensor> before = copies(network.buffers());

    workspace.takeBack();
    double value;
    try (Workspace.Scope scope = workspace.open()) {
      Variable output = network.apply(Variable.constant(batch.inputs()));
      Variable loss = trainer.loss().of(output, batch.target());
      value = loss.value().item();
      if (!Double.isFinite(value)) {
        restore(network.buffers(), before);
        throw NonFiniteLossException.at(
            epoch, step, totalSteps, value, learningRate, temperature, batch, trainer);
      }
      UnregisteredParameters.check(network, loss);
      totals.add(value, output.value(), batch.target());
      optimizer.clearGradients();
      loss.backward();
    }
    optimizer.step(learningRate);

    int number = step++;
    TrainingProgress done = trainer.progress();
    trainer.progress(
        new TrainingProgress(
            epoch,
            done.batches() + 1,
            done.examples() + batch.size(),
            totals.sums(),
            earlierSeconds + (System.nanoTime() - start) / 1e9));
    listeners.forEach(listener -> listener.step(number, value));
  }

  /** What forward may write to (running statistics), to be put back if the loss is no number. */
  static Map<String, Tensor> copies(Map<String, Tensor> buffers) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    buffers.forEach((name, buffer) -> copies.put(name, buffer.copy()));
    return copies;
  }

  static void restore(Map<String, Tensor> buffers, Map<String, Tensor> copies) {
    buffers.forEach((name, buffer) -> buffer.copyFrom(copies.get(name)));
  }

  private Validation validate(Batches batches) {
    Batches validation = new StoppableBatches(batches, trainer::stopAsked);
    Evaluation current = evaluate(validation);
    Map<Competitor, Phase> phases = new LinkedHashMap<>();
    network.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            phases.put(competitor, competitor.phase());
          }
        });
    if (phases.keySet().stream().noneMatch(Competitor::competes)) {
      return new Validation(current.loss(), current.scores(), Optional.empty());
    }
    try {
      Phase.decided().set(network);
      Scores decided = evaluate(validation).scores();
      return new Validation(current.loss(), current.scores(), Optional.of(decided));
    } finally {
      phases.forEach((competitor, phase) -> competitor.phase(phase));
    }
  }

  private Evaluation evaluate(Batches batches) {
    return Evaluation.of(network, batches, trainer.loss(), trainer.chosenMetrics());
  }
}
