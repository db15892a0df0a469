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
import java.util.SortedMap;
import java.util.TreeMap;

/** Table 4: classes that a network never saw, told apart by five images of each. */
final class FewShotTable implements Experiment {
  private static final String CIFAR_FS = "cifar-fs:";
  private static final String DIGITS = "digits-fs";
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
    return "Table 4: few-shot transfer by k";
  }

  /** The digits where the scale has no other data; nothing if the data has no novel classes. */
  private static Optional<String> data(Setting setting) {
    if (setting.data() == null) {
      return setting.scale().hasData() ? Optional.of(DIGITS) : Optional.empty();
    }
    boolean novel = setting.data().startsWith(CIFAR_FS) || setting.data().equals(DIGITS);
    return novel ? Optional.of(setting.data()) : Optional.empty();
  }

  private static List<Variant> variants(Setting setting) {
    return data(setting).isEmpty()
        ? List.of()
        : Experiments.powers("k", setting.scale().widest(), PAPER);
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    List<RunConfig> runs = new ArrayList<>();
    for (Variant variant : variants(setting)) {
      for (int seed = 1; seed <= setting.seeds(); seed++) {
        runs.add(setting.scale().run(data(setting).orElseThrow(), variant.changes(), seed));
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
    List<SweepChart.Value> values = new ArrayList<>();
    List<Findings.Measured> measured = new ArrayList<>();
    List<Variant> all = variants(setting);
    for (int i = 0; i < all.size(); i++) {
      SortedMap<Long, Double> accuracies = new TreeMap<>();
      double widest = 0;
      int from = i * setting.seeds();
      for (RunOutcome outcome : progress.over(outcomes.subList(from, from + setting.seeds()))) {
        if (outcome.result().isPresent()) {
          FewShotSummary found = evaluate(setting, study, outcome.config());
          accuracies.put(outcome.config().seed(), found.accuracyPercent());
          widest = Math.max(widest, found.halfWidthPercent());
        }
      }
      if (!accuracies.isEmpty()) {
        Estimate estimate = Estimate.of(accuracies.values());
        double half = estimate.runs() > 1 ? estimate.halfWidth() : widest;
        measured.add(new Findings.Measured(all.get(i).label(), accuracies));
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
        findings(measured),
        String.format(
            Locale.ROOT,
            "Trained on %s, a tenth of their images held back; %d-way %d-shot on the novel ones,"
                + " %,d episodes with all other images as queries, by the nearest class mean of unit"
                + " features, winners taking all. The interval is over the networks, of a single one"
                + " over its episodes. The paper: ResNet-18 on CIFAR-FS.",
            data(setting).equals(Optional.of(DIGITS))
                ? "the digits 0 to 4 (novel: 5 to 9)"
                : "the 64 base classes of CIFAR-FS (novel: 20)",
            WAYS,
            SHOTS,
            episodes(setting)),
        charts(values));
  }

  private static int episodes(Setting setting) {
    return setting.scale() == Scale.MINUTES ? FEW_EPISODES : EvaluationPlan.FewShot.EPISODES;
  }

  private static FewShotSummary evaluate(Setting setting, Study study, RunConfig config)
      throws IOException {
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
        .run(Progress.silent(), "")
        .fewShot();
  }

  private static List<String> findings(List<Findings.Measured> rows) {
    return List.of(
        rows.isEmpty()
            ? "Left out: it needs novel classes, as in --data cifar-fs:cifar-100-binary.tar.gz."
            : "The best is "
                + Findings.best(rows)
                + ". (The paper: k = 4 with 84.21, k = 1 with 82.74.)");
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
