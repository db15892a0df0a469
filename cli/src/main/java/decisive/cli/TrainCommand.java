package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.experiments.report.TrainingReport;
import decisive.experiments.train.Deadline;
import decisive.experiments.train.EpochRecord;
import decisive.experiments.train.InvalidSettingException;
import decisive.experiments.train.RunConfig;
import decisive.experiments.train.RunConfigJson;
import decisive.experiments.train.RunDirectory;
import decisive.experiments.train.RunRecord;
import decisive.experiments.train.TrainingSession;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code decisive train}: trains a network in a directory of its own, and goes on with a run. */
final class TrainCommand implements Command {
  private static final Duration SAVE_EVERY = Duration.ofMinutes(1);

  @ParametersDelegate private final TrainingOptions options = new TrainingOptions();

  @Parameter(
      names = "--config",
      description = "JSON file with these settings, such as a run's config.json; options win",
      order = 91)
  private Path config;

  @Parameter(names = "--out", description = "new directory for the run", order = 92)
  private String out;

  @Parameter(
      names = "--resume",
      description = "directory of a run to go on with, to the same bits as without interruption",
      order = 93)
  private Path resume;

  @Parameter(
      names = "--deadline",
      description = "stop in time before this time is over, saved: 30m, 1h30m, 45s",
      converter = DurationConverter.class,
      order = 94)
  private Duration deadline;

  @Parameter(
      names = "--save-every",
      description = "time between two saves within an epoch (1m)",
      converter = DurationConverter.class,
      order = 95)
  private Duration saveEvery;

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "trains a deciding network on a data set, and goes on with a run that was interrupted";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive train --data digits --model resnet8 --k 2 --batch 64 --lr 0.05 --out runs/digits",
        "decisive train --resume runs/digits",
        "decisive train --config runs/digits/config.json --seed 7 --out runs/digits7",
        "decisive train --data cifar10:cifar-10-binary.tar.gz --model resnet20 --k 4 \\\n"
            + "    --temperature 1:1000 --deadline 30m --out runs/cifar");
  }

  /**
   * @throws UsageException if an option is wrong, or a setting missing everywhere
   * @throws IllegalArgumentException if a setting in a file is wrong
   */
  @Override
  public int run(Console console) throws IOException {
    checkTogether();
    Map<String, Object> given = options.given();
    try {
      return run(console, given);
    } catch (InvalidSettingException e) {
      Path file = resume == null ? config : resume;
      if (file == null || given.containsKey(e.key())) {
        throw new UsageException("--" + e.key().replace('_', '-') + " " + e.problem());
      }
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private int run(Console console, Map<String, Object> given) throws IOException {
    Deadline end = Deadline.after(Optional.ofNullable(deadline));
    RunConfig begun =
        resume == null ? RunConfigJson.read(config, given) : null; // before a directory is made
    try (RunDirectory directory =
        resume == null
            ? RunDirectory.create(OutputDirectory.ready(out))
            : RunDirectory.open(resume)) {
      RunConfig settings = resume == null ? begun : resumed(directory, given);
      if (settings.threads() != null) {
        Workers.use(settings.threads());
      }
      TrainingSession session = new TrainingSession(directory, settings, Decisive.version());
      RunRecord before = session.record();
      options.model().checkSizes(before.design(), settings.data());
      announce(console, session, before);
      boolean done;
      try (Interruption interruption = new Interruption(console.err());
          ConsoleProgress bar = bar(session, console)) {
        done =
            session.run(
                saveEvery == null ? SAVE_EVERY : saveEvery,
                end,
                interruption::asked,
                bar.progress(),
                run -> TrainingReport.write(run, directory.report()));
      }
      report(console, session.record(), directory, done);
    }
    return ExitCode.SUCCESS;
  }

  private void checkTogether() {
    if (resume == null && out == null) {
      throw new UsageException("--out is needed, a directory for the run; or --resume one");
    }
    if (resume != null && out != null) {
      throw new UsageException("--out and --resume exclude one another");
    }
    if (resume != null && config != null) {
      throw new UsageException("--resume has a configuration of its own; leave --config out");
    }
  }

  /**
   * @throws UsageException if options ask for another training than the run's
   */
  private static RunConfig resumed(RunDirectory directory, Map<String, Object> given)
      throws IOException {
    RunConfig own = RunConfigJson.read(directory.config(), Map.of());
    RunConfig asked = RunConfigJson.read(directory.config(), given);
    List<String> differences = RunConfigJson.differences(asked, own);
    if (!differences.isEmpty()) {
      throw new UsageException(
          "--resume "
              + directory.path()
              + ": goes on only with the settings it was begun with: "
              + String.join("; ", differences));
    }
    return asked;
  }

  private static ConsoleProgress bar(TrainingSession session, Console console) {
    long left = session.steps() - session.stepsDone();
    return new ConsoleProgress("training", Math.max(1, left), console.err());
  }

  private static void announce(Console console, TrainingSession session, RunRecord run) {
    console
        .err()
        .printf(
            Locale.ROOT,
            "%s: %,d images to learn, %,d to test; seed %d, %s kernels, %s, JDK %s%n",
            run.config().data(),
            run.data().trainImages(),
            run.data().testImages(),
            run.config().seed(),
            KernelSet.active().name(),
            Workers.threads() == 1 ? "1 thread" : Workers.threads() + " threads",
            System.getProperty("java.version"));
    if (session.stepsDone() > 0) {
      console
          .err()
          .printf(Locale.ROOT, "going on at step %d of %d%n", session.stepsDone(), session.steps());
    }
  }

  private static void report(Console console, RunRecord run, RunDirectory directory, boolean done) {
    run.history()
        .best()
        .ifPresent(
            best -> {
              EpochRecord last = run.history().last().orElseThrow();
              console
                  .out()
                  .printf(
                      Locale.ROOT,
                      "test accuracy, decided: %.2f %% after epoch %d; best %.2f %% after epoch %d%n",
                      last.decidedAccuracyPercent(),
                      last.epoch(),
                      best.decidedAccuracyPercent(),
                      best.epoch());
            });
    console.out().println("weights_sha256 " + run.weightsSha256());
    console.out().println("report: " + directory.report());
    if (!done) {
      console
          .out()
          .println("stopped and saved; go on with: decisive train --resume " + directory.path());
    }
  }
}
