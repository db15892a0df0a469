package outside;

import decisive.datasets.Datasets;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.train.Evaluation;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.util.Locale;

/** Trains a network of its own on some digits, lets it decide, and says how well it does. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Split digits = Datasets.named("digits:20", 42); // of each class
    Normalization normalization = Normalization.of(digits.train());
    SmallNetwork network = new SmallNetwork(new Generator(42));
    TrainingHistory history =
        new Trainer(network)
            .sgd(0.1, 0.9)
            .temperature(TemperatureSchedule.between(1, 1000))
            .epochs(5)
            .fit(digits.train().batches(50).normalized(normalization).shuffled(42));
    Phase.decided().set(network);
    Evaluation test =
        Evaluation.of(network, digits.test().batches(50).normalized(normalization));
    System.out.printf(Locale.ROOT, "epochs %d%n", history.epochs().size());
    System.out.printf(Locale.ROOT, "accuracy %.3f%n", test.accuracy());
    System.out.printf("weights %s%n", WeightsHash.of(network));
  }
}
