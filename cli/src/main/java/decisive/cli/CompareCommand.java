package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.experiments.Runner;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.ComparisonPlan;
import decisive.experiments.compare.ComparisonRun;
import decisive.experiments.report.ComparisonReport;
import decisive.experiments.report.ComparisonTable;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code decisive compare}: deep and shallow associative memories on the same digits. */
final class CompareCommand implements Command {
  @Parameter(names = "--seed", description = "of every random choice")
  private Long seed;

  @Parameter(names = "--k", description = "maps a group, one network each, as in 1,2,4,8,16")
  private List<Integer> k;

  @Parameter(names = "--epochs", description = "passes over the training images")
  private Integer epochs;

  @Parameter(names = "--out", description = "directory for report.html, results.json and charts")
  private String out = "runs/compare";

  @ParametersDelegate private ThreadOption threads = new ThreadOption();

  @Parameter(
      names = "--quick",
      description = "fewer networks and epochs: seconds instead of a minute")
  private boolean quick;

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String summary() {
    return "trains small deciding networks on digits and compares them with the shallow memory";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive compare",
        "decisive compare --quick --out runs/first",
        "decisive compare --seed 7 --k 1,2,4 --epochs 20 --threads 1");
  }

  @Override
  public int run(Console console) throws IOException {
    ComparisonPlan plan = plan();
    threads.apply();
    Path directory = OutputDirectory.ready(out); // before the work, not after it
    console
        .err()
        .printf(
            Locale.ROOT,
            "seed %d, %s kernels, %s, JDK %s%n",
            plan.seed(),
            KernelSet.active().name(),
            Workers.threads() == 1 ? "1 thread" : Workers.threads() + " threads",
            System.getProperty("java.version"));
    ComparisonRun run = new ComparisonRun(plan);
    Comparison comparison;
    try (ConsoleProgress bar = new ConsoleProgress("training", run.steps(), console.err())) {
      comparison = run.run(Runner.threads(), bar.progress(), commandLine(plan), Decisive.version());
    }
    ComparisonReport.write(comparison, directory);
    console.out().print(ComparisonTable.text(comparison));
    console.out().println("weights_sha256 " + comparison.weightsSha256());
    console.out().println("report: " + directory.resolve("report.html"));
    return ExitCode.SUCCESS;
  }

  private ComparisonPlan plan() {
    ComparisonPlan base = quick ? ComparisonPlan.QUICK : ComparisonPlan.STANDARD;
    try {
      return new ComparisonPlan(
          seed == null ? base.seed() : seed,
          k == null ? base.k() : k,
          epochs == null ? base.epochs() : epochs);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** The command that repeats the run; threads and directory change nothing in it. */
  private static String commandLine(ComparisonPlan plan) {
    String groups = plan.k().stream().map(String::valueOf).collect(Collectors.joining(","));
    return "decisive compare --seed "
        + plan.seed()
        + " --k "
        + groups
        + " --epochs "
        + plan.epochs();
  }
}
