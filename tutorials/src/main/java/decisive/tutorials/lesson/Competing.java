package decisive.tutorials.lesson;

import decisive.autograd.Variable;
import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.chart.SweepChart;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lesson 8: the softmax gate, its temperature, and its gradient. */
public final class Competing implements Lesson {
  @Override
  public int number() {
    return 8;
  }

  @Override
  public String title() {
    return "Competition";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 15;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    byHand(board);
    gradient(board);
    picture(board);
    train(board);
  }

  /** The gate of one group: y = a · exp(T · (a − max a)), a = max(x, 0). */
  private static Variable gated(Variable x, float temperature) {
    Variable a = x.relu();
    Variable gate = a.sub(a.max(0)).mul(temperature).exp();
    return a.mul(gate.stopGradient());
  }

  private static void byHand(Blackboard board) {
    Variable x = Variable.constant(Tensor.vector(2, 1.5f, 0.5f, -1));
    for (float temperature : new float[] {0.01f, 1, 10, 1000}) {
      float[] y = gated(x, temperature).value().data();
      board.write("T = %7.2f  %.3f %.3f %.3f %.3f", temperature, y[0], y[1], y[2], y[3]);
    }
    Competitor competitor = new Competitor(Competition.groupsOf(4), 0, 4); // the library's
    competitor.phase(Phase.gated(1));
    float[] y = competitor.apply(x).value().data();
    board.write("the library  %.3f %.3f %.3f %.3f", y[0], y[1], y[2], y[3]);
    competitor.phase(Phase.decided());
    board.write("decided      %s", Arrays.toString(competitor.apply(x).value().data()));
  }

  private static void gradient(Blackboard board) {
    Variable stopped = Variable.parameter(Tensor.vector(2, 1.5f, 0.5f, -1));
    gated(stopped, 1).sum().backward();
    float[] d = stopped.gradient().data();
    board.write("stopped      %.3f %.3f %.3f %.3f", d[0], d[1], d[2], d[3]);
    Variable whole = Variable.parameter(Tensor.vector(2, 1.5f, 0.5f, -1));
    Variable a = whole.relu();
    a.mul(a.sub(a.max(0)).exp()).sum().backward(); // the gate has a gradient, too
    d = whole.gradient().data();
    board.write("not stopped  %.3f %.3f %.3f %.3f", d[0], d[1], d[2], d[3]);
  }

  private static void picture(Blackboard board) throws IOException {
    List<SweepChart.Curve> curves = new ArrayList<>();
    for (double behind : new double[] {0.001, 0.01, 0.1, 1}) {
      List<SweepChart.Value> values = new ArrayList<>();
      for (int i = 0; i <= 24; i++) {
        double temperature = Math.pow(10, -1 + i / 6.0);
        double gate = 100 * Math.exp(-temperature * behind);
        values.add(new SweepChart.Value(temperature, gate, Double.NaN));
      }
      curves.add(new SweepChart.Curve(behind + " behind the winner", values));
    }
    board.draw(
        SweepChart.of(
            "lesson-08-gate",
            "What the gate leaves of a loser",
            "The hotter, the closer a map must be to the winner to pass.",
            "temperature (logarithmic)",
            "left, %",
            curves));
  }

  private static void train(Blackboard board) throws IOException {
    Split data = Digits.load().split(0.8, 42);
    Normalization normalization = Normalization.of(data.train());
    ResNet net =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(10)
            .competition(Competition.groupsOf(4))
            .build(42);
    sharpness(board, "untrained", net, data, normalization);
    new Trainer(net)
        .sgd(0.05, 0.9)
        .weightDecay(5e-4)
        .schedule(LearningRate.steps(0.1, 1 / 3., 2 / 3.))
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(30)
        .fit(data.train().batches(64).normalized(normalization).shuffled(42));
    sharpness(board, "trained", net, data, normalization);
  }

  private static void sharpness(
      Blackboard board, String what, ResNet net, Split data, Normalization normalization) {
    for (double temperature : new double[] {1, 10, 100, 1000}) {
      Phase.gated(temperature).set(net);
      double[] sums = new double[2];
      List<Module.Observation> observations = new ArrayList<>();
      net.visit(
          (path, module) -> {
            if (module instanceof Competitor competitor) {
              observations.add(competitor.observe((x, y) -> addLosers(y.value(), sums)));
            }
          });
      Evaluation test = Evaluation.of(net, data.test().batches(120).normalized(normalization));
      observations.forEach(Module.Observation::close);
      board.write(
          "%s, T = %4.0f: losers have %4.1f %%, %.1f %% correct",
          what, temperature, 100 * sums[0] / sums[1], 100 * test.accuracy());
    }
  }

  /** Adds what losers have to the first sum, and what all have to the second. */
  private static void addLosers(Tensor y, double[] sums) {
    float[] values = y.data();
    for (int group = 0; group < values.length; group += 4) { // maps are last: four in a row compete
      double all = 0;
      double most = 0;
      for (int map = group; map < group + 4; map++) {
        all += values[map];
        most = Math.max(most, values[map]);
      }
      sums[0] += all - most;
      sums[1] += all;
    }
  }
}
