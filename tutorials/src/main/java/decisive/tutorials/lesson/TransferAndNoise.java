package decisive.tutorials.lesson;

import decisive.datasets.Datasets;
import decisive.datasets.Digits;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.datasets.corruption.Corruption;
import decisive.datasets.corruption.Noise;
import decisive.experiments.Progress;
import decisive.experiments.chart.CurveChart;
import decisive.experiments.fewshot.FewShotEvaluation;
import decisive.experiments.fewshot.FewShotResult;
import decisive.experiments.fewshot.FewShotTask;
import decisive.experiments.fewshot.UnitFeatures;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lesson 11: classes never seen, and images gone bad. */
public final class TransferAndNoise implements Lesson {
  @Override
  public int number() {
    return 11;
  }

  @Override
  public String title() {
    return "Transfer and noise";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 20;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    transfer(board);
    noise(board);
  }

  private static ResNet trained(int k, ImageDataset images, Normalization normalization) {
    ResNet net =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(images.classes())
            .competition(Competition.groupsOf(k))
            .build(42);
    new Trainer(net)
        .sgd(0.05, 0.9)
        .weightDecay(5e-4)
        .schedule(LearningRate.steps(0.1, 1 / 3., 2 / 3.))
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(20)
        .fit(images.batches(64).normalized(normalization).shuffled(42));
    Phase.decided().set(net);
    return net;
  }

  private static void transfer(Blackboard board) throws IOException {
    Split digits = Datasets.named("digits-fs", 42); // 0 to 4 to learn from, then 5 to 9
    Normalization normalization = Normalization.of(digits.train());
    for (int k : List.of(1, 4)) {
      ResNet net = trained(k, digits.train(), normalization);
      UnitFeatures features =
          UnitFeatures.of(
              net,
              digits.test().batches(120).normalized(normalization),
              digits.test().classNames());
      FewShotTask task = new FewShotTask(5, 5, 15); // ways, shots, queries
      FewShotResult result = FewShotEvaluation.of(features, task, 1000, 42, Progress.silent());
      board.write(
          "k = %d, %s: %.1f ± %.1f %%",
          k, task.name(), 100 * result.accuracy(), 100 * result.halfWidth());
    }
  }

  private static void noise(Blackboard board) throws IOException {
    Split data = Digits.load().split(0.8, 42);
    Normalization normalization = Normalization.of(data.train());
    List<CurveChart.Curve> curves = new ArrayList<>();
    for (int k : List.of(1, 4)) {
      ResNet net = trained(k, data.train(), normalization);
      double[] severities = new double[6];
      double[] percents = new double[6];
      StringBuilder row = new StringBuilder();
      for (int severity = 0; severity <= 5; severity++) {
        ImageDataset test =
            severity == 0
                ? data.test()
                : data.test().corrupted(Corruption.of(Noise.IMPULSE, severity), 42);
        Evaluation found = Evaluation.of(net, test.batches(120).normalized(normalization));
        severities[severity] = severity;
        percents[severity] = 100 * found.accuracy();
        row.append(String.format(Locale.ROOT, " %5.1f", percents[severity]));
      }
      board.write("k = %d:%s %%", k, row);
      curves.add(new CurveChart.Curve("k = " + k, severities, percents));
    }
    board.draw(
        CurveChart.of(
            "lesson-11-noise",
            "Digits with dead pixels",
            "Accuracy by severity of the noise, for a network that competes and one that does not.",
            "severity",
            "accuracy on test images, %",
            curves));
  }
}
