package decisive.tutorials.lesson;

import decisive.autograd.Variable;
import decisive.datasets.Digits;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.chart.SweepChart;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.decide.Dham;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.LearningRate;
import decisive.nn.train.Trainer;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lesson 10: the classic memory on pixels and on deep codes, beside the DHAM. */
public final class ShallowAgainstDeep implements Lesson {
  @Override
  public int number() {
    return 10;
  }

  @Override
  public String title() {
    return "Shallow against deep";
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
    Split data = Digits.load().split(0.8, 42);
    Normalization normalization = Normalization.of(data.train());
    ResNet net = trained(data, normalization);
    Phase.decided().set(net);
    List<Message> seen = codes(net, data.train(), normalization);
    List<Message> asked = codes(net, data.test(), normalization);
    board.write("a code has %d symbols", seen.get(0).length());

    double dham =
        100
            * Dham.decide(net)
                .accuracy(data.test().batches(120).normalized(normalization).epoch(0));
    board.write("the DHAM: %.1f %% correct", dham);
    List<SweepChart.Value> pixels = new ArrayList<>();
    List<SweepChart.Value> codes = new ArrayList<>();
    List<SweepChart.Value> network = new ArrayList<>();
    for (int images : List.of(10, 30, 100, 300, 1000, 1437)) {
      double onPixels =
          percent(
              Clusters.uniform(64, 17), levels(data.train()), levels(data.test()), images, data);
      Clusters clusters = Clusters.uniform(seen.get(0).length(), 5);
      double onCodes = percent(clusters, seen, asked, images, data);
      board.write("%,5d images: pixels %.1f %%, codes %.1f %%", images, onPixels, onCodes);
      pixels.add(new SweepChart.Value(images, onPixels, Double.NaN));
      codes.add(new SweepChart.Value(images, onCodes, Double.NaN));
      network.add(new SweepChart.Value(images, dham, Double.NaN));
    }
    board.draw(
        SweepChart.of(
            "lesson-10-codes",
            "A memory on pixels, and on what a network decided",
            "The network was trained with all 1,437 images; the memory stores some of them.",
            "images stored (logarithmic)",
            "accuracy on test images, %",
            List.of(
                new SweepChart.Curve("the DHAM", network),
                new SweepChart.Curve("memory on codes", codes),
                new SweepChart.Curve("memory on pixels", pixels))));
  }

  private static ResNet trained(Split data, Normalization normalization) {
    ResNet net =
        ResNet.blocks(1, 1, 1)
            .width(16)
            .channels(1)
            .classes(10)
            .competition(Competition.groupsOf(4))
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

  /** Of each image the winners of the last competition. */
  private static List<Message> codes(ResNet net, ImageDataset images, Normalization normalization) {
    List<Message> codes = new ArrayList<>();
    List<Competitor> competitors = new ArrayList<>();
    net.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            competitors.add(competitor);
          }
        });
    Competitor last = competitors.get(competitors.size() - 1);
    Module.Observation observation =
        last.observe(
            (x, y) -> {
              for (int image = 0; image < y.shape().extent(0); image++) {
                codes.add(code(y.value().select(0, image)));
              }
            });
    net.evaluating(() -> net.apply(Variable.constant(images.all(normalization).inputs())));
    observation.close();
    return codes;
  }

  /** A symbol a group: which of its four maps won, or 4 if none did. */
  private static Message code(Tensor image) {
    float[] values = image.data();
    int[] symbols = new int[values.length / 4];
    for (int group = 0; group < symbols.length; group++) {
      int winner = 0;
      while (winner < 4 && values[group * 4 + winner] == 0) {
        winner++;
      }
      symbols[group] = winner;
    }
    return Message.of(symbols);
  }

  private static List<Message> levels(ImageDataset images) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      messages.add(Message.of(images.greyLevels(i, 17)));
    }
    return messages;
  }

  private static double percent(
      Clusters clusters, List<Message> seen, List<Message> asked, int images, Split data) {
    HeteroMemory memory = new HeteroMemory(clusters, Clusters.uniform(1, 10));
    for (int i = 0; i < images; i++) {
      memory.store(seen.get(i), Message.of(data.train().label(i)));
    }
    double correct = 0;
    for (int i = 0; i < asked.size(); i++) {
      correct += memory.retrieve(asked.get(i)).share(0, data.test().label(i));
    }
    return 100 * correct / asked.size();
  }
}
