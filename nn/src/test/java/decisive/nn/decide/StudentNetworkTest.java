package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.block.Unit;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Chain;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.layer.Sequential;
import decisive.nn.train.Trainer;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that somebody wrote, from its training to a smaller one in a file. */
class StudentNetworkTest {
  private static final int CLASSES = 4;

  /** Two convolutions, one with batch norm, maps that compete, and a head. */
  private static final class Net extends Chain {
    Net(Generator random) {
      child(
          "first",
          new Unit(
              new Conv2d(1, 8, 3, 1, 1, random.split("first")),
              new BatchNorm(8),
              new Competitor(Competition.groupsOf(4), 0, 8)));
      child("pool", new MaxPool2d(2));
      child(
          "second",
          new Unit(
              new Conv2d(8, 16, 2, 2, 0, random.split("second")).withBias(random.split("bias")),
              new Competitor(Competition.groupsOf(4), 1, 16)));
      child("flatten", new Flatten());
      child("head", new Linear(2 * 2 * 16, CLASSES, random.split("head")));
    }
  }

  /** Noise, and one quarter of the image lighter: its class. */
  private record Quarters(long seed, int count) implements Batches {
    @Override
    public Iterable<Batch> epoch(int epoch) {
      List<Batch> batches = new ArrayList<>();
      for (int b = 0; b < count; b++) {
        Tensor images = Tensor.normal(new Generator(seed).split(epoch).split(b), 0.3f, 40, 8, 8, 1);
        int[] labels = new int[40];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = i % CLASSES;
          for (int p = 0; p < 16; p++) {
            int row = labels[i] / 2 * 4 + p / 4;
            int column = labels[i] % 2 * 4 + p % 4;
            images.set(images.get(i, row, column, 0) + 1, i, row, column, 0);
          }
        }
        batches.add(new Batch(images, labels));
      }
      return batches;
    }
  }

  private static final Iterable<Batch> TEST = new Quarters(2, 3).epoch(0);

  private static Net net;
  private static Dham dham;

  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    net = new Net(new Generator(1));
    new Trainer(net).sgd(0.05, 0.9).epochs(3).fit(new Quarters(1, 10));
    Phase.decided().set(net);
    dham = Dham.decide(net);
  }

  @Test
  void isDecidedAndClassifies() {
    assertTrue(dham.accuracy(TEST) > 0.9, dham.confusion(TEST).toString());
    for (Batch batch : TEST) {
      Tensor expected = net.evaluating(() -> net.apply(Variable.constant(batch.inputs()))).value();
      Tensor logits = dham.logits(batch.inputs());
      for (int i = 0; i < logits.size(); i++) {
        assertEquals(expected.data()[i], logits.data()[i], 1e-4);
      }
    }
    assertEquals(OptionalInt.of(1), dham.channels());
    assertEquals(CLASSES, dham.outputs());
    assertEquals(9 * 8 + 4 * 8 * 16 + 64 * 4, dham.weights());
    assertEquals(
        List.of("second.conv", "head"),
        dham.executions().stream().map(Dham.LayerExecution::layer).toList());
  }

  /** Of 2 groups at a pooled location up to 4 maps each are not zero: windows of 2×2. */
  @Test
  void isCounted() {
    List<LayerCount> counts = dham.count(TEST);
    assertEquals(
        List.of("first.conv", "second.conv"), counts.stream().map(LayerCount::layer).toList());
    assertEquals(8 * 8 * 8 * 9, counts.get(0).exact());
    assertEquals(2 * 2 * 16 * 4 * (2 * 4), counts.get(1).exact());
    assertTrue(counts.get(1).executed() < counts.get(1).exact());
    for (MapWins layer : dham.wins(TEST)) {
      double sum = 0;
      for (double share : MapWins.shares(layer.all())) {
        sum += share;
      }
      assertEquals(1, sum, 1e-9, layer.layer());
    }
  }

  @Test
  void isExplained() {
    Batch batch = TEST.iterator().next();
    for (int image = 0; image < CLASSES; image++) {
      Explanation explanation =
          dham.explain(batch.inputs().slice(0, image, image + 1), OptionalInt.of(image));
      assertEquals(
          List.of("first.conv", "second.conv"),
          explanation.layers().stream().map(LayerExplanation::layer).toList());
      Tensor attribution = explanation.inputs().orElseThrow();
      assertEquals(Shape.of(8, 8, 1), attribution.shape());
      double inside = 0;
      for (int p = 0; p < 16; p++) {
        inside += attribution.get(image / 2 * 4 + p / 4, image % 2 * 4 + p % 4, 0);
      }
      assertTrue(inside > 0, "the light quarter speaks for its class: " + inside);
    }
  }

  @Test
  void isPrunedSavedAndRead() throws IOException {
    Pruning pruning = new Pruning(dham, dham.wins(TEST));
    assertEquals(8 + 16, pruning.candidates().size());
    Dham smaller = pruning.without(pruning.candidates().subList(0, pruning.silent() + 3));
    assertTrue(smaller.weights() < dham.weights());
    Path file = directory.resolve("smaller.safetensors");
    smaller.save(file);
    Dham read = Dham.read(file);
    for (Batch batch : TEST) {
      assertEquals(smaller.logits(batch.inputs()), read.logits(batch.inputs()));
      assertArrayEquals(smaller.predict(batch.inputs()), read.predict(batch.inputs()));
    }
    assertTrue(read.accuracy(TEST) > 0.7, "" + read.accuracy(TEST));
    assertEquals(2, read.calibrated(TEST.iterator().next().inputs()).executions().size());
  }

  /** Flattened images in, as many values out; vectors do as well. */
  @Test
  void anAutoencoderGivesWhatItsNetworkGives() {
    Generator random = new Generator(3);
    Module autoencoder =
        new Sequential(
            new Flatten(),
            new Linear(64, 16, random.split("in")),
            new Competitor(Competition.groupsOf(4), 0, 16),
            new Linear(16, 64, random.split("out")));
    Phase.decided().set(autoencoder);
    Dham decided = Dham.decide(autoencoder);
    Tensor images = Tensor.normal(random, 1, 5, 8, 8, 1);
    Tensor expected =
        autoencoder.evaluating(() -> autoencoder.apply(Variable.constant(images))).value();
    for (Tensor x : List.of(images, images.reshape(5, 64))) {
      Tensor outputs = decided.logits(x);
      assertEquals(Shape.of(5, 64), outputs.shape());
      for (int i = 0; i < outputs.size(); i++) {
        assertEquals(expected.data()[i], outputs.data()[i], 1e-5);
      }
    }
    assertEquals(OptionalInt.empty(), decided.channels());
    assertEquals(
        "dham: inputs [1,7,7,1] must be [N,64], or images of so many values",
        assertThrows(ShapeException.class, () -> decided.logits(Tensor.zeros(1, 7, 7, 1)))
            .getMessage());
  }

  /** Images out, as of a network that cleans them. */
  @Test
  void aNetworkThatGivesImagesHasNoClasses() {
    Generator random = new Generator(3);
    Module network =
        new Sequential(
            new Conv2d(1, 8, 3, 1, 1, random.split("in")),
            new Competitor(Competition.groupsOf(2), 0, 8),
            new Conv2d(8, 2, 3, 1, 1, random.split("out")));
    Dham decided = Dham.decide(network);
    Tensor images = Tensor.normal(random, 1, 3, 5, 6, 1);
    assertEquals(Shape.of(3, 5, 6, 2), decided.logits(images).shape());
    String message =
        assertThrows(IllegalArgumentException.class, () -> decided.predict(images)).getMessage();
    assertTrue(message.contains("gives images of 2 maps, not classes; end it with a"), message);
  }

  @Test
  void namesThePartThatCannotBeDecided() {
    Generator random = new Generator(3);
    Module own =
        new Module() {
          @Override
          protected Variable forward(Variable x) {
            return x.tanh();
          }
        };
    assertRefused(new Sequential(new Conv2d(1, 4, 3, 1, 1, random), own), "part 1", "extend Chain");
    assertRefused(
        new Sequential(
            new Conv2d(1, 4, 3, ConvolutionSettings.of(1, 1).dilation(2), random),
            new Competitor(Competition.groupsOf(2), 0, 4)),
        "0: a convolution of dilation 2",
        "use dilation 1 and one group");
    assertRefused(
        new Sequential(
            new Conv2d(1, 4, 3, 1, 1, random),
            new Competitor(Competition.groupsOf(2), 0, 4),
            new Linear(4, 2, random)),
        "2: a linear layer after images",
        "put a Flatten or GlobalAveragePool before it");
    assertRefused(
        new Sequential(
            new Conv2d(1, 4, 3, 1, 1, random),
            new Competitor(Competition.groupsOf(2), 0, 4),
            new Flatten()),
        "2: flattens the images last",
        "put a Linear behind it");
  }

  private static void assertRefused(Module network, String... parts) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Dham.decide(network)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
