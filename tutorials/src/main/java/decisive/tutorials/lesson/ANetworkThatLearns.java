package decisive.tutorials.lesson;

import decisive.autograd.Variable;
import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.chart.CurveChart;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.nn.train.Evaluation;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.optimize.Optimizer;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
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

    Sequential network = network(42);
    board.write("%,d parameters", network.parameterCount());
    Batches test = data.test().batches(120).normalized(normalization);
    board.write("untrained: accuracy %.1f %%", 100 * Evaluation.of(network, test).accuracy());

    Batches batches = data.train().batches(64).normalized(normalization).shuffled(42);
    TrainingHistory history =
        new Trainer(network)
            .sgd(0.1, 0.9) // learning rate and momentum
            .epochs(20)
            .fit(batches);
    Evaluation after = Evaluation.of(network, test);
    board.write("trained: accuracy %.1f %%, loss %.3f", 100 * after.accuracy(), after.loss());
    board.write("of the eights %.0f %% are found", 100 * after.confusion().recall(8));

    Sequential byHand = network(42);
    train(byHand, batches);
    boolean same = WeightsHash.of(byHand).equals(WeightsHash.of(network));
    board.write("the loop by hand gives %s weights", same ? "the same" : "other");

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

  private static Sequential network(long seed) {
    Generator random = new Generator(seed);
    return new Sequential(
        new Flatten(), // [N, 8, 8, 1] → [N, 64]
        new Linear(64, 32, random.split("hidden")),
        new Relu(),
        new Linear(32, 10, random.split("classes")));
  }

  /** What {@link Trainer} does, without its schedules, metrics and listeners. */
  private static void train(Sequential network, Batches batches) {
    Optimizer sgd = new Sgd(network, 0.9);
    for (int epoch = 0; epoch < 20; epoch++) {
      for (Batch batch : batches.epoch(epoch)) {
        Variable scores = network.apply(Variable.constant(batch.inputs()));
        Variable loss = new CrossEntropy().of(scores, batch.labels());
        sgd.clearGradients();
        loss.backward();
        sgd.step(0.1);
      }
    }
  }
}
