package decisive.experiments.reproduce;

import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.SweepChart;
import decisive.experiments.evaluate.EvaluationPlan;
import decisive.experiments.evaluate.EvaluationRun;
import decisive.experiments.evaluate.NetworkEvaluation.FewShotSummary;
import decisive.experiments.train.RunConfig;
import decisive.nn.competition.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Table 4: classes that a network never saw, told apart by five images of each. */
final class FewShotTable implements Experiment {
  private static final String DATA = "cifar-fs:";
  private static final int WAYS = 5;
  private static final int SHOTS = 5;
  private static final int FEW_EPISODES = 2_000;
  private static final int BATCH = 64;

  /** Of ResNet-18. */
  private static final Map<Integer, Double> PAPER =
      Map.of(1, 82.74, 2, 83.78, 4, 84.21, 8, 81.87, 16, 78.63, 32, 72.09, 64, 63.69);

  @Override
  public String name() {
    return "table4";
  }

  @Override
  public String title() {
    return "Table 4: few-shot transfer on CIFAR-FS by k";
  }

  private static List<Variant> variants(Setting setting) {
    return setting.data() == null || !setting.data().startsWith(DATA)
        ? List.of()
        : Experiments.powers("k", setting.scale().widest(), PAPER);
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    List<RunConfig> runs = new ArrayList<>();
    for (Variant variant : variants(setting)) {
      for (int seed = 1; seed <= setting.seeds(); seed++) {
        runs.add(setting.scale().run(setting.data(), variant.changes(), seed));
      }
    }
    return runs;
  }

  @Override
  public Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<SweepChart.Value> values = new ArrayList<>();
    List<Variant> all = variants(setting);
    for (int i = 0; i < all.size(); i++) {
      List<Double> accuracies = new ArrayList<>();
      double widest = 0;
      for (RunOutcome outcome : outcomes.subList(i * setting.seeds(), (i + 1) * setting.seeds())) {
        if (outcome.result().isPresent()) {
          FewShotSummary found = evaluate(setting, study, outcome.config(), progress);
          accuracies.add(found.accuracyPercent());
          widest = Math.max(widest, found.halfWidthPercent());
        }
      }
      if (!accuracies.isEmpty()) {
        Estimate estimate = Estimate.of(accuracies);
        double half = estimate.runs() > 1 ? estimate.halfWidth() : widest;
        values.add(new SweepChart.Value(all.get(i).x(), estimate.mean(), half));
        rows.add(
            List.of(
                all.get(i).label(),
                Sweep.number(estimate.mean()),
                Sweep.number(half),
                String.valueOf(estimate.runs()),
                all.get(i).paperPercent().map(Sweep::number).orElse("–")));
      }
    }
    return new Section(
        name(),
        title(),
        List.of("", "accuracy, %", "± (95 %)", "networks", "the paper's, %"),
        rows,
        findings(values),
        String.format(
            Locale.ROOT,
            "Trained on the 64 base classes of CIFAR-FS, a tenth of their images held back;"
                + " %d-way %d-shot on the 20 novel ones, %,d episodes with all other images as"
                + " queries, by the nearest class mean of unit features, winners taking all. The"
                + " interval is over the networks, of a single one over its episodes.",
            WAYS,
            SHOTS,
            episodes(setting)),
        charts(values));
  }

  private static int episodes(Setting setting) {
    return setting.scale() == Scale.MINUTES ? FEW_EPISODES : EvaluationPlan.FewShot.EPISODES;
  }

  private static FewShotSummary evaluate(
      Setting setting, Study study, RunConfig config, Progress progress) throws IOException {
    EvaluationPlan plan =
        new EvaluationPlan(
            config.data(),
            config.seed(),
            List.of(Phase.decided()),
            List.of(),
            Optional.of(
                new EvaluationPlan.FewShot(WAYS, SHOTS, Optional.empty(), episodes(setting))),
            BATCH);
    return new EvaluationRun(study.network(config), plan, Study.data(config))
        .run(progress, "")
        .fewShot();
  }

  private static List<String> findings(List<SweepChart.Value> values) {
    if (values.isEmpty()) {
      return List.of(
          "Left out: it needs the classes of CIFAR-FS, as in --data cifar-fs:cifar-100-binary.tar.gz.");
    }
    SweepChart.Value best = values.get(0);
    for (SweepChart.Value value : values) {
      best = value.percent() > best.percent() ? value : best;
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "k = %.0f transfers best with %.2f %%; k = 1 has %.2f %% (the paper: k = 4 with 84.21,"
                + " k = 1 with 82.74).",
            best.x(),
            best.percent(),
            values.get(0).percent()));
  }

  private List<SvgChart> charts(List<SweepChart.Value> values) {
    return values.size() < 2
        ? List.of()
        : List.of(
            SweepChart.of(
                name(),
                title(),
                "5-way 5-shot accuracy on classes never seen, with 95 % intervals.",
                "k (logarithmic)",
                "accuracy, %",
                List.of(new SweepChart.Curve("accuracy", values))));
  }
}
