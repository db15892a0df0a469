package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.experiments.Runner;
import decisive.experiments.capacity.CapacityCurve;
import decisive.experiments.capacity.CapacityPlan;
import decisive.experiments.capacity.CapacityRun;
import decisive.experiments.capacity.CapacityStudy;
import decisive.experiments.capacity.StudiedModel;
import decisive.experiments.report.CapacityReport;
import decisive.experiments.report.CapacityTable;
import decisive.memory.RetrievalRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code decisive memory capacity}: how many messages memories hold, measured and by formula. */
final class MemoryCapacityCommand implements Command {
  @Parameter(names = "--clusters", description = "c of a message", order = 1)
  private int clusters = 8;

  @Parameter(names = "--fanals", description = "l of a cluster", order = 2)
  private int fanals = 256;

  @Parameter(names = "--erased", description = "clusters erased in each query", order = 3)
  private int erased = 4;

  @Parameter(names = "--wrong", description = "clusters with another symbol", order = 4)
  private int wrong = 0;

  @Parameter(names = "--messages", description = "stored, increasing", order = 5)
  private List<Integer> messages = List.of(5000, 10_000, 15_000, 20_000, 25_000, 30_000);

  @Parameter(
      names = "--models",
      description =
          "clique-one-step, clique, hetero, deep, willshaw, willshaw-anywhere, amari, scan,"
              + " hopfield, projection (all unless given)",
      order = 6)
  private List<String> models;

  @ParametersDelegate private RuleOptions rules = new RuleOptions();

  @Parameter(names = "--memories", description = "filled for each model", order = 7)
  private int memories = 4;

  @Parameter(
      names = "--recalls",
      description = "asked of each memory at each size, of hopfield and projection a tenth",
      order = 8)
  private int recalls = 500;

  @Parameter(names = "--confidence", description = "of the intervals", order = 9)
  private double confidence = 0.95;

  @Parameter(names = "--seed", description = "of every random choice", order = 10)
  private long seed = 1;

  @ParametersDelegate private ThreadOption threads = new ThreadOption();

  @Parameter(
      names = "--out",
      description = "directory for report.html, results.json and charts",
      order = 12)
  private String out = "runs/capacity";

  @Override
  public String name() {
    return "memory capacity";
  }

  @Override
  public String summary() {
    return "measures how many messages memories hold, beside the formulas";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive memory capacity",
        "decisive memory capacity --clusters 8 --fanals 256 --erased 4 --messages 5000,10000",
        "decisive memory capacity --models clique,scan --erased 0 --wrong 2 --rule sum-of-sum");
  }

  @Override
  public int run(Console console) throws IOException {
    CapacityPlan plan = plan();
    threads.apply();
    Path directory = OutputDirectory.ready(out); // before the work, not after it
    CapacityRun run = new CapacityRun(plan);
    List<CapacityCurve> curves;
    try (ConsoleProgress bar = new ConsoleProgress("measuring", run.steps(), console.err())) {
      curves = run.run(Runner.threads(), bar.progress());
    }
    CapacityStudy study =
        new CapacityStudy(
            commandLine(plan),
            Decisive.version(),
            System.getProperty("java.version"),
            plan,
            curves);
    CapacityReport.write(study, directory);
    console.out().print(CapacityTable.text(study));
    console.out().println("report: " + directory.resolve("report.html"));
    return ExitCode.SUCCESS;
  }

  private CapacityPlan plan() {
    RetrievalRule rule = rules.rule();
    try {
      return new CapacityPlan(
          clusters,
          fanals,
          erased,
          wrong,
          messages,
          models == null ? all() : models,
          rules.words(),
          memories,
          recalls,
          confidence,
          seed,
          rule);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static List<String> all() {
    return Arrays.stream(StudiedModel.values()).map(StudiedModel::title).toList();
  }

  /** The command that repeats the study; threads and directory change nothing in it. */
  private static String commandLine(CapacityPlan plan) {
    return "decisive memory capacity --clusters "
        + plan.clusters()
        + " --fanals "
        + plan.fanals()
        + " --erased "
        + plan.erased()
        + " --wrong "
        + plan.wrong()
        + " --messages "
        + plan.messages().stream().map(String::valueOf).collect(Collectors.joining(","))
        + " --models "
        + String.join(",", plan.models())
        + " "
        + plan.rule()
        + " --memories "
        + plan.memories()
        + " --recalls "
        + plan.recalls()
        + " --confidence "
        + plan.confidence()
        + " --seed "
        + plan.seed();
  }
}
