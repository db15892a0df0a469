package outside;

import decisive.autograd.Variable;
import decisive.datasets.Datasets;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.nn.Module;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.count.CountingRule;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.count.Summary;
import decisive.nn.decide.Dham;
import decisive.nn.decide.Explanation;
import decisive.nn.decide.LayerCount;
import decisive.nn.decide.Pruning;
import decisive.nn.train.Evaluation;
import decisive.nn.train.Trainer;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Batches;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Trains networks of its own on some digits, in a loop of its own and with the trainer: one to tell
 * classes, one to reconstruct images. Then it decides, counts, prunes, explains, saves and loads.
 */
final class Main {
  private static final Shape IMAGE = Shape.of(8, 8, 1);

  private Main() {}

  /**
   * @param arguments a directory to save in
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Split digits = Datasets.named("digits:40", 42); // of each class
    Normalization normalization = Normalization.of(digits.train());
    Batches train = digits.train().batches(50).normalized(normalization).shuffled(42);
    Batches test = digits.test().batches(50).normalized(normalization);

    SmallNetwork network = classifier(train, test);
    savedAndLoaded(network, test, directory.resolve("network.safetensors"));
    decided(network, test, directory.resolve("decided.safetensors"));
    autoencoder(train, test);
    mistakes(train);
  }

  private static SmallNetwork classifier(Batches train, Batches test) {
    SmallNetwork own = new SmallNetwork(new Generator(1));
    float loss = PlainLoop.train(own, new CrossEntropy(), train, 5, 0.1);
    say("own loop: loss %.4f, accuracy %.3f", loss, Evaluation.of(own, test).accuracy());

    SmallNetwork network = new SmallNetwork(new Generator(42));
    new Trainer(network)
        .sgd(0.1, 0.9)
        .temperature(TemperatureSchedule.between(1, 1000))
        .epochs(8)
        .listen(metrics -> say("epoch %d: loss %.4f", metrics.epoch(), metrics.loss()))
        .fit(train);
    Phase.decided().set(network);
    say("trainer: accuracy %.3f", Evaluation.of(network, test).accuracy());
    System.out.println(network);
    System.out.println(Summary.of(network, IMAGE));
    say("weights %s", WeightsHash.of(network));
    return network;
  }

  private static void savedAndLoaded(SmallNetwork network, Batches test, Path file)
      throws IOException {
    Checkpoint.save(file, network);
    SmallNetwork loaded = new SmallNetwork(new Generator(0));
    Checkpoint.load(file, loaded);
    Phase.decided().set(loaded);
    Tensor images = first(test);
    say("loaded equal: %b", output(network, images).equals(output(loaded, images)));
  }

  private static void decided(SmallNetwork network, Batches test, Path file) throws IOException {
    Dham dham = Dham.decide(network);
    Tensor images = first(test);
    float difference = largest(output(network, images).sub(dham.logits(images)));
    say("decided differs by less than 1e-4: %b", difference < 1e-4);
    long exact = MultiplicationCount.of(network, IMAGE, CountingRule.EXACT).total();
    long decided = dham.count(test.epoch(0)).stream().mapToLong(LayerCount::exact).sum();
    say("counted alike: %b", exact == decided);

    Pruning pruning = new Pruning(dham, dham.wins(test.epoch(0)));
    Dham smaller = pruning.without(pruning.candidates().subList(0, 4));
    smaller.save(file);
    Dham read = Dham.read(file);
    double accuracy = read.accuracy(test.epoch(0));
    say("pruned: %d of %d weights, accuracy %.3f", read.weights(), dham.weights(), accuracy);
    say("read equal: %b", read.logits(images).equals(smaller.logits(images)));

    Explanation explanation = dham.explain(images.slice(0, 0, 1), OptionalInt.empty());
    Shape pixels = explanation.inputs().orElseThrow().shape();
    say("explained: %d layers, pixels %s", explanation.layers().size(), pixels);
  }

  private static void autoencoder(Batches train, Batches test) {
    Batches images = train.reconstructing();
    Autoencoder own = new Autoencoder(new Generator(1));
    PlainLoop.train(own, new MeanSquaredError(), images, 10, 0.1);
    say("own loop: R² %.3f", fit(own, test));

    Autoencoder network = new Autoencoder(new Generator(42));
    new Trainer(network)
        .adamW(0.01)
        .loss(new MeanSquaredError())
        .metrics(Metric.rSquared())
        .temperature(TemperatureSchedule.between(1, 100))
        .epochs(10)
        .silent()
        .fit(images);
    Phase.decided().set(network);
    say("trainer: R² %.3f", fit(network, test));
    Tensor some = first(test);
    Tensor decided = Dham.decide(network).logits(some);
    say(
        "decided differs by less than 1e-4: %b",
        largest(output(network, some).sub(decided)) < 1e-4);
  }

  /** Share of the pixels' variance that a network reconstructs. */
  private static double fit(Module network, Batches test) {
    return Evaluation.of(
            network, test.reconstructing(), new MeanSquaredError(), List.of(Metric.rSquared()))
        .score("R²");
  }

  /** Mistakes that are found before the first step. */
  private static void mistakes(Batches train) {
    refused(
        () ->
            new Trainer(new Autoencoder(new Generator(1)))
                .sgd(0.1, 0)
                .epochs(1)
                .fit(train.reconstructing()));
    refused(() -> new Trainer(new Forgetful(new Generator(1))).sgd(0.1, 0).epochs(1).fit(train));
  }

  private static void refused(Runnable call) {
    try {
      call.run();
      say("not refused");
    } catch (IllegalArgumentException | IllegalStateException e) {
      say("refused: %s", e.getMessage());
    }
  }

  private static Tensor first(Batches batches) {
    return batches.epoch(0).iterator().next().inputs();
  }

  private static Tensor output(Module network, Tensor images) {
    return network.evaluating(() -> network.apply(Variable.constant(images))).value();
  }

  private static float largest(Tensor differences) {
    return differences.abs().max().item();
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
