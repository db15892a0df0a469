package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.experiments.compare.Environment;
import decisive.experiments.report.ReproductionReport;
import decisive.experiments.report.TrainingReport;
import decisive.experiments.reproduce.Experiment;
import decisive.experiments.reproduce.Experiments;
import decisive.experiments.reproduce.RunOutcome;
import decisive.experiments.reproduce.Scale;
import decisive.experiments.reproduce.Section;
import decisive.experiments.reproduce.Study;
import decisive.experiments.train.RunConfig;
import decisive.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** {@code decisive reproduce}: a table or figure of the paper, at a scale that is chosen. */
final class ReproduceCommand implements Command {
  private static final int MOST_SEEDS = 1000;

  @Parameter(description = "EXPERIMENT")
  private List<String> words = new ArrayList<>();

  @Parameter(
      names = "--scale",
      description =
          "minutes (digits, a small network), hours (CIFAR-10, ResNet-20, 5 epochs) or paper"
              + " (CIFAR-10, ResNet-18, 300 epochs)",
      order = 1)
  private String scale = "minutes";

  @Parameter(
      names = "--data",
      description = "data set, as in cifar10:PATH (digits where the scale is minutes)",
      order = 2)
  private String data;

  @Parameter(
      names = "--seeds",
      description =
          "runs of each configuration, with seeds 1, 2, … (minutes: 5, hours: 1, paper: 3)",
      order = 3)
  private Integer seeds;

  @Parameter(
      names = "--parallel",
      description =
          "runs at a time, each on one thread; 1: on all of them (as many as there are threads)",
      order = 4)
  private Integer parallel;

  @Parameter(
      names = "--out",
      description = "directory for the runs, report.html, results.json and tables",
      order = 92)
  private String out = "runs/reproduce";

  @ParametersDelegate private final ThreadOption threads = new ThreadOption();

  @Override
  public String name() {
    return "reproduce";
  }

  @Override
  public String summary() {
    return "reruns a table or a figure of the paper, as in table1, or all of them";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive reproduce table1",
        "decisive reproduce all --scale minutes --seeds 5 --out runs/paper",
        "decisive reproduce table1 --scale hours --data cifar10:cifar-10-binary.tar.gz \\\n"
            + "    --parallel 1 --out runs/cifar");
  }

  @Override
  public int run(Console console) throws IOException {
    List<Experiment> experiments = experiments();
    Experiment.Setting setting = setting();
    threads.apply();
    Runner runner = runner();
    Path directory = OutputDirectory.ready(out);
    List<RunConfig> runs = new ArrayList<>();
    experiments.forEach(experiment -> runs.addAll(experiment.runs(setting)));
    List<RunOutcome> outcomes;
    boolean stopped;
    List<Section> sections = new ArrayList<>();
    try (Interruption interruption = new Interruption(console.err())) {
      Study study =
          new Study(
              directory.resolve("runs"),
              runner,
              TrainingReport::write,
              Decisive.version(),
              interruption::asked);
      announce(console, setting, study, runs);
      try (ConsoleProgress bar =
          new ConsoleProgress("training", Math.max(1, study.steps(runs)), console.err())) {
        outcomes = study.run(runs, bar.progress());
      }
      stopped = interruption.asked();
      int from = 0;
      for (Experiment experiment : experiments) {
        int count = experiment.runs(setting).size();
        if (!stopped) {
          sections.add(
              section(experiment, setting, outcomes.subList(from, from + count), study, console));
        }
        from += count;
      }
    }
    if (stopped) {
      console.out().println("stopped and saved; the same command goes on");
      return ExitCode.SUCCESS;
    }
    ReproductionReport.write(
        commandLine(setting),
        sections,
        outcomes,
        Environment.now(1, Decisive.version()),
        directory);
    console.out().print(ReproductionReport.text(sections));
    console.out().println("report: " + directory.resolve("report.html"));
    boolean failed =
        outcomes.stream().anyMatch(outcome -> outcome.failure().isPresent())
            || sections.stream().anyMatch(section -> section.headings().isEmpty());
    return failed ? ExitCode.FAILURE : ExitCode.SUCCESS;
  }

  /**
   * What it found; where that fails, a section that reports why, so that the others are not lost.
   */
  private static Section section(
      Experiment experiment,
      Experiment.Setting setting,
      List<RunOutcome> outcomes,
      Study study,
      Console console) {
    long steps = experiment.steps(setting);
    if (steps == 0) {
      return section(experiment, setting, outcomes, study, Progress.silent());
    }
    try (ConsoleProgress bar =
        new ConsoleProgress("measuring " + experiment.name(), steps, console.err())) {
      return section(experiment, setting, outcomes, study, bar.progress());
    }
  }

  private static Section section(
      Experiment experiment,
      Experiment.Setting setting,
      List<RunOutcome> outcomes,
      Study study,
      Progress progress) {
    try {
      return experiment.section(setting, outcomes, study, progress);
    } catch (IOException | IllegalArgumentException e) {
      return new Section(
          experiment.name(),
          experiment.title(),
          List.of(),
          List.of(),
          List.of("Could not be measured: " + e.getMessage()),
          "",
          List.of());
    }
  }

  private List<Experiment> experiments() {
    if (words.size() != 1) {
      throw new UsageException(
          "name one of " + String.join(", ", Experiments.names()) + ", or all");
    }
    try {
      return Experiments.named(words.get(0));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private Runner runner() {
    if (parallel == null) {
      return Runner.threads();
    }
    IntegerRange.check("--parallel", parallel, 1, Workers.threads());
    return parallel == 1 ? Runner.inOrder() : Runner.threads(parallel);
  }

  private Experiment.Setting setting() {
    Scale chosen;
    try {
      chosen = Scale.valueOf(scale.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--scale " + scale + ": choose minutes, hours or paper");
    }
    if (data == null && !chosen.hasData()) {
      throw new UsageException("--data is needed at this scale, as in cifar10:PATH");
    }
    int count = seeds == null ? chosen.seeds() : seeds;
    IntegerRange.check("--seeds", count, 1, MOST_SEEDS);
    return new Experiment.Setting(chosen, data, count);
  }

  private static void announce(
      Console console, Experiment.Setting setting, Study study, List<RunConfig> runs) {
    int all = new LinkedHashSet<>(runs).size();
    console
        .err()
        .printf(
            Locale.ROOT,
            "%d training %s, %d of them done before, %s; each: %s%n",
            all,
            all == 1 ? "run" : "runs",
            all - study.missing(runs).size(),
            estimate(study, runs),
            setting.scale().differences());
  }

  private static String estimate(Study study, List<RunConfig> runs) {
    try {
      return String.format(Locale.ROOT, "about %.0f minutes", Math.ceil(study.seconds(runs) / 60));
    } catch (IOException e) { // the runs themselves will say so
      return "how long is not known (" + e.getMessage() + ")";
    }
  }

  private String commandLine(Experiment.Setting setting) {
    return "decisive reproduce "
        + words.get(0)
        + " --scale "
        + scale.toLowerCase(Locale.ROOT)
        + (data == null ? "" : " --data " + data)
        + " --seeds "
        + setting.seeds();
  }
}
