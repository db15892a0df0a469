package decisive.experiments.reproduce;

import decisive.datasets.Datasets;
import decisive.datasets.ImageDataset;
import decisive.datasets.Split;
import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.SweepChart;
import decisive.experiments.train.RunConfig;
import decisive.memory.Clusters;
import decisive.memory.DeepMemory;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The shallow memory, the deep memory of cliques and decided networks on the digits, as there is
 * more and more to store: the first two saturate, networks learn.
 */
final class MemoriesTable implements Experiment {
  /** Training images of each class. */
  private static final List<Integer> SIZES = List.of(5, 20, 60, 138);

  /** Images that a network sees in training, whatever their number: each again and again. */
  private static final int SEEN = 30 * 1380;

  private static final List<Integer> K = List.of(1, 4);
  private static final List<Integer> LEVELS = List.of(17, 4);
  private static final int CLASSES = 10;

  /** Of the deep memory. */
  private static final int DEEP_LEVELS = 17;

  private static final int CODE_CLUSTERS = 16;
  private static final int CODE_FANALS = 256;

  @Override
  public String name() {
    return "memories";
  }

  @Override
  public String title() {
    return "Memories as the task grows: shallow, deep, and decided networks";
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
  public long steps(Setting setting) {
    return (long) SIZES.size() * (LEVELS.size() + 1) * setting.seeds();
  }

  @Override
  public Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<List<SweepChart.Value>> curves = new ArrayList<>();
    List<String> names = new ArrayList<>();
    LEVELS.forEach(levels -> names.add("memory, " + levels + " levels"));
    names.add("deep memory, " + DEEP_LEVELS + " levels");
    K.forEach(k -> names.add("k = " + k));
    names.forEach(name -> curves.add(new ArrayList<>()));
    for (int s = 0; s < SIZES.size(); s++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(SIZES.get(s))));
      List<Split> splits = new ArrayList<>();
      for (int seed = 1; seed <= setting.seeds(); seed++) {
        splits.add(Datasets.named(data(SIZES.get(s)), seed));
      }
      int column = 0;
      for (int levels : LEVELS) {
        List<Double> accuracies = new ArrayList<>();
        for (Split data : progress.over(splits)) {
          accuracies.add(shallow(data, levels));
        }
        add(SIZES.get(s), accuracies, row, curves.get(column++));
      }
      List<Double> deep = new ArrayList<>();
      for (Split data : progress.over(splits)) {
        deep.add(deep(data, deep.size() + 1));
      }
      add(SIZES.get(s), deep, row, curves.get(column++));
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
        String.format(
            Locale.ROOT,
            "The digits, the same test images for all. Memory: a hetero-associative memory with a cluster"
                + " a pixel and a fanal a grey level, that stores each training image with its class;"
                + " ties shared. Deep memory: the same with a code of %d clusters of %d fanals between pixels and"
                + " class, drawn at random for each training image, so that two layers store pairs; ties"
                + " are passed on as candidates. Networks: basic blocks [1, 1, 1] of width 16, winners taking all, trained"
                + " on as many images in all, however few they are. In per cent correct, ± the 95 %% interval"
                + " over seeds.",
            CODE_CLUSTERS,
            CODE_FANALS),
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
    HeteroMemory memory = new HeteroMemory(pixels(train, levels), Clusters.uniform(1, CLASSES));
    for (int i = 0; i < train.size(); i++) {
      memory.store(Message.of(train.greyLevels(i, levels)), Message.of(train.label(i)));
    }
    return percent(data.test(), levels, memory::retrieve);
  }

  /** Each image is led to its class by way of a code of its own, drawn at random. */
  private static double deep(Split data, long seed) {
    ImageDataset train = data.train();
    DeepMemory memory =
        DeepMemory.between(
            pixels(train, DEEP_LEVELS),
            Clusters.uniform(CODE_CLUSTERS, CODE_FANALS),
            Clusters.uniform(1, CLASSES));
    Generator generator = new Generator(seed).split("codes");
    for (int i = 0; i < train.size(); i++) {
      int[] code = new int[CODE_CLUSTERS];
      Arrays.setAll(code, c -> generator.nextInt(CODE_FANALS));
      memory.store(
          Message.of(train.greyLevels(i, DEEP_LEVELS)),
          Message.of(code),
          Message.of(train.label(i)));
    }
    return percent(
        data.test(),
        DEEP_LEVELS,
        query -> memory.retrieve(query, DeepMemory.Passing.BLURRED).answer());
  }

  private static Clusters pixels(ImageDataset images, int levels) {
    return Clusters.uniform(images.format().bytes(), levels);
  }

  private static double percent(
      ImageDataset test, int levels, Function<Message, Recall> retrieval) {
    double correct = 0;
    for (int i = 0; i < test.size(); i++) {
      correct += retrieval.apply(Message.of(test.greyLevels(i, levels))).share(0, test.label(i));
    }
    return 100 * correct / test.size();
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
