package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.datasets.Split;
import decisive.experiments.train.DecidedNetwork;
import decisive.experiments.train.RunConfig;
import decisive.experiments.train.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Path;

/** Options that name a network to decide, or one decided before, and its data set. */
final class DecidedSource {
  private static final long SEED = 42;

  @Parameter(
      names = "--checkpoint",
      description = "a trained network, such as a run's best.safetensors, or one decided before",
      required = true,
      order = 1)
  private Path checkpoint;

  @Parameter(
      names = "--data",
      description = "data set, as in digits or cifar10:PATH (the run's own)",
      order = 2)
  private String data;

  Path checkpoint() {
    return checkpoint;
  }

  /** Whether the file holds a network decided before. */
  boolean isDecided() throws IOException {
    return DecidedNetwork.isDecided(checkpoint);
  }

  /** The network, decided. */
  DecidedNetwork network() throws IOException {
    return isDecided()
        ? DecidedNetwork.read(checkpoint)
        : DecidedNetwork.decide(TrainedNetwork.read(checkpoint));
  }

  /**
   * The data set's name.
   *
   * @throws UsageException if neither the command line nor the network says
   */
  String name(DecidedNetwork decided) {
    if (data != null) {
      return data;
    }
    return decided
        .config()
        .map(RunConfig::data)
        .orElseThrow(
            () ->
                new UsageException(
                    "--data is needed: "
                        + checkpoint
                        + " does not say what its network was trained on"));
  }

  /** The data set, split as the network's run split it. */
  Split split(DecidedNetwork decided) throws IOException {
    return DataInfoCommand.named(name(decided), decided.config().map(RunConfig::seed).orElse(SEED));
  }
}
