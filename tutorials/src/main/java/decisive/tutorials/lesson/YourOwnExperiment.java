package decisive.tutorials.lesson;

import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.Runner;
import decisive.experiments.chart.SweepChart;
import decisive.experiments.reproduce.Estimate;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.count.CountingRule;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Lesson 12: a sweep with intervals, its report, and what a table counts. */
public final class YourOwnExperiment implements Lesson {
  @Override
  public int number() {
    return 12;
  }

  @Override
  public String title() {
    return "Your own experiment";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 45;
  }

  private static final List<Integer> GROUPS = List.of(1, 2, 4, 8);
  private static final int SEEDS = 3;

  @Override
  public void run(Blackboard board) throws IOException {
    sweep(board);
    tables(board);
  }

  /** One run: a network of groups of k maps, trained and decided, in per cent. */
  private static double accuracy(int k, long seed) throws IOException {
    Split data = Digits.load().split(0.8, seed);
    Normalization normalization = Normalization.of(data.train());
    ResNet net =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(10)
            .competition(Competition.groupsOf(k))
            .build(seed);
    new Trainer(net)
        .sgd(0.05, 0.9)
        .weightDecay(5e-4)
        .schedule(LearningRate.steps(0.1, 1 / 3., 2 / 3.))
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(10)
        .fit(data.train().batches(64).normalized(normalization).shuffled(seed));
    Phase.decided().set(net);
    return 100 * Evaluation.of(net, data.test().batches(120).normalized(normalization)).accuracy();
  }

  private static void sweep(Blackboard board) throws IOException {
    List<Callable<Double>> jobs = new ArrayList<>();
    for (int k : GROUPS) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        long its = seed;
        jobs.add(() -> accuracy(k, its));
      }
    }
    List<Double> percents = Runner.threads().run(jobs); // in the order of the jobs
    List<SweepChart.Value> values = new ArrayList<>();
    for (int i = 0; i < GROUPS.size(); i++) {
      Estimate estimate = Estimate.of(percents.subList(i * SEEDS, (i + 1) * SEEDS));
      board.write("k = %d: %.1f ± %.1f %%", GROUPS.get(i), estimate.mean(), estimate.halfWidth());
      values.add(new SweepChart.Value(GROUPS.get(i), estimate.mean(), estimate.halfWidth()));
    }
    List<Double> differences = new ArrayList<>(); // seed by seed: the same images, the same start
    for (int seed = 0; seed < SEEDS; seed++) {
      differences.add(percents.get(3 * SEEDS + seed) - percents.get(seed));
    }
    Estimate difference = Estimate.of(differences);
    board.write(
        "k = 8 against 1: %.1f ± %.1f points, %s",
        difference.mean(),
        difference.halfWidth(),
        difference.isCertain() ? "not by chance" : "which may be chance");
    board.draw(
        SweepChart.of(
            "lesson-12-sweep",
            "Accuracy against the size of groups",
            "Means of three seeds, with Student's 95 % intervals.",
            "maps a group (logarithmic)",
            "accuracy on test images, %",
            List.of(new SweepChart.Curve("decided", values))));
  }

  private static void tables(Blackboard board) {
    for (int k : List.of(1, 4)) {
      ResNet net = ResNet.named("resnet18").competition(Competition.groupsOf(k)).build(42);
      for (CountingRule rule : List.of(CountingRule.EXACT, CountingRule.TABLE1_RESNET18)) {
        long total = MultiplicationCount.of(net, Shape.of(32, 32, 3), rule).total();
        board.write("ResNet-18, k = %2d, %-15s %,11d", k, rule.label(), total);
      }
    }
  }
}
