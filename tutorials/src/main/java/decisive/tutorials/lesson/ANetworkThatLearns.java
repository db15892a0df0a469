package decisive.tutorials.lesson;

import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.chart.CurveChart;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.nn.train.Evaluation;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.util.List;

/** Lesson 6: linear layers, a loss, and steps against its gradient. */
public final class ANetworkThatLearns implements Lesson {
  @Override
  public int number() {
    return 6;
  }

  @Override
  public String title() {
    return "A network that learns";
  }

  @Override
  public int minutesToRead() {
    return 8;
  }

  @Override
  public int secondsToRun() {
    return 3;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    Split data = Digits.load().split(0.8, 42);
    Normalization normalization = Normalization.of(data.train());
    board.write(
        "%,d images to learn from, %d to be judged by", data.train().size(), data.test().size());

    Generator random = new Generator(42);
    Sequential network =
        new Sequential(
            new Flatten(), // [N, 8, 8, 1] → [N, 64]
            new Linear(64, 32, random.split("hidden")),
            new Relu(),
            new Linear(32, 10, random.split("classes")));
    board.write("%,d parameters", network.parameterCount());
    Evaluation before = Evaluation.of(network, data.test().batches(120).normalized(normalization));
    board.write("untrained: %.1f %% right", 100 * before.accuracy());

    TrainingHistory history =
        new Trainer(network)
            .sgd(0.1, 0.9) // learning rate and momentum
            .epochs(20)
            .fit(data.train().batches(64).normalized(normalization).shuffled(42));
    Evaluation after = Evaluation.of(network, data.test().batches(120).normalized(normalization));
    board.write("trained: %.1f %% right, loss %.3f", 100 * after.accuracy(), after.loss());
    board.write("of the eights %.0f %% are found", 100 * after.confusion().recall(8));

    double[] epochs = history.epochs().stream().mapToDouble(epoch -> epoch.epoch()).toArray();
    double[] losses = history.epochs().stream().mapToDouble(epoch -> epoch.loss()).toArray();
    board.draw(
        CurveChart.of(
            "lesson-06-loss",
            "A network learns digits",
            "The mean loss of the training images, epoch by epoch.",
            "epoch",
            "loss",
            List.of(new CurveChart.Curve("loss", epochs, losses))));
  }
}
