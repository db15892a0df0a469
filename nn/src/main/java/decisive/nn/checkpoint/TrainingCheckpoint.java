package decisive.nn.checkpoint;

import decisive.nn.resnet.ResNet;
import decisive.nn.train.TrainingProgress;
import decisive.nn.train.optimize.Optimizer;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** What an epoch has so far, if one is begun: see {@link TrainingProgress}. */
  private static final String PARTIAL = "epoch_so_far";

  private TrainingCheckpoint() {}

  /**
   * @param progress that network and optimizer are at
   * @param provenance where the run comes from, such as seed, data hash, schedules, version; kept
   *     in the metadata beside the network's design
   * @throws IllegalArgumentException if the provenance has a key that the design, the optimizer's
   *     name or the epochs stand under
   */
  public static void save(
      Path file,
      ResNet network,
      Optimizer optimizer,
      TrainingProgress progress,
      Map<String, String> provenance)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
    metadata.put(OPTIMIZER, optimizer.toString());
    metadata.put(EPOCHS, Integer.toString(progress.epochs()));
    metadata.put(PARTIAL, partial(progress));
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
   * @throws IllegalArgumentException if the file is another network's or another optimizer's, or no
   *     training checkpoint: says what differs, and changes nothing
   */
  public static TrainingProgress load(Path file, ResNet network, Optimizer optimizer)
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

  /** Decimal texts of doubles give the same bits back. */
  private static String partial(TrainingProgress progress) {
    return String.format(
        Locale.ROOT,
        "batches %d, loss sum %s, right %d, images %d, seconds %s",
        progress.batches(),
        progress.lossSum(),
        progress.right(),
        progress.images(),
        progress.seconds());
  }

  private static final Pattern PARTIAL_TEXT =
      Pattern.compile(
          "batches (\\d{1,9}), loss sum (\\S{1,30}), right (\\d{1,9}), images (\\d{1,9}),"
              + " seconds (\\S{1,30})");

  private static TrainingProgress progress(Path file, Map<String, String> metadata) {
    String epochs = metadata.get(EPOCHS);
    String text = metadata.getOrDefault(PARTIAL, partial(TrainingProgress.epochs(0)));
    Matcher partial = PARTIAL_TEXT.matcher(text);
    try {
      if (epochs.matches("\\d{1,9}") && partial.matches()) {
        return new TrainingProgress(
            Integer.parseInt(epochs),
            Integer.parseInt(partial.group(1)),
            Double.parseDouble(partial.group(2)),
            Integer.parseInt(partial.group(3)),
            Integer.parseInt(partial.group(4)),
            Double.parseDouble(partial.group(5)));
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
            + FormatException.printable(text)
            + "'; take another checkpoint of the run");
  }
}
