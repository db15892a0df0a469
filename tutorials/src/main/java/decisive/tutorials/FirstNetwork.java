package decisive.tutorials;

import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.count.CountingRule;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Evaluation;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import java.io.PrintStream;
import java.util.Locale;

/** A small network learns handwritten digits while its maps learn to decide. */
public final class FirstNetwork {
  private FirstNetwork() {}

  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    long seed = 42;
    Split data = Digits.load().split(0.8, seed);
    Normalization normalization = Normalization.of(data.train());

    ResNet net =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(10)
            .competition(Competition.groupsOf(4))
            .build(seed);
    new Trainer(net)
        .sgd(0.05, 0.9)
        .weightDecay(5e-4)
        .schedule(LearningRate.steps(0.1, 1 / 3., 2 / 3.))
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(30)
        .fit(data.train().batches(64).normalized(normalization).shuffled(seed));

    Phase.decided().set(net); // the softmax is gone: in every group of maps, one winner
    Evaluation test = Evaluation.of(net, data.test().batches(120).normalized(normalization));
    long multiplications = MultiplicationCount.of(net.design(), 8, 8, CountingRule.EXACT).total();
    out.printf(
        Locale.ROOT, "%.1f %% with %,d multiplications%n", 100 * test.accuracy(), multiplications);
  }
}
