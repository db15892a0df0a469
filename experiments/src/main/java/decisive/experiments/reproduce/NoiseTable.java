package decisive.experiments.reproduce;

import decisive.datasets.corruption.Corruption;
import decisive.datasets.corruption.Noise;
import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.SweepChart;
import decisive.experiments.evaluate.EvaluationPlan;
import decisive.experiments.evaluate.EvaluationRun;
import decisive.experiments.evaluate.NetworkEvaluation;
import decisive.experiments.train.RunConfig;
import decisive.nn.competition.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Table 5: accuracy under noise, on the networks of Table 1. */
final class NoiseTable implements Experiment {
  private static final int BATCH = 64;

  /** Means over five severities of Gaussian, shot and impulse noise. */
  private static final Map<Integer, List<Double>> PAPER =
      Map.of(
          1, List.of(46.40, 59.50, 51.75),
          2, List.of(47.59, 60.21, 53.45),
          4, List.of(49.98, 61.99, 52.33),
          8, List.of(46.34, 58.07, 53.54),
          16, List.of(50.51, 60.26, 48.95),
          32, List.of(56.56, 64.34, 54.78),
          64, List.of(48.72, 55.60, 40.03));

  @Override
  public String name() {
    return "table5";
  }

  @Override
  public String title() {
    return "Table 5: accuracy under noise by k";
  }

  private static List<Variant> variants(Scale scale) {
    return Experiments.powers("k", scale.widest(), Map.of());
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    List<RunConfig> runs = new ArrayList<>();
    for (Variant variant : variants(setting.scale())) {
      for (int seed = 1; seed <= setting.seeds(); seed++) {
        runs.add(setting.scale().run(setting.data(), variant.changes(), seed));
      }
    }
    return runs;
  }

  @Override
  public long steps(Setting setting) {
    return runs(setting).size();
  }

  /** What one row of Table 1 is worth under noise: by seed, its accuracy and its evaluation. */
  private record Row(
      Variant variant, SortedMap<Long, Double> clean, SortedMap<Long, NetworkEvaluation> networks) {
    /** Per cent correct at a severity from 1 to 5, of each network. */
    List<Double> at(Noise noise, int severity) {
      return networks.values().stream()
          .flatMap(network -> network.noise().stream())
          .filter(found -> found.kind().equals(noise.toString()) && found.severity() == severity)
          .map(NetworkEvaluation.NoiseResult::accuracyPercent)
          .toList();
    }

    /** Over the severities, by seed. */
    SortedMap<Long, Double> means(Noise noise) {
      SortedMap<Long, Double> means = new TreeMap<>();
      networks.forEach((seed, network) -> means.put(seed, network.meanUnder(noise.toString())));
      return means;
    }
  }

  @Override
  public Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException {
    List<Row> found = new ArrayList<>();
    List<Variant> all = variants(setting.scale());
    for (int i = 0; i < all.size(); i++) {
      Row row = new Row(all.get(i), new TreeMap<>(), new TreeMap<>());
      int from = i * setting.seeds();
      for (RunOutcome outcome : progress.over(outcomes.subList(from, from + setting.seeds()))) {
        if (outcome.result().isPresent()) {
          long seed = outcome.config().seed();
          row.clean().put(seed, outcome.result().get().decidedPercent());
          row.networks().put(seed, evaluate(study, outcome.config()));
        }
      }
      found.add(row);
    }
    List<List<String>> rows = new ArrayList<>();
    for (Noise noise : Noise.values()) {
      found.forEach(row -> rows.add(cells(row, noise)));
    }
    List<String> headings = new ArrayList<>(List.of("", "clean, %"));
    for (int severity = 1; severity <= Noise.SEVERITIES; severity++) {
      headings.add("severity " + severity);
    }
    headings.addAll(List.of("mean of the five", "the paper's mean, %"));
    found.removeIf(row -> row.networks().isEmpty());
    return new Section(
        name(),
        title(),
        headings,
        rows,
        found.isEmpty()
            ? List.of()
            : Stream.of(Noise.values()).map(n -> finding(n, found)).toList(),
        "Winners taking all, on the networks of Table 1 at this scale; the three noises at their five"
            + " severities (Hendrycks and Dietterich, 2019) on all test images, in per cent correct,"
            + " mean over the runs, ± the 95 % interval.",
        found.isEmpty() ? List.of() : charts(found));
  }

  private static List<String> cells(Row row, Noise noise) {
    List<String> cells =
        new ArrayList<>(List.of(row.variant().label() + ", " + noise, mean(row.clean().values())));
    for (int severity = 1; severity <= Noise.SEVERITIES; severity++) {
      cells.add(
          row.networks().isEmpty()
              ? "–"
              : Sweep.number(Estimate.of(row.at(noise, severity)).mean()));
    }
    cells.add(mean(row.means(noise).values()));
    cells.add(
        Optional.ofNullable(PAPER.get((int) row.variant().x()))
            .map(means -> Sweep.number(means.get(noise.ordinal())))
            .orElse("–"));
    return cells;
  }

  private static String mean(Collection<Double> values) {
    if (values.isEmpty()) {
      return "–";
    }
    Estimate estimate = Estimate.of(values);
    return Sweep.number(estimate.mean())
        + (values.size() > 1 ? " ± " + Sweep.number(estimate.halfWidth()) : "");
  }

  private static NetworkEvaluation evaluate(Study study, RunConfig config) throws IOException {
    List<Corruption> corruptions = new ArrayList<>();
    for (Noise noise : Noise.values()) {
      for (int severity = 1; severity <= Noise.SEVERITIES; severity++) {
        corruptions.add(Corruption.of(noise, severity));
      }
    }
    EvaluationPlan plan =
        new EvaluationPlan(
            config.data(),
            config.seed(),
            List.of(Phase.decided()),
            corruptions,
            Optional.empty(),
            BATCH);
    return new EvaluationRun(study.network(config), plan, Study.data(config))
        .run(Progress.silent(), "");
  }

  private static String finding(Noise noise, List<Row> rows) {
    return "Under "
        + noise
        + " noise the best is "
        + Findings.best(
            rows.stream()
                .map(row -> new Findings.Measured(row.variant().label(), row.means(noise)))
                .toList())
        + ".";
  }

  /** The means by k, and for each noise the curves by severity. */
  private List<SvgChart> charts(List<Row> rows) {
    List<SvgChart> charts = new ArrayList<>();
    if (rows.size() > 1) {
      charts.add(
          SweepChart.of(
              name(),
              title(),
              "Test accuracy after winner-takes-all, mean over five severities of each noise.",
              "k (logarithmic)",
              "test accuracy, %",
              Stream.of(Noise.values())
                  .map(
                      noise ->
                          new SweepChart.Curve(
                              noise.toString(),
                              rows.stream()
                                  .map(row -> value(row.variant().x(), row.means(noise).values()))
                                  .toList()))
                  .toList()));
    }
    for (Noise noise : Noise.values()) {
      charts.add(
          SweepChart.of(
              name() + "-" + noise,
              "Accuracy under " + noise + " noise",
              "Test accuracy after winner-takes-all by severity of the noise; 0 is without noise.",
              "severity",
              "test accuracy, %",
              rows.stream()
                  .map(row -> new SweepChart.Curve(row.variant().label(), bySeverity(row, noise)))
                  .toList()));
    }
    return charts;
  }

  private static List<SweepChart.Value> bySeverity(Row row, Noise noise) {
    List<SweepChart.Value> values = new ArrayList<>(List.of(value(0, row.clean().values())));
    for (int severity = 1; severity <= Noise.SEVERITIES; severity++) {
      values.add(value(severity, row.at(noise, severity)));
    }
    return values;
  }

  private static SweepChart.Value value(double x, Collection<Double> percents) {
    Estimate estimate = Estimate.of(percents);
    return new SweepChart.Value(x, estimate.mean(), estimate.halfWidth());
  }
}
