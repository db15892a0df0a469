package decisive.experiments.compare;

import decisive.autograd.Variable;
import decisive.datasets.ImageDataset;
import decisive.experiments.ImageTime;
import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Competition;
import decisive.nn.decide.Dham;
import decisive.nn.decide.Execution;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

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
    List<NetworkRun.Trained> trained =
        runner.run(plan.k().stream().map(k -> new NetworkRun(plan, k, task, progress)).toList());
    List<ModelOutcome> outcomes = new ArrayList<>();
    outcomes.addAll(timed(trained));
    ComparisonPlan.LEVELS.forEach(levels -> outcomes.add(ShallowMemory.onPixels(task, levels)));
    trained.forEach(one -> outcomes.add(one.codes()));
    List<String> hashes = trained.stream().map(NetworkRun.Trained::weightsSha256).toList();
    return new Comparison(
        configuration(command),
        Environment.now(plan.seed(), version),
        WeightsHash.ofAll(hashes),
        outcomes.stream().map(ModelOutcome::result).toList(),
        samples(outcomes));
  }

  /** The networks' outcomes, with the time of each for an image. */
  private List<ModelOutcome> timed(List<NetworkRun.Trained> trained) {
    List<Consumer<Tensor>> networks = new ArrayList<>();
    for (NetworkRun.Trained one : trained) {
      if (one.network().design().competition().equals(Competition.none())) {
        networks.add(
            x -> one.network().evaluating(() -> one.network().apply(Variable.constant(x))));
        networks.add(networks.get(networks.size() - 1));
      } else {
        Dham dham = Dham.decide(one.network());
        networks.add(dham.with(Execution.DENSE)::logits);
        networks.add(dham.with(Execution.SPARSE)::logits);
      }
    }
    Tensor images = task.inOrder(task.test()).epoch(0).iterator().next().inputs();
    List<Double> seconds = ImageTime.of(networks, images);
    List<ModelOutcome> timed = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      double faster = Math.min(seconds.get(2 * i), seconds.get(2 * i + 1));
      timed.add(new ModelOutcome(trained.get(i).result().apply(faster), trained.get(i).answers()));
    }
    return timed;
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
  private List<SampleImage> samples(List<ModelOutcome> outcomes) {
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
