package decisive.experiments.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.datasets.ImageDataset;
import decisive.datasets.ImageFormat;
import decisive.datasets.Split;
import decisive.datasets.corruption.Corruption;
import decisive.datasets.corruption.Noise;
import decisive.experiments.Progress;
import decisive.experiments.evaluate.EvaluationPlan.FewShot;
import decisive.experiments.train.DecidedNetwork;
import decisive.experiments.train.TrainedNetwork;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationRunTest {
  @TempDir private Path directory;

  private TrainedNetwork network(Map<String, String> metadata) throws IOException {
    ResNet network =
        ResNet.blocks(1)
            .width(4)
            .channels(1)
            .classes(2)
            .competition(Competition.groupsOf(2))
            .build(1);
    Map<String, String> all = new LinkedHashMap<>(network.design().metadata());
    all.putAll(metadata);
    Path file = directory.resolve("net.safetensors");
    Checkpoint.save(file, network, all);
    return TrainedNetwork.read(file);
  }

  /** Images of one grey each, brighter by class; 6 of each class. */
  private static ImageDataset images(int side, String... classes) {
    byte[] pixels = new byte[6 * classes.length * side * side];
    int[] labels = new int[6 * classes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % classes.length;
      for (int p = 0; p < side * side; p++) {
        pixels[i * side * side + p] = (byte) (10 * labels[i] + i + p);
      }
    }
    return ImageDataset.of(
        new ImageFormat("toy", side, side, 1, 255, List.of(classes)), pixels, labels);
  }

  private static EvaluationPlan plan(List<Corruption> noise, FewShot fewShot) {
    return new EvaluationPlan(
        "toy", 3, List.of(Phase.decided()), noise, Optional.ofNullable(fewShot), 4);
  }

  private static void assertRefused(String message, TrainedNetwork network, Split data) {
    assertRefused(message, network, data, plan(List.of(), null));
  }

  private static void assertRefused(
      String message, TrainedNetwork network, Split data, EvaluationPlan plan) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new EvaluationRun(network, plan, data))
            .getMessage());
  }

  @Test
  void unseenClassesAreForFewShotOnly() throws IOException {
    TrainedNetwork network = network(Map.of());
    Split data = new Split(images(8, "a", "b"), images(8, "x", "y", "z"));
    assertRefused(
        "toy: its test classes are not those to learn from; ask for few-shot evaluation, as in"
            + " --few-shot 5x5",
        network,
        data);
    FewShot asked = new FewShot(3, 2, Optional.empty(), 25);
    assertRefused(
        "toy: noise needs test images of the classes learned; leave --corrupt out",
        network,
        data,
        plan(List.of(Corruption.of(Noise.SHOT, 1)), asked));
    EvaluationRun run = new EvaluationRun(network, plan(List.of(), asked), data);
    AtomicLong steps = new AtomicLong();
    NetworkEvaluation found = run.run(counting(steps), "0");
    assertEquals(run.steps(), steps.get());
    assertTrue(found.phases().isEmpty());
    assertEquals(4, found.fewShot().queries(), "all but the shots");
    assertEquals("wta", found.fewShot().phase());
  }

  private static Progress counting(AtomicLong steps) {
    return new Progress() {
      @Override
      public void step() {
        steps.incrementAndGet();
      }

      @Override
      public void note(String text) {}
    };
  }

  @Test
  void imagesOfAnotherSizeThanLearned() throws IOException {
    TrainedNetwork network = network(Map.of("image_height", "8", "image_width", "9"));
    ImageDataset images = images(8, "a", "b");
    assertRefused(
        "toy: images of 8×8, the network of "
            + network.file()
            + " learned from 8×9; name the data set it was trained on, or one like it",
        network,
        new Split(images, images));
  }

  /** Renamed folders sort otherwise: with as many classes, all answers would be others'. */
  @Test
  void classesOfOtherNamesThanLearned() throws IOException {
    TrainedNetwork network = network(Map.of("class_names", "[\"apple\",\"bee\"]"));
    ImageDataset same = images(8, "apple", "bee");
    new EvaluationRun(network, plan(List.of(), null), new Split(same, same));
    ImageDataset renamed = images(8, "bee", "malus");
    assertRefused(
        "toy: its class 0 is 'bee', the network of "
            + network.file()
            + " learned 'apple' as class 0; classes are numbered in the order of their names, so"
            + " give the folders the names that they had: apple, bee",
        network,
        new Split(renamed, renamed));
    DecidedNetwork decided = DecidedNetwork.decide(network);
    assertEquals(List.of("apple", "bee"), decided.classNames().orElseThrow());
    Path file = directory.resolve("decided.safetensors");
    decided.dham().save(file);
    DecidedNetwork read = DecidedNetwork.read(file);
    read.testBatches("toy", new Split(same, same), 4);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> read.testBatches("toy", new Split(renamed, renamed), 4))
            .getMessage();
    assertTrue(message.startsWith("toy: its class 0 is 'bee', the network of " + file), message);
  }

  @Test
  void metadataThatCannotBe() {
    for (String[] bad :
        new String[][] {
          {"image_height", "-3", "image_height '-3': want a number of pixels"},
          {"class_names", "[\"a\"]", "class_names '[\"a\"]': want 2 names"},
          {"class_names", "{}", "class_names '{}': want 2 names"},
          {"class_names", "[null,null]", "class_names '[null,null]': want 2 names"},
          {"temperature", "hot", "temperature 'hot': want a number above 0"},
          {"temperature", "NaN", "temperature 'NaN': want a number above 0"},
          {
            "normalization_means",
            "[a]",
            "normalization_means '[a]': want numbers, as in [0.5, 0.5]"
          },
          {"config", "{\"k\":", "config: "},
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> network(Map.of(bad[0], bad[1])))
              .getMessage();
      assertTrue(
          message.startsWith(directory.resolve("net.safetensors") + ": metadata: " + bad[2]),
          message);
    }
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    network(
                        Map.of(
                            "normalization_means", "[0.1, 0.2]",
                            "normalization_deviations", "[1.0, 1.0]")))
            .getMessage();
    assertTrue(message.contains("a normalization of 2 channels, but a network of 1"), message);
  }

  @Test
  void aPlanWithoutAPhase() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EvaluationPlan("toy", 1, List.of(), List.of(), Optional.empty(), 1));
  }
}
