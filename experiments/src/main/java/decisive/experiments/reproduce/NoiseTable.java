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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  @Override
  public Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    Map<Noise, List<SweepChart.Value>> curves = new LinkedHashMap<>();
    List<Variant> all = variants(setting.scale());
    for (int i = 0; i < all.size(); i++) {
      Map<Noise, List<Double>> means = new LinkedHashMap<>();
      List<Double> clean = new ArrayList<>();
      int from = i * setting.seeds();
      for (RunOutcome outcome : progress.over(outcomes.subList(from, from + setting.seeds()))) {
        if (outcome.result().isPresent()) {
          NetworkEvaluation found = evaluate(study, outcome.config());
          clean.add(outcome.result().get().decidedPercent());
          for (Noise noise : Noise.values()) {
            means
                .computeIfAbsent(noise, n -> new ArrayList<>())
                .add(found.meanUnder(noise.toString()));
          }
        }
      }
      int k = (int) all.get(i).x();
      List<String> row = new ArrayList<>(List.of(all.get(i).label(), mean(clean)));
      for (Noise noise : Noise.values()) {
        row.add(mean(means.getOrDefault(noise, List.of())));
        if (means.containsKey(noise)) {
          Estimate estimate = Estimate.of(means.get(noise));
          curves
              .computeIfAbsent(noise, n -> new ArrayList<>())
              .add(new SweepChart.Value(k, estimate.mean(), estimate.halfWidth()));
        }
      }
      row.add(
          Optional.ofNullable(PAPER.get(k))
              .map(p -> p.get(0) + ", " + p.get(1) + ", " + p.get(2))
              .orElse("–"));
      rows.add(row);
    }
    return new Section(
        name(),
        title(),
        List.of("", "clean, %", "Gaussian", "shot", "impulse", "the paper's three, %"),
        rows,
        findings(curves),
        "Winners taking all, on the networks of Table 1 at this scale; each noise is the mean of its"
            + " five severities (Hendrycks and Dietterich, 2019), in per cent right, ± the 95 %"
            + " interval over the runs.",
        charts(curves));
  }

  private static String mean(List<Double> values) {
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

  private static List<String> findings(Map<Noise, List<SweepChart.Value>> curves) {
    List<String> findings = new ArrayList<>();
    curves.forEach(
        (noise, values) -> {
          SweepChart.Value best = values.get(0);
          for (SweepChart.Value value : values) {
            best = value.percent() > best.percent() ? value : best;
          }
          SweepChart.Value first = values.get(0);
          findings.add(
              String.format(
                  Locale.ROOT,
                  "Under %s noise k = %.0f is best with %.2f %%%s.",
                  noise,
                  best.x(),
                  best.percent(),
                  best == first
                      ? ""
                      : String.format(
                          Locale.ROOT, "; k = %.0f has %.2f %%", first.x(), first.percent())));
        });
    return findings;
  }

  private List<SvgChart> charts(Map<Noise, List<SweepChart.Value>> curves) {
    List<SweepChart.Curve> all = new ArrayList<>();
    curves.forEach((noise, values) -> all.add(new SweepChart.Curve(noise.toString(), values)));
    return all.stream().allMatch(curve -> curve.values().size() < 2)
        ? List.of()
        : List.of(
            SweepChart.of(
                name(),
                title(),
                "Test accuracy after winner-takes-all, mean over five severities of each noise.",
                "k (logarithmic)",
                "test accuracy, %",
                all));
  }
}
