package decisive.tutorials.lesson;

import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.ImageTime;
import decisive.experiments.chart.SweepChart;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.count.CountingRule;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.decide.Dham;
import decisive.nn.decide.Execution;
import decisive.nn.decide.LayerCount;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.tensor.Batches;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lesson 9: winner-takes-all, and what it saves. */
public final class Deciding implements Lesson {
  @Override
  public int number() {
    return 9;
  }

  @Override
  public String title() {
    return "Deciding";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 30;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    digits(board);
    time(board);
  }

  private static ResNet trained(int k, Split data, Normalization normalization) {
    ResNet net =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(10)
            .competition(Competition.groupsOf(k))
            .build(42);
    new Trainer(net)
        .sgd(0.05, 0.9)
        .weightDecay(5e-4)
        .schedule(LearningRate.steps(0.1, 1 / 3., 2 / 3.))
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(20)
        .fit(data.train().batches(64).normalized(normalization).shuffled(42));
    return net;
  }

  private static void digits(Blackboard board) throws IOException {
    Split data = Digits.load().split(0.8, 42);
    Normalization normalization = Normalization.of(data.train());
    List<SweepChart.Value> exact = new ArrayList<>();
    List<SweepChart.Value> executed = new ArrayList<>();
    for (int k : List.of(1, 2, 4, 8)) {
      ResNet net = trained(k, data, normalization);
      Batches test = data.test().batches(120).normalized(normalization);
      Phase.gated(1000).set(net);
      double gated = 100 * Evaluation.of(net, test).accuracy();
      Phase.decided().set(net); // one winner a group
      double decided = 100 * Evaluation.of(net, test).accuracy();
      long products = MultiplicationCount.of(net, Shape.of(8, 8, 1), CountingRule.EXACT).total();
      long done = ExecutedCount.of(net, test.epoch(0)).total();
      board.write(
          "k = %d: %.1f %% at T = 1000, %.1f %% decided; %,7d products, %,7d not by zero",
          k, gated, decided, products, done);
      exact.add(new SweepChart.Value(products, decided, Double.NaN));
      executed.add(new SweepChart.Value(done, decided, Double.NaN));
      if (k == 4) {
        decide(board, net, test);
      }
    }
    board.draw(
        SweepChart.of(
            "lesson-09-products",
            "Accuracy against multiplications",
            "From right to left: groups of 1, 2, 4 and 8 maps.",
            "multiplications an image (logarithmic)",
            "accuracy on test images, %",
            List.of(
                new SweepChart.Curve("one winner a group", exact),
                new SweepChart.Curve("not by zero", executed))));
  }

  private static void decide(Blackboard board, ResNet net, Batches test) {
    Dham dham = Dham.decide(net);
    board.write("as a DHAM: %.1f %% correct", 100 * dham.accuracy(test.epoch(0)));
    for (LayerCount layer : dham.count(test.epoch(0))) {
      board.write("%-20s %3.0f %% of its input is not 0", layer.layer(), 100 * layer.density());
    }
  }

  private static void time(Blackboard board) {
    ResNet net = ResNet.named("resnet18").competition(Competition.groupsOf(16)).build(42);
    Tensor images = Tensor.normal(new Generator(42), 1, 4, 32, 32, 3);
    Dham decided = Dham.decide(net);
    Dham calibrated = decided.calibrated(images); // dense or sparse, whichever is faster here
    List<Double> seconds =
        ImageTime.of(List.of(decided.with(Execution.DENSE)::predict, calibrated::predict), images);
    board.write(
        "ResNet-18, k = 16: dense %.1f ms, calibrated %.1f ms an image",
        1000 * seconds.get(0), 1000 * seconds.get(1));
    board.write("%.1f times as fast", seconds.get(0) / seconds.get(1));
  }
}
