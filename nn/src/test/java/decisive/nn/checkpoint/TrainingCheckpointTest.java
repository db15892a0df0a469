package decisive.nn.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.competition.Competition;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.EpochMetrics;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingListener;
import decisive.nn.train.TrainingProgress;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.optimize.AdamW;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that stops, is saved and goes on ends with the bits of one that did not stop. */
class TrainingCheckpointTest {
  private static final Batches DATA =
      new Batches() {
        @Override
        public Iterable<Batch> epoch(int epoch) {
          Generator generator = new Generator(9).split(epoch);
          return List.of(batch(generator.split(0)), batch(generator.split(1)));
        }

        private Batch batch(Generator generator) {
          return new Batch(
              Tensor.uniform(generator, -1, 1, 6, 8, 8, 1), new int[] {0, 1, 2, 0, 1, 2});
        }

        @Override
        public int count() {
          return 2;
        }
      };

  private static ResNet network(long seed) {
    return ResNet.blocks(1, 1)
        .width(4)
        .channels(1)
        .classes(3)
        .competition(Competition.groupsOf(2))
        .build(seed);
  }

  private static Trainer trainer(ResNet network) {
    return new Trainer(network)
        .sgd(0.05, 0.9)
        .weightDecay(5e-4)
        .temperature(TemperatureSchedule.between(1, 100))
        .epochs(4);
  }

  private static Path saveAfterTwo(Path directory) {
    Path file = directory.resolve("last.safetensors");
    ResNet network = network(1);
    Trainer trainer = trainer(network);
    trainer
        .listen(
            new TrainingListener() {
              @Override
              public void epoch(EpochMetrics metrics) {
                if (metrics.epoch() == 1) {
                  try {
                    TrainingCheckpoint.save(
                        file,
                        network,
                        trainer.optimizer(),
                        trainer.progress(),
                        Map.of("seed", "1"));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                  trainer.stop();
                }
              }
            })
        .fit(DATA);
    return file;
  }

  @Test
  void goesOnToTheBit(@TempDir Path directory) throws IOException {
    ResNet whole = network(1);
    trainer(whole).fit(DATA);

    Path file = saveAfterTwo(directory);
    ResNet resumed = Checkpoint.network(file);
    Trainer trainer = trainer(resumed);
    TrainingProgress done = TrainingCheckpoint.load(file, resumed, trainer.optimizer());
    trainer.from(done).fit(DATA);

    assertEquals(TrainingProgress.epochs(2), done);
    assertEquals(WeightsHash.of(whole), WeightsHash.of(resumed));
    Map<String, String> metadata = SafetensorsFile.read(file).metadata();
    assertEquals("1", metadata.get("seed"));
    assertEquals("k=2", metadata.get("competition"));
  }

  @Test
  void goesOnToTheBitInsideAnEpoch(@TempDir Path directory) throws IOException {
    ResNet whole = network(1);
    trainer(whole).fit(DATA);

    Path file = directory.resolve("last.safetensors");
    ResNet network = network(1);
    Trainer first = trainer(network);
    first.listen(
        new TrainingListener() {
          @Override
          public void step(int step, double loss) {
            if (step == 4) {
              first.stop();
            }
          }
        });
    first.fit(DATA);
    TrainingCheckpoint.save(file, network, first.optimizer(), first.progress(), Map.of());

    ResNet resumed = Checkpoint.network(file);
    Trainer second = trainer(resumed);
    TrainingProgress progress = TrainingCheckpoint.load(file, resumed, second.optimizer());
    assertEquals(first.progress(), progress);
    assertEquals(2, progress.epochs());
    assertEquals(1, progress.batches());
    second.from(progress).fit(DATA);
    assertEquals(WeightsHash.of(whole), WeightsHash.of(resumed));
  }

  /** Files from before runs could stop inside an epoch. */
  @Test
  void aFileThatNamesOnlyWholeEpochsIsAtTheBeginningOfOne(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("older.safetensors");
    ResNet network = network(1);
    Trainer trainer = trainer(network);
    Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
    metadata.put("optimizer", trainer.optimizer().toString());
    metadata.put("epochs_done", "3");
    Checkpoint.save(file, network, trainer.optimizer().state(), metadata);
    assertEquals(
        TrainingProgress.epochs(3), TrainingCheckpoint.load(file, network, trainer.optimizer()));
  }

  @Test
  void refusesProgressThatNoRunHas(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("damaged.safetensors");
    ResNet network = network(1);
    Trainer trainer = trainer(network);
    for (String text :
        List.of(
            "batches 1",
            "batches 1, loss sum NaN, right 1, images 6, seconds 1.0",
            "batches 1, loss sum x, right 1, images 6, seconds 1.0",
            "batches 1, loss sum 2.0, right 7, images 6, seconds 1.0",
            "batches 1, examples 6, seconds 1.0", // and no sums
            "batches 1, examples 6, seconds Infinity")) {
      Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
      metadata.put("optimizer", trainer.optimizer().toString());
      metadata.put("epochs_done", "1");
      metadata.put("epoch_so_far", text);
      Checkpoint.save(file, network, trainer.optimizer().state(), metadata);
      assertEquals(
          file
              + ": how far the run is cannot be read: epochs_done '1', epoch_so_far '"
              + text
              + "'; take another checkpoint of the run",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> TrainingCheckpoint.load(file, network, trainer.optimizer()))
              .getMessage());
    }
  }

  /** Otherwise the file could be written and never be loaded. */
  @Test
  void provenanceCannotTakeTheFilesOwnKeys(@TempDir Path directory) {
    Path file = directory.resolve("taken.safetensors");
    ResNet network = network(1);
    for (String key : List.of("optimizer", "epochs_done", "epoch_so_far", "width")) {
      assertEquals(
          "checkpoint: the key '"
              + key
              + "' of the provenance is the file's own; choose another name",
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      TrainingCheckpoint.save(
                          file,
                          network,
                          trainer(network).optimizer(),
                          TrainingProgress.epochs(1),
                          Map.of(key, "mine")))
              .getMessage());
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void whatDoesNotFitChangesNothing(@TempDir Path directory) throws IOException {
    Path file = saveAfterTwo(directory);
    ResNet network = network(2);
    String before = WeightsHash.of(network);
    assertEquals(
        file
            + ": was trained by Sgd, momentum 0.9, weight decay 5.0E-4, not by AdamW, betas 0.9 and"
            + " 0.999, epsilon 1.0E-8, weight decay 0.01",
        assertThrows(
                IllegalArgumentException.class,
                () -> TrainingCheckpoint.load(file, network, new AdamW(network)))
            .getMessage());
    ResNet wider = ResNet.blocks(1, 1).width(8).channels(1).classes(3).build(2);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TrainingCheckpoint.load(file, wider, trainer(wider).optimizer()))
            .getMessage();
    assertTrue(message.contains("a network with width '4', not '8'"), message);
    Path weights = directory.resolve("weights.safetensors");
    Checkpoint.save(weights, network);
    assertEquals(
        weights + ": no training checkpoint; to load weights alone use Checkpoint.load",
        assertThrows(
                IllegalArgumentException.class,
                () -> TrainingCheckpoint.load(weights, network, trainer(network).optimizer()))
            .getMessage());
    assertEquals(before, WeightsHash.of(network));
  }

  /** Files from when every network told classes apart. */
  @Test
  void readsTheProgressOfOlderFiles(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("older.safetensors");
    ResNet network = network(1);
    Trainer trainer = trainer(network);
    Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
    metadata.put("optimizer", trainer.optimizer().toString());
    metadata.put("epochs_done", "1");
    metadata.put("epoch_so_far", "batches 1, loss sum 7.25, right 4, images 6, seconds 1.5");
    Checkpoint.save(file, network, trainer.optimizer().state(), metadata);
    TrainingProgress progress = TrainingCheckpoint.load(file, network, trainer.optimizer());
    assertEquals(
        new TrainingProgress(
            1, 1, 6, Map.of("loss", List.of(7.25, 6.0), "accuracy", List.of(4.0, 6.0)), 1.5),
        progress);
    assertEquals(3, trainer.from(progress).fit(DATA).epochs().size());
  }

  @Test
  void aNetworkOfTheSameWeightsWithAnotherCompetitionIsAnother(@TempDir Path directory)
      throws IOException {
    Path file = saveAfterTwo(directory);
    ResNet other =
        ResNet.blocks(1, 1)
            .width(4)
            .channels(1)
            .classes(3)
            .competition(Competition.groupsOf(4))
            .build(1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TrainingCheckpoint.load(file, other, trainer(other).optimizer()))
            .getMessage();
    assertEquals(
        file
            + ": was saved of a network with competition 'k=2', not 'k=4'; build the network that"
            + " was trained",
        message);
  }

  /** An autoencoder that is no ResNet, with metrics of values, interrupted within an epoch. */
  @Test
  void anyModuleGoesOnToTheBit(@TempDir Path directory) throws IOException {
    Sequential whole = autoencoder(1);
    List<EpochMetrics> expected = autoencoding(whole).fit(DATA.reconstructing()).epochs();

    Path file = directory.resolve("last.safetensors");
    Sequential interrupted = autoencoder(1);
    Trainer first = autoencoding(interrupted);
    first.listen(
        new TrainingListener() {
          @Override
          public void step(int step, double loss) {
            if (step == 4) {
              first.stop();
            }
          }
        });
    first.fit(DATA.reconstructing());
    TrainingCheckpoint.save(file, interrupted, first.optimizer(), first.progress(), Map.of());

    Sequential resumed = autoencoder(2);
    Trainer second = autoencoding(resumed);
    TrainingProgress progress = TrainingCheckpoint.load(file, resumed, second.optimizer());
    assertEquals(first.progress(), progress);
    assertEquals(1, progress.batches());
    List<EpochMetrics> rest = second.from(progress).fit(DATA.reconstructing()).epochs();
    assertEquals(WeightsHash.of(whole), WeightsHash.of(resumed));
    assertEquals(expected.get(2).loss(), rest.get(0).loss());
    assertEquals(expected.get(2).scores(), rest.get(0).scores());

    Path weights = directory.resolve("weights.safetensors");
    Checkpoint.save(weights, resumed);
    Sequential loaded = autoencoder(3);
    Checkpoint.load(weights, loaded);
    assertEquals(WeightsHash.of(resumed), WeightsHash.of(loaded));

    Trainer other = autoencoding(autoencoder(1)).metrics(Metric.rSquared()).from(progress);
    String message =
        assertThrows(IllegalArgumentException.class, () -> other.fit(DATA.reconstructing()))
            .getMessage();
    assertTrue(message.contains("choose the metrics of the run that was interrupted"), message);
  }

  /** [N, 8, 8, 1] to four maps, and back. */
  private static Sequential autoencoder(long seed) {
    Generator generator = new Generator(seed);
    return new Sequential(
        new Conv2d(1, 4, 3, 1, 1, generator.split("in")),
        new Relu(),
        new Conv2d(4, 1, 3, 1, 1, generator.split("out")));
  }

  private static Trainer autoencoding(Sequential network) {
    return new Trainer(network)
        .adamW(0.01)
        .loss(new MeanSquaredError())
        .metrics(Metric.rSquared(), Metric.meanSquaredError())
        .epochs(4);
  }
}
