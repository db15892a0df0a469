package decisive.nn.checkpoint;

import decisive.nn.Module;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's parameters and buffers in a safetensors file, under PyTorch's names and in its
 * layouts, so that weights move both ways by name. Whatever else a run wants to keep goes into the
 * file's metadata (text) or beside the weights under a prefix of its own (tensors).
 *
 * <p>Written whole or not at all: see {@link SafetensorsFile#write}.
 */
public final class Checkpoint {
  /** PyTorch's counter in every batch norm; nothing here needs it. */
  private static final String IGNORED = "num_batches_tracked";

  private Checkpoint() {}

  /** Saves weights and the metadata given. */
  public static void save(Path file, Module network, Map<String, String> metadata)
      throws IOException {
    save(file, network, Map.of(), metadata);
  }

  /**
   * Saves weights, further tensors (such as an optimizer's state; as they are, in our layout) and
   * metadata.
   *
   * @throws IllegalArgumentException if a further tensor has a weight's name
   */
  public static void save(
      Path file, Module network, Map<String, Tensor> further, Map<String, String> metadata)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    state(network).forEach((name, value) -> tensors.put(name, TorchLayout.weightsToTorch(value)));
    further.forEach(
        (name, value) -> {
          if (tensors.put(name, value) != null) {
            throw new IllegalArgumentException(
                "checkpoint: '" + name + "' is a weight of the network; use a prefix");
          }
        });
    SafetensorsFile.write(file, tensors, metadata);
  }

  /** Saves a network so that {@link #network} can make it again from the file alone. */
  public static void save(Path file, ResNet network) throws IOException {
    save(file, network, network.design().metadata());
  }

  /**
   * Makes the network that a file describes and holds.
   *
   * @throws IllegalArgumentException if the file does not say what it holds, or holds other weights
   */
  public static ResNet network(Path file) throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(file);
    ResNet network = ResNetDesign.ofMetadata(stored.metadata()).build(0);
    load(stored, "", network, file.toString());
    return network;
  }

  /**
   * Fills a network's parameters and buffers.
   *
   * @throws IllegalArgumentException if names or shapes differ: names them, and changes nothing
   */
  public static void load(Path file, Module network) throws IOException {
    load(SafetensorsFile.read(file), "", network, file.toString());
  }

  /**
   * Fills a network from those tensors of a file whose names begin with {@code prefix}; others are
   * ignored where the prefix is not empty.
   *
   * @param source named in errors
   */
  public static void load(SafetensorsFile stored, String prefix, Module network, String source) {
    Map<String, Tensor> state = state(network);
    List<String> problems = new ArrayList<>();
    Map<String, Tensor> values = new LinkedHashMap<>();
    state.forEach(
        (name, own) -> {
          if (!stored.names().contains(prefix + name)) {
            problems.add("missing " + prefix + name);
            return;
          }
          Tensor value = TorchLayout.weightsFromTorch(stored.tensor(prefix + name));
          if (!value.shape().equals(own.shape())) {
            problems.add(
                prefix
                    + name
                    + " is "
                    + stored.shape(prefix + name)
                    + ", the network wants "
                    + TorchLayout.weightsToTorch(own).shape());
            return;
          }
          values.put(name, value);
        });
    if (prefix.isEmpty()) {
      for (String name : stored.names()) {
        if (!state.containsKey(name) && !name.endsWith(IGNORED) && !name.startsWith("optimizer.")) {
          problems.add("unexpected " + name);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          source
              + ": not the weights of this network: "
              + String.join("; ", problems.subList(0, Math.min(4, problems.size())))
              + (problems.size() > 4 ? "; and " + (problems.size() - 4) + " more" : ""));
    }
    values.forEach(
        (name, value) ->
            System.arraycopy(value.data(), 0, state.get(name).data(), 0, value.size()));
  }

  /** Parameters and buffers by name, in the order of the modules. */
  static Map<String, Tensor> state(Module network) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    network.parameters().forEach((name, parameter) -> state.put(name, parameter.value()));
    state.putAll(network.buffers());
    return state;
  }
}
