package decisive.experiments.train;

import decisive.datasets.Normalization;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A network from a file, and what the file says of its training; a run's own {@code
 * best.safetensors} and {@code last.safetensors} say all of it.
 *
 * @param file where it is from
 * @param network with its weights
 * @param config of its run
 * @param normalization of the images it learned from
 * @param height of those images, in pixels
 * @param width of those images, in pixels
 * @param temperature of the gate when it was saved
 * @param testSha256 of the images it was tested with
 * @param classNames that it learned, one for each of its classes
 */
public record TrainedNetwork(
    Path file,
    ResNet network,
    Optional<RunConfig> config,
    Optional<Normalization> normalization,
    OptionalInt height,
    OptionalInt width,
    OptionalDouble temperature,
    Optional<String> testSha256,
    Optional<List<String>> classNames) {

  /**
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it does not describe and hold a network, or says something
   *     of its training that cannot be: names the file and what
   */
  public static TrainedNetwork read(Path file) throws IOException {
    Map<String, String> metadata = SafetensorsFile.read(file).metadata();
    ResNet network = Checkpoint.network(file);
    try {
      return new TrainedNetwork(
          file,
          network,
          Optional.ofNullable(metadata.get(RunCheckpoint.CONFIG))
              .map(json -> RunConfigJson.parse(json, RunCheckpoint.CONFIG)),
          normalization(metadata, OptionalInt.of(network.design().channels())),
          size(metadata, RunCheckpoint.HEIGHT),
          size(metadata, RunCheckpoint.WIDTH),
          temperature(metadata),
          Optional.ofNullable(metadata.get(RunCheckpoint.TEST)),
          ClassNames.of(metadata, network.design().classes()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": metadata: " + FormatException.printable(e.getMessage()), e);
    }
  }

  /**
   * What it is worth measuring it in: where it competes, the gate as it last was, if the file says,
   * and winner-takes-all; where nothing competes, ReLU.
   */
  public List<Phase> phases() {
    List<Competitor> competing = new ArrayList<>();
    network.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor && competitor.competes()) {
            competing.add(competitor);
          }
        });
    if (competing.isEmpty()) {
      return List.of(Phase.rectified());
    }
    return temperature.isPresent()
        ? List.of(Phase.gated(temperature.getAsDouble()), Phase.decided())
        : List.of(Phase.decided());
  }

  static Optional<Normalization> normalization(Map<String, String> metadata, OptionalInt channels) {
    if (!metadata.containsKey(RunCheckpoint.MEANS)) {
      return Optional.empty();
    }
    Normalization normalization =
        new Normalization(
            numbers(metadata, RunCheckpoint.MEANS), numbers(metadata, RunCheckpoint.STDS));
    if (normalization.channels() != channels.orElse(normalization.channels())) {
      throw new IllegalArgumentException(
          "a normalization of "
              + normalization.channels()
              + " channels, but a network of "
              + channels.getAsInt());
    }
    return Optional.of(normalization);
  }

  /** Reads a list as {@link List#toString} writes it. */
  private static List<Double> numbers(Map<String, String> metadata, String key) {
    String text = metadata.getOrDefault(key, "");
    try {
      return Arrays.stream(text.replaceAll("[\\[\\] ]", "").split(","))
          .map(Double::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " '" + text + "': want numbers, as in [0.5, 0.5]");
    }
  }

  static OptionalInt size(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    if (text == null) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(key + " '" + text + "': want a number of pixels");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static OptionalDouble temperature(Map<String, String> metadata) {
    String text = metadata.get(RunCheckpoint.TEMPERATURE);
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      double temperature = Double.parseDouble(text);
      if (temperature > 0 && Double.isFinite(temperature)) {
        return OptionalDouble.of(temperature);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("temperature '" + text + "': want a number above 0");
  }
}
