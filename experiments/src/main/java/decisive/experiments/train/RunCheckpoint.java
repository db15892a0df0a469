package decisive.experiments.train;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.TrainingCheckpoint;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.TrainingProgress;
import decisive.nn.train.optimize.Optimizer;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files with weights in a run's directory. Beside what {@link TrainingCheckpoint} keeps, their
 * metadata say which run they are of ({@code config}, {@code train_sha256}, {@code test_sha256}),
 * which classes it learned ({@code class_names}), what the images were like ({@code image_height},
 * {@code image_width}, {@code normalization_means}, {@code normalization_deviations}), the last
 * epoch's {@code temperature}, and what was measured: in {@code last.safetensors} every epoch, in
 * {@code best.safetensors} its own.
 */
final class RunCheckpoint {
  static final String CONFIG = "config";
  static final String TEST = "test_sha256";
  static final String HEIGHT = "image_height";
  static final String WIDTH = "image_width";
  static final String MEANS = "normalization_means";
  static final String STDS = "normalization_deviations";
  static final String TEMPERATURE = "temperature";
  private static final String TRAIN = "train_sha256";
  private static final String METRICS = "metrics";
  private static final String WAITED = "epoch_waited_seconds";
  private static final String EPOCH = "epoch";

  private final RunDirectory directory;
  private final RunConfig config;
  private final RunData data;
  private final String version;

  RunCheckpoint(RunDirectory directory, RunConfig config, RunData data, String version) {
    this.directory = directory;
    this.config = config;
    this.data = data;
    this.version = version;
  }

  /**
   * Where a run is.
   *
   * @param waitedSeconds for data, in the epoch that is begun
   */
  record State(TrainingProgress progress, RunHistory history, double waitedSeconds) {}

  private Map<String, String> provenance() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put(CONFIG, RunConfigJson.line(config));
    provenance.put(TRAIN, data.trainSha256());
    provenance.put(TEST, data.testSha256());
    provenance.put(HEIGHT, Integer.toString(data.train().height()));
    provenance.put(WIDTH, Integer.toString(data.train().width()));
    provenance.put(MEANS, data.normalization().means().toString());
    provenance.put(STDS, data.normalization().stds().toString());
    provenance.put(ClassNames.KEY, ClassNames.text(data.train().classNames()));
    provenance.put("decisive", version);
    return provenance;
  }

  /**
   * @throws ArithmeticException if a weight is not finite: the file keeps what it has
   */
  void saveLast(ResNet network, Optimizer optimizer, State state) throws IOException {
    requireFinite(network);
    Map<String, String> provenance = provenance();
    provenance.put(METRICS, state.history().lines());
    state
        .history()
        .last()
        .ifPresent(epoch -> provenance.put(TEMPERATURE, Double.toString(epoch.temperature())));
    provenance.put(WAITED, Double.toString(state.waitedSeconds()));
    directory.writing(
        directory.last(),
        () ->
            TrainingCheckpoint.save(
                directory.last(), network, optimizer, state.progress(), provenance));
  }

  private static void requireFinite(ResNet network) {
    Map<String, Tensor> state = new LinkedHashMap<>(network.buffers());
    network.parameters().forEach((name, parameter) -> state.put(name, parameter.value()));
    state.forEach(
        (name, tensor) -> {
          for (float value : tensor.data()) {
            if (!Float.isFinite(value)) {
              throw new ArithmeticException(
                  "training: "
                      + name
                      + " has become NaN or infinite: train again with a smaller learning rate, or"
                      + " with one that starts small (one cycle).");
            }
          }
        });
  }

  void saveBest(ResNet network, EpochRecord epoch) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
    metadata.putAll(provenance());
    metadata.put(TEMPERATURE, Double.toString(epoch.temperature()));
    metadata.put(EPOCH, Integer.toString(epoch.epoch()));
    metadata.put("decided_accuracy_percent", Double.toString(epoch.decidedAccuracyPercent()));
    directory.writing(
        directory.best(), () -> Checkpoint.save(directory.best(), network, Map.of(), metadata));
  }

  /**
   * Fills network and optimizer from {@code last.safetensors}.
   *
   * @return where the run is; empty if nothing was saved yet
   * @throws IllegalArgumentException if it is of a run with another configuration or other data:
   *     says what differs
   */
  Optional<State> load(ResNet network, Optimizer optimizer) throws IOException {
    Path last = directory.last();
    if (!Files.exists(last)) {
      return Optional.empty();
    }
    Map<String, String> metadata = SafetensorsFile.read(last).metadata();
    RunConfig before = RunConfigJson.parse(entry(metadata, CONFIG), last.toString());
    List<String> differences = RunConfigJson.differences(config, before);
    if (differences.isEmpty()) {
      differences = new ArrayList<>();
      different(differences, "the training images", data.trainSha256(), entry(metadata, TRAIN));
      different(differences, "the test images", data.testSha256(), entry(metadata, TEST));
      ClassNames.check(
          config.data(),
          data.train().classNames(),
          last,
          ClassNames.of(metadata, data.train().classes()));
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          directory.path()
              + ": cannot go on with another training than was begun: "
              + String.join("; ", differences));
    }
    TrainingProgress progress = TrainingCheckpoint.load(last, network, optimizer);
    try {
      RunHistory history = RunHistory.parse(entry(metadata, METRICS));
      if (history.epochs().size() != progress.epochs()) {
        throw new IllegalArgumentException(
            "metrics of "
                + history.epochs().size()
                + " epochs, but "
                + progress.epochs()
                + " are done");
      }
      return Optional.of(new State(progress, history, Double.parseDouble(entry(metadata, WAITED))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(last + ": damaged: " + e.getMessage(), e);
    }
  }

  private static void different(List<String> differences, String what, String now, String before) {
    if (!now.equals(before)) {
      differences.add(what + " are others (SHA-256 " + now + ", was " + before + ")");
    }
  }

  private String entry(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          directory.last() + ": not of a training run (no " + key + " in its metadata)");
    }
    return value;
  }

  /** The epoch that {@code best.safetensors} is of; 0 if there is no such file to be read. */
  int bestEpoch() {
    try {
      return Integer.parseInt(
          SafetensorsFile.read(directory.best()).metadata().getOrDefault(EPOCH, "0"));
    } catch (IOException | IllegalArgumentException missing) {
      return 0;
    }
  }
}
