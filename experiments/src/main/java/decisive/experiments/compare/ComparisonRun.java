package decisive.experiments.compare;

import decisive.datasets.ImageDataset;
import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.nn.checkpoint.WeightsHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares deep and shallow associative memories on the digits: networks trained to decide for each
 * k; the shallow memory on grey levels; the shallow memory on each network's codes.
 */
public final class ComparisonRun {
  private final ComparisonPlan plan;
  private final DigitsTask task;

  public ComparisonRun(ComparisonPlan plan) {
    this.plan = plan;
    this.task = new DigitsTask(plan.seed());
  }

  /** Steps that {@link #run} reports: those of all trainings. */
  public long steps() {
    return (long) plan.k().size() * plan.epochs() * task.trainingBatches().count();
  }

  /**
   * @param runner for the trainings, one job for each k
   * @param command the command line that repeats the run, for the record
   * @param version of Decisive, for the record
   */
  public Comparison run(Runner runner, Progress progress, String command, String version) {
    List<List<Outcome>> perNetwork =
        runner.run(plan.k().stream().map(k -> new NetworkRun(plan, k, task, progress)).toList());
    List<Outcome> outcomes = new ArrayList<>();
    perNetwork.forEach(pair -> outcomes.add(pair.get(0)));
    ComparisonPlan.LEVELS.forEach(levels -> outcomes.add(ShallowMemory.onPixels(task, levels)));
    perNetwork.forEach(pair -> outcomes.add(pair.get(1)));
    List<String> hashes =
        perNetwork.stream().map(pair -> pair.get(0).result().weightsSha256()).toList();
    return new Comparison(
        configuration(command),
        Environment.now(plan.seed(), version),
        WeightsHash.ofAll(hashes),
        outcomes.stream().map(Outcome::result).toList(),
        samples(outcomes));
  }

  private Configuration configuration(String command) {
    return new Configuration(
        task.train().name(),
        task.train().size(),
        task.test().size(),
        String.format(
            Locale.ROOT,
            "%.0f %% of each class to learn, drawn by the seed; normalized by their mean and"
                + " standard deviation",
            100 * ComparisonPlan.TRAIN_SHARE),
        "ResNet, basic blocks [1,1,1], width " + ComparisonPlan.WIDTH,
        "consecutive groups of k maps; winners keep their value",
        plan.epochs(),
        ComparisonPlan.BATCH,
        String.format(
            Locale.ROOT,
            "SGD, momentum %s, weight decay %.4f",
            ComparisonPlan.MOMENTUM,
            ComparisonPlan.WEIGHT_DECAY),
        String.format(
            Locale.ROOT,
            "%s, times %s at %.0f and %.0f %% of the run",
            ComparisonPlan.LEARNING_RATE,
            ComparisonPlan.DECAY,
            100 * ComparisonPlan.MILESTONES[0],
            100 * ComparisonPlan.MILESTONES[1]),
        String.format(
            Locale.ROOT,
            "%.0f to %.0f, exponential in the steps",
            ComparisonPlan.TEMPERATURE.at(0),
            ComparisonPlan.TEMPERATURE.at(1)),
        plan.k(),
        command);
  }

  /** The first test image of each class. */
  private List<SampleImage> samples(List<Outcome> outcomes) {
    ImageDataset test = task.test();
    List<SampleImage> samples = new ArrayList<>();
    for (int label = 0; label < ComparisonPlan.CLASSES; label++) {
      int wanted = label;
      int index = 0;
      while (test.label(index) != wanted) {
        index++;
      }
      int image = index;
      samples.add(
          new SampleImage(
              image,
              label,
              pixels(test, image),
              outcomes.stream().map(outcome -> outcome.answers().get(image)).toList()));
    }
    return samples;
  }

  private static List<List<Integer>> pixels(ImageDataset images, int image) {
    int[] levels = images.greyLevels(image, images.maximum() + 1);
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < images.height(); row++) {
      int from = row * images.width();
      rows.add(Arrays.stream(levels, from, from + images.width()).boxed().toList());
    }
    return rows;
  }
}
