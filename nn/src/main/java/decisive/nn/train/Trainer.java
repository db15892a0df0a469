package decisive.nn.train;

import decisive.nn.Module;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.Loss;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.optimize.AdamW;
import decisive.nn.train.optimize.Optimizer;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains a network: for every batch a forward pass, a loss, its gradients and an optimizer's step,
 * while the learning rate and the temperature of the competitions follow their schedules.
 *
 * <pre>{@code
 * new Trainer(net)
 *     .sgd(0.05, 0.9)
 *     .weightDecay(5e-4)
 *     .schedule(LearningRate.steps(0.1, 1 / 3., 2 / 3.))
 *     .temperature(TemperatureSchedule.between(1, 1000))
 *     .epochs(30)
 *     .fit(batches);
 * }</pre>
 *
 * <p>Until set otherwise, the loss is {@link CrossEntropy} without smoothing, the metrics are the
 * loss's own, the learning rate is constant, and the competitions stay in the phase they are in.
 * The optimizer and the number of epochs have no default.
 *
 * <p>The loss says which kind of target it takes. To fit values, as an autoencoder does its inputs:
 *
 * <pre>{@code
 * new Trainer(autoencoder)
 *     .adamW(0.001)
 *     .loss(new MeanSquaredError())
 *     .epochs(30)
 *     .fit(batches.reconstructing());
 * }</pre>
 *
 * <p>The result depends on the network, the batches and these settings alone, never on threads or
 * time. What a run carries from one step to the next is the network's parameters and buffers,
 * {@link Optimizer#state()} and {@link #progress()}: put back, the last with {@link #from}, the run
 * goes on to the bit, inside an epoch too.
 */
public final class Trainer {
  private final Module network;
  private Optimizer optimizer;
  private double learningRate;
  private LearningRate schedule = LearningRate.constant();
  private Loss loss = new CrossEntropy();
  private List<Metric> metrics;
  private TemperatureSchedule temperature;
  private Batches validation;
  private int epochs;
  private TrainingProgress progress = TrainingProgress.epochs(0);
  private final List<TrainingListener> listeners = new ArrayList<>();
  private boolean silent;
  private BooleanSupplier stopWhen = () -> false;
  private volatile boolean stopAsked;

  public Trainer(Module network) {
    this.network = network;
  }

  // ---- settings

  /** Stochastic gradient descent: {@link Sgd}. */
  public Trainer sgd(double learningRate, double momentum) {
    return optimizer(new Sgd(network, momentum), learningRate);
  }

  /** Stochastic gradient descent with Nesterov's momentum: {@link Sgd#nesterov}. */
  public Trainer nesterov(double learningRate, double momentum) {
    return optimizer(new Sgd(network, momentum).nesterov(), learningRate);
  }

  /** {@link AdamW} with its default settings. */
  public Trainer adamW(double learningRate) {
    return optimizer(new AdamW(network), learningRate);
  }

  /**
   * Any optimizer, made over this trainer's network or a part of it.
   *
   * @param learningRate positive and finite; the schedule multiplies it
   */
  public Trainer optimizer(Optimizer optimizer, double learningRate) {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "trainer: learning rate " + learningRate + ": must be positive and finite");
    }
    this.optimizer = optimizer;
    this.learningRate = learningRate;
    return this;
  }

  /**
   * {@link Optimizer#weightDecay} of the optimizer chosen before.
   *
   * @throws IllegalStateException if none has been
   */
  public Trainer weightDecay(double weightDecay) {
    optimizer().weightDecay(weightDecay);
    return this;
  }

  public Trainer schedule(LearningRate schedule) {
    this.schedule = schedule;
    return this;
  }

  /** What is made small; it decides which kind of target the batches must have. */
  public Trainer loss(Loss loss) {
    this.loss = loss;
    return this;
  }

  /**
   * What is measured beside the loss, of each epoch and of its validation; by none, nothing.
   *
   * @throws IllegalArgumentException if two have one name, or one is called "loss"
   */
  public Trainer metrics(Metric... metrics) {
    TargetCheck.checkNames(List.of(metrics));
    this.metrics = List.of(metrics);
    return this;
  }

  /**
   * Before each step, gates every competition at the temperature for the share of the run's steps
   * that are done. The network is left at the last step's.
   */
  public Trainer temperature(TemperatureSchedule temperature) {
    this.temperature = temperature;
    return this;
  }

  /** Batches to evaluate the network on after every epoch. */
  public Trainer validate(Batches validation) {
    this.validation = validation;
    return this;
  }

  /**
   * The epochs of the whole run: both schedules stretch over them.
   *
   * @param epochs at least 1
   */
  public Trainer epochs(int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException("trainer: epochs " + epochs + ": must be at least 1");
    }
    this.epochs = epochs;
    return this;
  }

  /**
   * Goes on with a run that was interrupted there; the network and the optimizer's state are as
   * they were then.
   */
  public Trainer from(TrainingProgress progress) {
    this.progress = progress;
    return this;
  }

  /** Reports to a listener: every step, every epoch. */
  public Trainer listen(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Reports every epoch, as in {@code listen(metrics -> System.out.println(metrics))}. */
  public Trainer listen(Consumer<EpochMetrics> listener) {
    return listen(
        new TrainingListener() {
          @Override
          public void epoch(EpochMetrics metrics) {
            listener.accept(metrics);
          }
        });
  }

  /** Shows no progress on a terminal, as {@link #fit} does where nobody listens. */
  public Trainer silent() {
    silent = true;
    return this;
  }

  /**
   * Ends {@link #fit} as {@link #stop} does as soon as this says so: asked before every step and
   * every batch of a validation.
   */
  public Trainer stopWhen(BooleanSupplier condition) {
    this.stopWhen = condition;
    return this;
  }

  // ---- use

  /**
   * The optimizer, to save and load its state.
   *
   * @throws IllegalStateException if none has been chosen
   */
  public Optimizer optimizer() {
    if (optimizer == null) {
      throw new IllegalStateException(
          "trainer: no optimizer; choose one first, as in sgd(0.05, 0.9) or adamW(0.001)");
    }
    return optimizer;
  }

  /**
   * How far the run is, to go on {@link #from} there. In the training thread (listeners) it fits
   * the network and the optimizer's state; after a stop too.
   */
  public TrainingProgress progress() {
    return progress;
  }

  /**
   * Ends {@link #fit} after the step that it is at, or within the validation: {@link #progress} is
   * then at the end of its epoch's batches, and {@link #from} there the validation is made. Any
   * thread may ask, listeners too.
   */
  public void stop() {
    stopAsked = true;
  }

  /**
   * Trains the network on every batch of every epoch, and leaves it in training mode; {@link
   * Evaluation} and {@link Module#evaluating} put it in evaluation mode while they run. It begins
   * where {@link #progress} is, so after a whole run there is nothing left for a second call.
   *
   * <p>Without listeners, a line on standard error shows how far it is, if that is a terminal.
   *
   * @throws IllegalStateException if the optimizer or the number of epochs is missing, or no epoch
   *     is left
   * @throws IllegalArgumentException if {@code batches} is empty, an epoch has other than {@link
   *     Batches#count()} batches, or the run goes on from behind an epoch's last one; before the
   *     first step, if the loss or a metric takes another kind of target than the batches or the
   *     validation have, or the smallest batch is one that the network cannot train on
   * @throws IllegalStateException before the first update, if the loss depends on parameters that
   *     are not among the network's, as those of a part that is not registered: names the field
   * @throws NonFiniteLossException if a loss is NaN or infinite; parameters, buffers and optimizer
   *     are then as they were before that step
   */
  public TrainingHistory fit(Batches batches) {
    optimizer();
    if (epochs == 0) {
      throw new IllegalStateException("trainer: no epochs; say how many, as in epochs(30)");
    }
    if (progress.epochs() >= epochs) {
      throw new IllegalStateException(
          "trainer: from epoch "
              + progress.epochs()
              + " of "
              + epochs
              + ": no epoch is left; the run is done, or give it more epochs");
    }
    if (batches.count() < 1) {
      throw new IllegalArgumentException(
          "trainer: there are no batches; the data set is empty, or smaller than one batch");
    }
    if (progress.batches() > batches.count()) {
      throw new IllegalArgumentException(
          "trainer: from batch "
              + progress.batches()
              + " of epoch "
              + progress.epochs()
              + ", whose source counts "
              + batches.count()
              + "; go on with the data and the batch size of the run that was interrupted");
    }
    stopAsked = false;
    return new TrainingRun(this, batches).run();
  }

  // ---- for the run

  Module network() {
    return network;
  }

  Loss loss() {
    return loss;
  }

  List<Metric> chosenMetrics() {
    return metrics != null ? metrics : loss.metrics();
  }

  int epochs() {
    return epochs;
  }

  void progress(TrainingProgress progress) {
    this.progress = progress;
  }

  List<TrainingListener> listeners() {
    return listeners.isEmpty() && !silent
        ? TerminalProgress.ofThisProcess().stream().toList()
        : List.copyOf(listeners);
  }

  Optional<TemperatureSchedule> temperature() {
    return Optional.ofNullable(temperature);
  }

  Optional<Batches> validation() {
    return Optional.ofNullable(validation);
  }

  double learningRate(int step, int totalSteps) {
    return learningRate * schedule.at(step, totalSteps);
  }

  boolean stopAsked() {
    return stopAsked || stopWhen.getAsBoolean();
  }
}
