package decisive.experiments.reproduce;

import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.SweepChart;
import decisive.experiments.train.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Accuracy and multiplications as settings change, each with several seeds: Tables 1 to 3, and what
 * the paper only mentions.
 *
 * @param name of the experiment
 * @param title what it shows
 * @param axis of its chart
 * @param variants at a scale, those of the chart's curves together
 * @param curve the chart's curve that a variant's label belongs to
 * @param findings sentences about the rows
 */
record Sweep(
    String name,
    String title,
    String axis,
    Function<Scale, List<Variant>> variants,
    Function<String, String> curve,
    Function<List<Sweep.Row>, List<String>> findings)
    implements Experiment {

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

    /**
     * Points by which this is better than another, seed by seed: runs of the same seed have the
     * same split of the data and order of the images, so their difference scatters less than each.
     */
    Optional<Estimate> better(Row other) {
      List<Double> differences = new ArrayList<>();
      bySeed.forEach(
          (seed, run) -> {
            if (other.bySeed.containsKey(seed)) {
              differences.add(run.decidedPercent() - other.bySeed.get(seed).decidedPercent());
            }
          });
      return differences.isEmpty() ? Optional.empty() : Optional.of(Estimate.of(differences));
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
            + setting.seeds()
            + " runs with seeds 1 to "
            + setting.seeds()
            + " ("
            + setting.scale().differences()
            + "). Accuracy is of the test images after the last epoch, winners taking all; the"
            + " interval is Student's. Exact: the products if each group has a winner everywhere;"
            + " executed: those whose input is not zero, mean over 512 test images and the runs."
            + " The paper's accuracy is of ResNet-18 on CIFAR-10.",
        chart(rows));
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

  private List<SvgChart> chart(List<Row> rows) {
    Map<String, List<SweepChart.Value>> curves = new LinkedHashMap<>();
    for (Row row : rows) {
      row.decided()
          .ifPresent(
              e ->
                  curves
                      .computeIfAbsent(curve.apply(row.variant().label()), c -> new ArrayList<>())
                      .add(new SweepChart.Value(row.variant().x(), e.mean(), e.halfWidth())));
    }
    if (curves.values().stream().allMatch(values -> values.size() < 2)) {
      return List.of();
    }
    List<SweepChart.Curve> all = new ArrayList<>();
    curves.forEach((label, values) -> all.add(new SweepChart.Curve(label, values)));
    List<SweepChart.Value> papers =
        IntStream.range(0, rows.size())
            .filter(i -> curves.size() == 1 && rows.get(i).variant().paperPercent().isPresent())
            .mapToObj(
                i ->
                    new SweepChart.Value(
                        rows.get(i).variant().x(),
                        rows.get(i).variant().paperPercent().get(),
                        Double.NaN))
            .toList();
    all.add(new SweepChart.Curve("the paper", papers));
    List<SvgChart> charts = new ArrayList<>();
    charts.add(
        SweepChart.of(
            name,
            title,
            title + ": test accuracy after winner-takes-all, with 95 % intervals.",
            axis,
            "test accuracy, %",
            all));
    if (rows.stream().filter(row -> !row.bySeed().isEmpty()).map(Row::exact).distinct().count()
        == rows.size()) {
      charts.add(byCost(rows));
    }
    return charts;
  }

  /** Accuracy against multiplications, where each variant has another number of them. */
  private SvgChart byCost(List<Row> rows) {
    List<SweepChart.Value> exact = new ArrayList<>();
    List<SweepChart.Value> executed = new ArrayList<>();
    for (Row row : rows) {
      Estimate accuracy = row.decided().orElseThrow();
      exact.add(new SweepChart.Value(row.exact(), accuracy.mean(), accuracy.halfWidth()));
      executed.add(new SweepChart.Value(executed(row), accuracy.mean(), Double.NaN));
    }
    return SweepChart.of(
        name + "-multiplications",
        "Accuracy against multiplications an image",
        title + ": up is better, left is cheaper.",
        "multiplications (logarithmic)",
        "test accuracy, %",
        List.of(new SweepChart.Curve("exact", exact), new SweepChart.Curve("executed", executed)));
  }

  private static double executed(Row row) {
    return row.bySeed().values().stream()
        .mapToLong(RunResult::multiplicationsExecuted)
        .average()
        .orElse(0);
  }
}
