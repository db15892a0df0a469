package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.datasets.corruption.Corruption;
import decisive.experiments.evaluate.EvaluationPlan;
import decisive.experiments.evaluate.EvaluationPlan.FewShot;
import decisive.experiments.evaluate.EvaluationRun;
import decisive.experiments.evaluate.NetworkEvaluation;
import decisive.experiments.report.EvaluationReport;
import decisive.experiments.report.EvaluationTable;
import decisive.experiments.train.RunConfig;
import decisive.experiments.train.TrainedNetwork;
import decisive.nn.competition.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code decisive evaluate}: how good a trained network is, also under noise and at few-shot. */
final class EvaluateCommand implements Command {
  private static final long SEED = 42;
  private static final int LARGEST_BATCH = 65536;
  private static final int MOST_EPISODES = 100_000_000;
  private static final Pattern FEW_SHOT = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

  @Parameter(
      names = "--checkpoint",
      description = "the network, such as a run's best.safetensors",
      required = true,
      order = 1)
  private Path checkpoint;

  @Parameter(
      names = "--data",
      description = "data set, as in digits or cifar10:PATH (the run's own)",
      order = 2)
  private String data;

  @Parameter(
      names = "--phase",
      description =
          "of the competition: relu, temperature=T or wta, or several (the last temperature of the"
              + " training, and wta)",
      converter = PhaseConverter.class,
      order = 3)
  private List<Phase> phases;

  @Parameter(
      names = "--corrupt",
      description =
          "noise: gaussian, shot or impulse, at severities as in gaussian:1-5 or shot:3, or several",
      order = 4)
  private List<String> corrupt = List.of();

  @Parameter(
      names = "--few-shot",
      description = "classes that each episode tells apart x images of each, as in 5x5",
      order = 5)
  private String fewShot;

  @Parameter(names = "--episodes", description = "of few-shot (10000)", order = 6)
  private Integer episodes;

  @Parameter(
      names = "--queries",
      description = "images of a class that an episode judges by (595, or what there is)",
      order = 7)
  private Integer queries;

  @Parameter(names = "--batch", description = "images at a time", order = 8)
  private int batch = 128;

  @Parameter(
      names = "--seed",
      description = "of the split, noise and episodes (the run's own)",
      order = 9)
  private Long seed;

  @ParametersDelegate private final ThreadOption threads = new ThreadOption();

  @Parameter(names = "--json", description = "print JSON instead of tables", order = 91)
  private boolean json;

  @Parameter(
      names = "--out",
      description = "directory for report.html and results.json",
      order = 92)
  private String out;

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "measures a trained network on test images, under noise and on unseen classes";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive evaluate --checkpoint runs/digits/best.safetensors",
        "decisive evaluate --checkpoint runs/cifar/best.safetensors --corrupt gaussian:1-5,shot \\\n"
            + "    --out runs/cifar/noise",
        "decisive evaluate --checkpoint runs/fs/best.safetensors"
            + " --data cifar-fs:cifar-100-binary.tar.gz \\\n    --few-shot 5x5");
  }

  @Override
  public int run(Console console) throws IOException {
    IntegerRange.check("--batch", batch, 1, LARGEST_BATCH);
    List<Corruption> corruptions = corruptions();
    Optional<FewShot> asked = fewShot();
    threads.apply();
    TrainedNetwork trained = TrainedNetwork.read(checkpoint);
    EvaluationPlan plan =
        new EvaluationPlan(
            data(trained), seed(trained), phases(trained), corruptions, asked, batch);
    Path directory = out == null ? null : OutputDirectory.ready(out); // before the work
    EvaluationRun run =
        new EvaluationRun(trained, plan, DataInfoCommand.named(plan.data(), plan.seed()));
    NetworkEvaluation found;
    try (ConsoleProgress bar = new ConsoleProgress("evaluating", run.steps(), console.err())) {
      found = run.run(bar.progress(), Decisive.version());
    }
    if (directory != null) {
      EvaluationReport.write(found, directory);
    }
    console.out().print(json ? EvaluationReport.json(found) : EvaluationTable.text(found));
    if (directory != null && !json) {
      console.out().println("report: " + directory.resolve("report.html"));
    }
    return ExitCode.SUCCESS;
  }

  private List<Corruption> corruptions() {
    List<Corruption> all = new ArrayList<>();
    for (String text : corrupt) {
      try {
        all.addAll(Corruption.parseRange(text));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--corrupt " + text + ": " + e.getMessage());
      }
    }
    return all.stream().distinct().toList();
  }

  private Optional<FewShot> fewShot() {
    if (fewShot == null) {
      if (episodes != null || queries != null) {
        throw new UsageException(
            (episodes != null ? "--episodes" : "--queries")
                + " is of few-shot evaluation; add --few-shot 5x5");
      }
      return Optional.empty();
    }
    Matcher matcher = FEW_SHOT.matcher(fewShot);
    if (!matcher.matches()) {
      throw new UsageException(
          "--few-shot " + fewShot + ": want classes x images of each, as in 5x5");
    }
    int ways = Integer.parseInt(matcher.group(1));
    int shots = Integer.parseInt(matcher.group(2));
    if (ways < 2 || shots < 1) {
      throw new UsageException(
          "--few-shot " + fewShot + ": want 2 classes or more and 1 image or more");
    }
    int many = episodes == null ? FewShot.EPISODES : episodes;
    IntegerRange.check("--episodes", many, 2, MOST_EPISODES);
    if (queries != null) {
      IntegerRange.check("--queries", queries, 1, Integer.MAX_VALUE);
    }
    return Optional.of(new FewShot(ways, shots, Optional.ofNullable(queries), many));
  }

  private String data(TrainedNetwork trained) {
    if (data != null) {
      return data;
    }
    return trained
        .config()
        .map(RunConfig::data)
        .orElseThrow(
            () ->
                new UsageException(
                    "--data is needed: "
                        + checkpoint
                        + " does not say what its network was trained on"));
  }

  private long seed(TrainedNetwork trained) {
    return seed != null ? seed : trained.config().map(RunConfig::seed).orElse(SEED);
  }

  private List<Phase> phases(TrainedNetwork trained) {
    return phases != null ? phases : trained.phases();
  }
}
