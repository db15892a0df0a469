package decisive.experiments.reproduce;

import decisive.datasets.Datasets;
import decisive.datasets.ImageDataset;
import decisive.datasets.Split;
import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.SweepChart;
import decisive.experiments.train.RunConfig;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The shallow memory and decided networks on the digits, as there is more and more to store: the
 * one saturates, the others learn.
 */
final class MemoriesTable implements Experiment {
  /** Training images of each class. */
  private static final List<Integer> SIZES = List.of(5, 20, 60, 138);

  /** Images that a network sees in training, whatever their number: each again and again. */
  private static final int SEEN = 30 * 1380;

  private static final List<Integer> K = List.of(1, 4);
  private static final List<Integer> LEVELS = List.of(17, 4);
  private static final int CLASSES = 10;

  @Override
  public String name() {
    return "memories";
  }

  @Override
  public String title() {
    return "Memories as the task grows: the shallow one, and decided networks";
  }

  private static String data(int size) {
    return "digits:" + size;
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    List<RunConfig> runs = new ArrayList<>();
    for (int size : SIZES) {
      for (int k : K) {
        for (int seed = 1; seed <= setting.seeds(); seed++) {
          Map<String, Object> changes =
              Map.of("k", k, "epochs", SEEN / (CLASSES * size), "batch", 50, "augment", "none");
          runs.add(Scale.MINUTES.run(data(size), changes, seed));
        }
      }
    }
    return runs;
  }

  @Override
  public Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<List<SweepChart.Value>> curves = new ArrayList<>();
    List<String> names = new ArrayList<>();
    LEVELS.forEach(levels -> names.add("memory, " + levels + " levels"));
    K.forEach(k -> names.add("k = " + k));
    names.forEach(name -> curves.add(new ArrayList<>()));
    for (int s = 0; s < SIZES.size(); s++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(SIZES.get(s))));
      int column = 0;
      for (int levels : LEVELS) {
        List<Double> accuracies = new ArrayList<>();
        for (int seed = 1; seed <= setting.seeds(); seed++) {
          accuracies.add(shallow(Datasets.named(data(SIZES.get(s)), seed), levels));
        }
        add(SIZES.get(s), accuracies, row, curves.get(column++));
      }
      for (int k = 0; k < K.size(); k++) {
        int from = (s * K.size() + k) * setting.seeds();
        List<Double> accuracies =
            outcomes.subList(from, from + setting.seeds()).stream()
                .flatMap(outcome -> outcome.result().stream())
                .map(RunResult::decidedPercent)
                .toList();
        add(SIZES.get(s), accuracies, row, curves.get(column++));
      }
      rows.add(row);
    }
    List<String> headings = new ArrayList<>(List.of("images of each class"));
    headings.addAll(names);
    return new Section(
        name(),
        title(),
        headings,
        rows,
        findings(names, curves),
        "The digits, the same test images for all. Memory: a hetero-associative memory with a cluster"
            + " a pixel and a fanal a grey level, that stores each training image with its class;"
            + " ties shared. Networks: basic blocks [1, 1, 1] of width 16, winners taking all, trained"
            + " on as many images in all, however few they are. In per cent right, ± the 95 % interval"
            + " over seeds.",
        charts(names, curves));
  }

  private static void add(
      int size, List<Double> accuracies, List<String> row, List<SweepChart.Value> curve) {
    if (accuracies.isEmpty()) {
      row.add("–");
      return;
    }
    Estimate estimate = Estimate.of(accuracies);
    curve.add(new SweepChart.Value(size, estimate.mean(), estimate.halfWidth()));
    row.add(
        Sweep.number(estimate.mean())
            + (estimate.runs() > 1 ? " ± " + Sweep.number(estimate.halfWidth()) : ""));
  }

  private static double shallow(Split data, int levels) {
    ImageDataset train = data.train();
    ImageDataset test = data.test();
    HeteroMemory memory =
        new HeteroMemory(
            Clusters.uniform(train.format().bytes(), levels), Clusters.uniform(1, CLASSES));
    for (int i = 0; i < train.size(); i++) {
      memory.store(Message.of(train.greyLevels(i, levels)), Message.of(train.label(i)));
    }
    double right = 0;
    for (int i = 0; i < test.size(); i++) {
      right += memory.retrieve(Message.of(test.greyLevels(i, levels))).share(0, test.label(i));
    }
    return 100 * right / test.size();
  }

  private static List<String> findings(List<String> names, List<List<SweepChart.Value>> curves) {
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<SweepChart.Value> curve = curves.get(i);
      if (curve.size() > 1) {
        double first = curve.get(0).percent();
        double last = curve.get(curve.size() - 1).percent();
        findings.add(
            String.format(
                Locale.ROOT,
                "%s %s from %.2f to %.2f %% as it is given %.0f times as many images.",
                names.get(i),
                last < first ? "falls" : "rises",
                first,
                last,
                curve.get(curve.size() - 1).x() / curve.get(0).x()));
      }
    }
    return findings;
  }

  private List<SvgChart> charts(List<String> names, List<List<SweepChart.Value>> curves) {
    List<SweepChart.Curve> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      all.add(new SweepChart.Curve(names.get(i), curves.get(i)));
    }
    return List.of(
        SweepChart.of(
            name(),
            title(),
            "Test accuracy by the training images of each class, with 95 % intervals.",
            "training images of each class (logarithmic)",
            "test accuracy, %",
            all));
  }
}
