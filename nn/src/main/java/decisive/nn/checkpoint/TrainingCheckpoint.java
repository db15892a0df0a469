package decisive.nn.checkpoint;

import decisive.nn.Module;
import decisive.nn.train.TrainingProgress;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.optimize.Optimizer;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that a training run carries from one step to the next, in one file: the network, the
 * optimizer's settings and memory, and how far the run is. With the same data, seed and settings a
 * run goes on from it to the bit, since the order of the images follows from the seed and the
 * epoch:
 *
 * <pre>{@code
 * TrainingCheckpoint.save(file, net, trainer.optimizer(), trainer.progress(), provenance);
 * …
 * ResNet net = Checkpoint.network(file);
 * Trainer trainer = new Trainer(net).sgd(0.05, 0.9)…epochs(30);
 * trainer.from(TrainingCheckpoint.load(file, net, trainer.optimizer())).fit(batches);
 * }</pre>
 */
public final class TrainingCheckpoint {
  private static final String OPTIMIZER = "optimizer";
  private static final String EPOCHS = "epochs_done";

  /** How far an epoch is, if one is begun: see {@link TrainingProgress}. */
  private static final String PARTIAL = "epoch_so_far";

  /** Begins the keys of what the loss and the metrics of that epoch add up to. */
  private static final String SUMS = "epoch_sums.";

  private TrainingCheckpoint() {}

  /**
   * @param progress that network and optimizer are at
   * @param provenance where the run comes from, such as seed, data hash, schedules, version; kept
   *     in the metadata beside the network's own
   * @throws IllegalArgumentException if the provenance has a key that the network's metadata, the
   *     optimizer's name or the progress stand under
   */
  public static void save(
      Path file,
      Module network,
      Optimizer optimizer,
      TrainingProgress progress,
      Map<String, String> provenance)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(network.metadata());
    metadata.put(OPTIMIZER, optimizer.toString());
    metadata.put(EPOCHS, Integer.toString(progress.epochs()));
    metadata.put(
        PARTIAL,
        String.format(
            Locale.ROOT,
            "batches %d, examples %d, seconds %s",
            progress.batches(),
            progress.examples(),
            progress.seconds()));
    progress.sums().forEach((name, sums) -> metadata.put(SUMS + name, text(sums)));
    new TreeMap<>(provenance)
        .forEach(
            (key, value) -> {
              if (metadata.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException(
                    "checkpoint: the key '"
                        + key
                        + "' of the provenance is the file's own; choose another name");
              }
            });
    Checkpoint.save(file, network, optimizer.state(), metadata);
  }

  /**
   * Fills the network and the optimizer.
   *
   * @return how far the run is
   * @throws IllegalArgumentException if the file is another network's, by its weights or by what
   *     the network says of itself, or another optimizer's, or no training checkpoint: says what
   *     differs, and changes nothing
   */
  public static TrainingProgress load(Path file, Module network, Optimizer optimizer)
      throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(file);
    String kind = stored.metadata().get(OPTIMIZER);
    if (kind == null || !stored.metadata().containsKey(EPOCHS)) {
      throw new IllegalArgumentException(
          file + ": no training checkpoint; to load weights alone use Checkpoint.load");
    }
    if (!kind.equals(optimizer.toString())) {
      throw new IllegalArgumentException(
          file + ": was trained by " + kind + ", not by " + optimizer);
    }
    network
        .metadata()
        .forEach((key, value) -> checkSame(file, key, stored.metadata().get(key), value));
    TrainingProgress progress = progress(file, stored.metadata());
    Map<String, Tensor> before = new LinkedHashMap<>();
    optimizer.state().forEach((name, value) -> before.put(name, value.copy()));
    optimizer.load(Checkpoint.further(stored));
    try {
      Checkpoint.load(stored, "", network, file.toString());
    } catch (IllegalArgumentException e) {
      optimizer.load(before);
      throw e;
    }
    return progress;
  }

  /** A network of the same weights may yet be another, as by its competition. */
  private static void checkSame(Path file, String key, String stored, String own) {
    if (stored != null && !stored.equals(own)) {
      throw new IllegalArgumentException(
          file
              + ": was saved of a network with "
              + key
              + " '"
              + FormatException.printable(stored)
              + "', not '"
              + own
              + "'; build the network that was trained");
    }
  }

  /** Decimal texts of doubles give the same bits back. */
  private static String text(List<Double> sums) {
    return sums.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static final Pattern PARTIAL_TEXT =
      Pattern.compile("batches (\\d{1,9}), examples (\\d{1,9}), seconds (\\S{1,30})");

  /** Of files from when every network told classes apart: "right" are the correct images. */
  private static final Pattern OLDER_PARTIAL_TEXT =
      Pattern.compile(
          "batches (\\d{1,9}), loss sum (\\S{1,30}), right (\\d{1,9}), images (\\d{1,9}),"
              + " seconds (\\S{1,30})");

  private static TrainingProgress progress(Path file, Map<String, String> metadata) {
    String epochs = metadata.get(EPOCHS);
    String partial = metadata.getOrDefault(PARTIAL, "batches 0, examples 0, seconds 0");
    try {
      if (epochs.matches("\\d{1,9}")) {
        Matcher now = PARTIAL_TEXT.matcher(partial);
        if (now.matches()) {
          return new TrainingProgress(
              Integer.parseInt(epochs),
              Integer.parseInt(now.group(1)),
              Integer.parseInt(now.group(2)),
              sums(metadata),
              Double.parseDouble(now.group(3)));
        }
        Matcher older = OLDER_PARTIAL_TEXT.matcher(partial);
        if (older.matches()) {
          return older(Integer.parseInt(epochs), older);
        }
      }
    } catch (IllegalArgumentException e) {
      // numbers that no run has: refused as texts that are none are
    }
    throw new IllegalArgumentException(
        file
            + ": how far the run is cannot be read: "
            + EPOCHS
            + " '"
            + FormatException.printable(epochs)
            + "', "
            + PARTIAL
            + " '"
            + FormatException.printable(partial)
            + "'; take another checkpoint of the run");
  }

  private static Map<String, List<Double>> sums(Map<String, String> metadata) {
    Map<String, List<Double>> sums = new LinkedHashMap<>();
    metadata.forEach(
        (key, text) -> {
          if (key.startsWith(SUMS)) {
            sums.put(
                key.substring(SUMS.length()),
                Arrays.stream(text.split(" ")).map(Double::valueOf).toList());
          }
        });
    return sums;
  }

  private static TrainingProgress older(int epochs, Matcher text) {
    int batches = Integer.parseInt(text.group(1));
    double loss = Double.parseDouble(text.group(2));
    int correct = Integer.parseInt(text.group(3));
    int images = Integer.parseInt(text.group(4));
    if (correct > images) {
      throw new IllegalArgumentException(correct + " correct of " + images + " images");
    }
    Map<String, List<Double>> sums = new LinkedHashMap<>();
    if (batches > 0) {
      sums.put(TrainingProgress.LOSS, List.of(loss, (double) images));
      sums.put(Metric.accuracy().name(), List.of((double) correct, (double) images));
    }
    return new TrainingProgress(epochs, batches, images, sums, Double.parseDouble(text.group(5)));
  }
}
