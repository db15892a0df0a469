import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.nn.competition.Competition;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.decide.Dham;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Trainer;
import decisive.tensor.Batches;

/** A network whose maps compete in fours learns to read digits, and decides. */
public class FirstNetwork {
  public static void main(String[] arguments) {
    Split data = Digits.load().split(0.8, 42); // 80 % to learn from; the seed is 42
    Normalization normalization = Normalization.of(data.train());
    Batches train = data.train().batches(64).normalized(normalization).shuffled(42);
    Batches test = data.test().batches(120).normalized(normalization);

    ResNet network =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(10)
            .competition(Competition.groupsOf(4))
            .build(42);
    new Trainer(network)
        .sgd(0.05, 0.9) // learning rate, momentum
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(5)
        .fit(train);

    Dham dham = Dham.decide(network); // winners only, for good
    System.out.printf("accuracy %.1f %%%n", 100 * dham.accuracy(test.epoch(0)));
  }
}
