package decisive.experiments.train;

import decisive.datasets.ImageDataset;
import decisive.datasets.PrefetchedBatches;
import decisive.experiments.Progress;
import decisive.experiments.compare.Environment;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.EpochMetrics;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingListener;
import decisive.nn.train.TrainingProgress;
import decisive.nn.train.loss.CrossEntropy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A training run in a directory: begun there, or gone on with from its last saved state, and saved
 * again and again. However often and wherever it was interrupted, it ends with the same bits.
 *
 * <p>An epoch is written down in this order: the best network if it is the best, the state with the
 * epoch's metrics, the line of metrics, the report. So what the state tells of is always there, and
 * what is there beyond the state comes again, the same, when the run goes on.
 */
public final class TrainingSession {
  private final RunDirectory directory;
  private final RunConfig config;
  private final RunData data;
  private final RunCheckpoint checkpoint;
  private final String version;
  private final ResNet network;
  private final Trainer trainer;
  private final PrefetchedBatches batches;
  private final boolean resumed;
  private RunHistory history = new RunHistory(List.of());

  /** What the epoch's wait for data is, less {@link PrefetchedBatches#waitedSeconds}. */
  private double waitedBefore;

  private String saved = "nothing";

  /** Writes a run down for people. */
  public interface Report {
    void write(RunRecord run) throws IOException;
  }

  /**
   * Reads the data, makes the network, and takes up the state that the directory holds, if any.
   *
   * @param version of Decisive, for the record
   * @throws IOException if the data set or the state cannot be read
   * @throws IllegalArgumentException if the state is of another training: says what differs
   */
  public TrainingSession(RunDirectory directory, RunConfig config, String version)
      throws IOException {
    this.directory = directory;
    this.config = config;
    this.version = version;
    this.data = RunData.load(config);
    ImageDataset images = data.train();
    network = config.design(images.channels(), images.classes()).build(config.seed());
    checkpoint = new RunCheckpoint(directory, config, data, version);
    trainer = new Trainer(network);
    if (config.nesterov()) {
      trainer.nesterov(config.lr(), config.momentum());
    } else {
      trainer.sgd(config.lr(), config.momentum());
    }
    batches = data.trainingBatches();
    trainer
        .weightDecay(config.weightDecay())
        .schedule(config.learningRate())
        .loss(new CrossEntropy(config.labelSmoothing()))
        .temperature(config.temperatureSchedule())
        .epochs(config.epochs())
        .validate(data.testBatches());
    Optional<RunCheckpoint.State> state = checkpoint.load(network, trainer.optimizer());
    resumed = state.isPresent();
    state.ifPresent(
        from -> {
          trainer.from(from.progress());
          history = from.history();
          waitedBefore = from.waitedSeconds();
        });
  }

  /** Steps in the whole run. */
  public long steps() {
    return (long) config.epochs() * batches.count();
  }

  /** Steps that are done. */
  public long stepsDone() {
    TrainingProgress progress = trainer.progress();
    return (long) progress.epochs() * batches.count() + progress.batches();
  }

  /** Everything that there is to report until now. */
  public RunRecord record() {
    ImageDataset train = data.train();
    return new RunRecord(
        config,
        network.design(),
        network.parameterCount(),
        new RunRecord.Data(
            train.height(),
            train.width(),
            train.size(),
            data.test().size(),
            data.trainSha256(),
            data.testSha256()),
        Environment.now(config.seed(), version),
        history,
        WeightsHash.of(network));
  }

  /**
   * Trains until the run is done, the deadline is near, or a stop is asked for; the state is saved
   * then, and in between.
   *
   * @param saveEvery the time between two saves within an epoch
   * @param stop asked before every step and every batch of a validation
   * @param report written at the beginning and after each epoch
   * @return whether the run is done
   * @throws IOException if a file cannot be written: names it, and says what is safe
   * @throws IllegalStateException if a loss or a weight is not finite; the last state without is
   *     kept
   */
  public boolean run(
      Duration saveEvery, Deadline deadline, BooleanSupplier stop, Progress progress, Report report)
      throws IOException {
    begin(progress, report);
    if (trainer.progress().epochs() == config.epochs()) {
      return true;
    }
    Recorder recorder = new Recorder(saveEvery.toNanos(), deadline, progress, report);
    try {
      trainer
          .stopWhen(() -> stop.getAsBoolean() || deadline.reached())
          .listen(recorder)
          .fit(batches);
      if (history.epochs().size() < config.epochs()) {
        recorder.save();
        return false;
      }
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          e.getMessage() + " " + directory.last() + " holds the state of " + saved + ".", e);
    }
  }

  /** Brings the files in line with the state. */
  private void begin(Progress progress, Report report) throws IOException {
    directory.write(config);
    if (resumed) {
      saved = position();
      history.best().ifPresent(best -> checkBest(best.epoch(), progress));
    } else {
      save();
    }
    directory.write(history);
    write(report);
  }

  private void checkBest(int epoch, Progress progress) {
    int held = checkpoint.bestEpoch();
    // One that is newer than the state is made again.
    if (held != epoch && held <= history.epochs().size()) {
      progress.note(
          directory.best()
              + " is missing, or not that of epoch "
              + epoch
              + ", the best; only a better epoch will replace it");
    }
  }

  private void write(Report report) throws IOException {
    RunRecord run = record();
    directory.writing(directory.report(), () -> report.write(run));
  }

  private void save() throws IOException {
    checkpoint.saveLast(
        network,
        trainer.optimizer(),
        new RunCheckpoint.State(trainer.progress(), history, waitedSeconds()));
    saved = position();
  }

  private double waitedSeconds() {
    return waitedBefore + batches.waitedSeconds();
  }

  private String position() {
    TrainingProgress progress = trainer.progress();
    return "epoch "
        + (progress.epochs() + 1)
        + " of "
        + config.epochs()
        + ", batch "
        + progress.batches()
        + " of "
        + batches.count();
  }

  /** Writes the run down while it goes. */
  private final class Recorder implements TrainingListener {
    private final long saveEvery;
    private final Deadline deadline;
    private final Progress progress;
    private final Report report;
    private long savedAt = System.nanoTime();

    Recorder(long saveEvery, Deadline deadline, Progress progress, Report report) {
      this.saveEvery = saveEvery;
      this.deadline = deadline;
      this.progress = progress;
      this.report = report;
    }

    @Override
    public void step(int step, double loss) {
      progress.step();
      deadline.worked();
      if (System.nanoTime() - savedAt >= saveEvery) {
        unchecked(this::save);
      }
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      deadline.worked();
      EpochRecord epoch = EpochRecord.of(metrics, waitedSeconds());
      history = history.with(epoch);
      waitedBefore = -batches.waitedSeconds();
      unchecked(
          () -> {
            if (history.best().orElseThrow() == epoch) {
              checkpoint.saveBest(network, epoch);
            }
            save();
            directory.append(epoch);
            write(report);
          });
      progress.note(epoch.toString());
    }

    void save() throws IOException {
      long start = System.nanoTime();
      TrainingSession.this.save();
      savedAt = System.nanoTime();
      deadline.saved(savedAt - start);
    }

    private static void unchecked(RunDirectory.Writing writing) {
      try {
        writing.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
