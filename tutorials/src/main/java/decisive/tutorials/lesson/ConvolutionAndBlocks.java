package decisive.tutorials.lesson;

import decisive.autograd.Variable;
import decisive.datasets.Digits;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.experiments.chart.CurveChart;
import decisive.nn.Module;
import decisive.nn.count.CountingRule;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.GlobalAveragePool;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.EpochMetrics;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lesson 7: what a residual network is made of, and what it costs. */
public final class ConvolutionAndBlocks implements Lesson {
  @Override
  public int number() {
    return 7;
  }

  @Override
  public String title() {
    return "Convolution, batch norm, residual blocks";
  }

  @Override
  public int minutesToRead() {
    return 10;
  }

  @Override
  public int secondsToRun() {
    return 15;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    convolve(board);
    normalize(board);
    deep(board);
    count(board);
  }

  private static void convolve(Blackboard board) {
    Tensor image = Tensor.of(new float[] {0, 0, 9, 9, 0, 0, 9, 9, 0, 0, 9, 9}, 1, 3, 4, 1);
    Tensor edge = Tensor.of(new float[] {-1, 1}, 1, 2, 1, 1); // right neighbour minus this pixel
    Tensor edges = image.conv2d(edge, 1, 0); // stride 1, no padding
    board.write("edges %s", edges.shape());
    board.write("%s", Arrays.toString(edges.data()));
  }

  private static void normalize(Blackboard board) {
    BatchNorm norm = new BatchNorm(2); // two maps
    Tensor x = Tensor.of(new float[] {1, 100, 2, 200, 3, 300, 6, 200}, 4, 1, 1, 2);
    Tensor y = norm.apply(Variable.constant(x)).value();
    board.write("means %s", Arrays.toString(x.mean(0, 1, 2).data()));
    for (int image = 0; image < 4; image++) {
      board.write("image %d  %5.2f %5.2f", image, y.get(image, 0, 0, 0), y.get(image, 0, 0, 1));
    }
  }

  /** Twelve blocks of eight maps, so 25 convolutions. */
  private static Module network(boolean shortcut) {
    Generator random = new Generator(42);
    List<Module> layers = new ArrayList<>();
    layers.add(new Conv2d(1, 8, 3, 2, 1, random.split("stem"))); // 8×8 pixels become 4×4
    for (int i = 0; i < 12; i++) {
      layers.add(new ResidualBlock(8, shortcut, random.split(i)));
    }
    layers.add(new GlobalAveragePool());
    layers.add(new Linear(8, 10, random.split("classes")));
    return new Sequential(layers.toArray(Module[]::new));
  }

  private static void deep(Blackboard board) throws IOException {
    Split data = Digits.load().split(0.8, 42);
    Normalization normalization = Normalization.of(data.train());
    List<CurveChart.Curve> curves = new ArrayList<>();
    for (boolean shortcut : new boolean[] {true, false}) {
      TrainingHistory history =
          new Trainer(network(shortcut))
              .sgd(0.05, 0.9)
              .epochs(8)
              .fit(data.train().batches(64).normalized(normalization).shuffled(42));
      List<EpochMetrics> epochs = history.epochs();
      String name = shortcut ? "with the shortcut" : "without";
      board.write("%s: loss %.3f", name, epochs.get(epochs.size() - 1).loss());
      curves.add(
          new CurveChart.Curve(
              name,
              epochs.stream().mapToDouble(EpochMetrics::epoch).toArray(),
              epochs.stream().mapToDouble(EpochMetrics::loss).toArray()));
    }
    board.draw(
        CurveChart.of(
            "lesson-07-shortcut",
            "25 convolutions learn digits",
            "The mean loss of the training images, with and without the shortcut past each block.",
            "epoch",
            "loss",
            curves));
  }

  private static void count(Blackboard board) {
    ResNet net = ResNet.blocks(1, 1, 1).width(16).channels(1).classes(10).build(42);
    board.write("%,d parameters", net.parameterCount());
    MultiplicationCount count = MultiplicationCount.of(net, Shape.of(8, 8, 1), CountingRule.EXACT);
    count.convolutions().forEach((layer, products) -> board.write("%-20s %,8d", layer, products));
    board.write("%-20s %,8d", "all convolutions", count.total());
    board.write("%-20s %,8d", "the linear layer", count.linear());
  }
}
