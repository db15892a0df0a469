package decisive.experiments.reproduce;

import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.train.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Accuracy and multiplications as settings change, each with several seeds: Tables 1 to 3, and what
 * the paper only mentions.
 *
 * @param name of the experiment
 * @param title what it shows
 * @param variants at a scale
 * @param pictures of the rows
 * @param findings sentences about the rows
 */
record Sweep(
    String name,
    String title,
    Function<Scale, List<Variant>> variants,
    Pictures pictures,
    Function<List<Sweep.Row>, List<String>> findings)
    implements Experiment {

  /** Draws what came out. */
  interface Pictures {
    List<SvgChart> of(String name, String title, List<Row> rows);
  }

  /**
   * A variant's runs together.
   *
   * @param decided empty where none was done
   * @param gated the same
   * @param bySeed the runs that were done
   */
  record Row(
      Variant variant,
      Optional<Estimate> decided,
      Optional<Estimate> gated,
      SortedMap<Long, RunResult> bySeed) {
    static Row of(Variant variant, List<RunOutcome> outcomes) {
      SortedMap<Long, RunResult> done = new TreeMap<>();
      outcomes.forEach(one -> one.result().ifPresent(r -> done.put(one.config().seed(), r)));
      return new Row(
          variant,
          estimate(done, RunResult::decidedPercent),
          estimate(done, RunResult::gatedPercent),
          done);
    }

    private static Optional<Estimate> estimate(
        SortedMap<Long, RunResult> runs, Function<RunResult, Double> value) {
      return runs.isEmpty()
          ? Optional.empty()
          : Optional.of(Estimate.of(runs.values().stream().map(value).toList()));
    }

    /** Points by which this is better than another, seed by seed. */
    Optional<Estimate> better(Row other) {
      return Estimate.ofDifferences(decidedBySeed(), other.decidedBySeed());
    }

    private SortedMap<Long, Double> decidedBySeed() {
      SortedMap<Long, Double> decided = new TreeMap<>();
      bySeed.forEach((seed, run) -> decided.put(seed, run.decidedPercent()));
      return decided;
    }

    long exact() {
      return bySeed.get(bySeed.firstKey()).multiplicationsExact();
    }
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    List<RunConfig> runs = new ArrayList<>();
    for (Variant variant : variants.apply(setting.scale())) {
      for (int seed = 1; seed <= setting.seeds(); seed++) {
        runs.add(setting.scale().run(setting.data(), variant.changes(), seed));
      }
    }
    return runs;
  }

  @Override
  public Section section(
      Setting setting, List<RunOutcome> outcomes, Study study, Progress progress) {
    List<Variant> all = variants.apply(setting.scale());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int from = i * setting.seeds();
      rows.add(Row.of(all.get(i), outcomes.subList(from, from + setting.seeds())));
    }
    return new Section(
        name,
        title,
        List.of(
            "",
            "accuracy, %",
            "± (95 %)",
            "with the gate, %",
            "multiplications, exact",
            "executed",
            "runs",
            "the paper's, %"),
        rows.stream().map(Sweep::cells).toList(),
        findings.apply(rows),
        "Each row: "
            + (setting.seeds() == 1
                ? "1 run with seed 1"
                : setting.seeds() + " runs with seeds 1 to " + setting.seeds())
            + " ("
            + setting.scale().differences()
            + "). Accuracy is of the test images after the last epoch, winners taking all; the"
            + " interval is Student's. Exact: the products if each group has a winner everywhere;"
            + " executed: those whose input is not zero, mean over 512 test images and the runs."
            + " The paper's accuracy is of ResNet-18 on CIFAR-10.",
        pictures.of(name, title, rows));
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.variant().label(),
        row.decided().map(e -> number(e.mean())).orElse("–"),
        row.decided().filter(e -> e.runs() > 1).map(e -> number(e.halfWidth())).orElse("–"),
        row.gated().map(e -> number(e.mean())).orElse("–"),
        row.bySeed().isEmpty() ? "–" : String.format(Locale.ROOT, "%,d", row.exact()),
        row.bySeed().isEmpty() ? "–" : String.format(Locale.ROOT, "%,.0f", executed(row)),
        String.valueOf(row.bySeed().size()),
        row.variant().paperPercent().map(Sweep::number).orElse("–"));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static double executed(Row row) {
    return row.bySeed().values().stream()
        .mapToLong(RunResult::multiplicationsExecuted)
        .average()
        .orElse(0);
  }
}
