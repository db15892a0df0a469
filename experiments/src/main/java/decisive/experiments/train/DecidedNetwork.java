package decisive.experiments.train;

import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.Split;
import decisive.datasets.transform.Augmentation;
import decisive.nn.decide.Dham;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A decided network, and what is known of the training of the network it was made of: its notes
 * keep the run's configuration and the images' normalization.
 *
 * @param file where it, or the network it was made of, is from
 * @param dham the network
 * @param config of the run
 * @param normalization of the images it learned from
 * @param height of those images, in pixels
 * @param width of those images, in pixels
 * @param classNames that it learned, one for each of its classes
 */
public record DecidedNetwork(
    Path file,
    Dham dham,
    Optional<RunConfig> config,
    Optional<Normalization> normalization,
    OptionalInt height,
    OptionalInt width,
    Optional<List<String>> classNames) {
  private static final List<String> KEPT =
      List.of(
          RunCheckpoint.CONFIG,
          RunCheckpoint.TEST,
          RunCheckpoint.HEIGHT,
          RunCheckpoint.WIDTH,
          RunCheckpoint.MEANS,
          RunCheckpoint.STDS,
          ClassNames.KEY);

  /** Whether a file says that it holds a decided network, rather than one in training. */
  public static boolean isDecided(Path file) throws IOException {
    return Dham.isDecided(SafetensorsFile.read(file));
  }

  /**
   * Reads a decided network.
   *
   * @throws IllegalArgumentException if the file holds something else: names what is wrong
   */
  public static DecidedNetwork read(Path file) throws IOException {
    return of(file, Dham.read(file));
  }

  /**
   * Decides a trained network.
   *
   * @throws IllegalArgumentException if it has no competition: names the file
   */
  public static DecidedNetwork decide(TrainedNetwork trained) throws IOException {
    Map<String, String> metadata = SafetensorsFile.read(trained.file()).metadata();
    Map<String, String> notes = new LinkedHashMap<>();
    for (String key : KEPT) {
      if (metadata.containsKey(key)) {
        notes.put(key, metadata.get(key));
      }
    }
    try {
      return of(trained.file(), Dham.decide(trained.network()).withNotes(notes));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(trained.file() + ": " + e.getMessage(), e);
    }
  }

  private static DecidedNetwork of(Path file, Dham dham) {
    Map<String, String> notes = dham.notes();
    try {
      return new DecidedNetwork(
          file,
          dham,
          Optional.ofNullable(notes.get(RunCheckpoint.CONFIG))
              .map(json -> RunConfigJson.parse(json, RunCheckpoint.CONFIG)),
          TrainedNetwork.normalization(notes, dham.channels()),
          TrainedNetwork.size(notes, RunCheckpoint.HEIGHT),
          TrainedNetwork.size(notes, RunCheckpoint.WIDTH),
          ClassNames.of(notes, dham.outputs()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": metadata: " + FormatException.printable(e.getMessage()), e);
    }
  }

  /** The same, its network replaced. */
  public DecidedNetwork with(Dham other) {
    return new DecidedNetwork(file, other, config, normalization, height, width, classNames);
  }

  /**
   * Images as the network wants them, in order.
   *
   * @param name of them, for errors
   * @param fallback normalization where the network's own is not known
   * @throws IllegalArgumentException if their channels or size are not those it learned from
   */
  public ImageBatches batches(
      String name, ImageDataset images, int batch, Supplier<Normalization> fallback) {
    int channels = dham.channels().orElse(images.channels());
    if (images.channels() != channels
        || height.orElse(images.height()) != images.height()
        || width.orElse(images.width()) != images.width()) {
      throw new IllegalArgumentException(
          name
              + ": images of "
              + size(images.height(), images.width(), images.channels())
              + ", the network of "
              + file
              + " learned from "
              + size(height.orElse(images.height()), width.orElse(images.width()), channels)
              + "; name the data set it was trained on, or one like it");
    }
    Augmentation augmentation =
        config.map(RunConfig::augmentation).orElse(Augmentation.NONE).withoutChance();
    return images
        .batches(batch)
        .augmented(augmentation, config.map(RunConfig::seed).orElse(0L))
        .normalized(normalization.orElseGet(fallback));
  }

  /**
   * Test images as the network wants them.
   *
   * @param name of the data set, for errors
   * @throws IllegalArgumentException if their channels, size or classes are not those it learned
   *     from
   */
  public ImageBatches testBatches(String name, Split data, int batch) {
    return labelled(name, data.test(), data, batch);
  }

  /** As {@link #testBatches}, of the training images, as they are and in order. */
  public ImageBatches trainingBatches(String name, Split data, int batch) {
    return labelled(name, data.train(), data, batch);
  }

  private ImageBatches labelled(String name, ImageDataset images, Split data, int batch) {
    ImageBatches batches = batches(name, images, batch, () -> Normalization.of(data.train()));
    if (images.classes() != dham.outputs()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + images.classes()
              + " classes, the network of "
              + file
              + " has "
              + dham.outputs()
              + "; name the data set it was trained on");
    }
    ClassNames.check(name, images.classNames(), file, classNames);
    return batches;
  }

  private static String size(int height, int width, int channels) {
    return height + "×" + width + "×" + channels;
  }
}
