package decisive.nn.checkpoint;

import decisive.nn.resnet.ResNet;
import decisive.nn.train.optimize.Optimizer;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a training run carries from one epoch to the next, in one file: the network, the
 * optimizer's settings and memory, and the number of epochs that are done. With the same data, seed
 * and settings a run goes on from it to the bit, since the order of the images follows from the
 * seed and the epoch:
 *
 * <pre>{@code
 * TrainingCheckpoint.save(file, net, trainer.optimizer(), epochsDone, provenance);
 * …
 * ResNet net = Checkpoint.network(file);
 * Trainer trainer = new Trainer(net).sgd(0.05, 0.9)…epochs(30);
 * trainer.from(TrainingCheckpoint.load(file, net, trainer.optimizer())).fit(batches);
 * }</pre>
 */
public final class TrainingCheckpoint {
  private static final String OPTIMIZER = "optimizer";
  private static final String EPOCHS = "epochs_done";

  private TrainingCheckpoint() {}

  /**
   * @param epochsDone 1 or more
   * @param provenance where the run comes from, such as seed, data hash, schedules, version; kept
   *     in the metadata beside the network's design
   * @throws IllegalArgumentException if the provenance has a key that the design, the optimizer's
   *     name or the epochs stand under
   */
  public static void save(
      Path file,
      ResNet network,
      Optimizer optimizer,
      int epochsDone,
      Map<String, String> provenance)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(network.design().metadata());
    metadata.put(OPTIMIZER, optimizer.toString());
    metadata.put(EPOCHS, Integer.toString(epochsDone));
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
   * @return the epochs that are done
   * @throws IllegalArgumentException if the file is another network's or another optimizer's, or no
   *     training checkpoint: says what differs, and changes nothing
   */
  public static int load(Path file, ResNet network, Optimizer optimizer) throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(file);
    String kind = stored.metadata().get(OPTIMIZER);
    String epochs = stored.metadata().get(EPOCHS);
    if (kind == null || epochs == null || !epochs.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          file + ": no training checkpoint; to load weights alone use Checkpoint.load");
    }
    if (!kind.equals(optimizer.toString())) {
      throw new IllegalArgumentException(
          file + ": was trained by " + kind + ", not by " + optimizer);
    }
    Map<String, Tensor> before = new LinkedHashMap<>();
    optimizer.state().forEach((name, value) -> before.put(name, value.copy()));
    optimizer.load(Checkpoint.further(stored));
    try {
      Checkpoint.load(stored, "", network, file.toString());
    } catch (IllegalArgumentException e) {
      optimizer.load(before);
      throw e;
    }
    return Integer.parseInt(epochs);
  }
}
