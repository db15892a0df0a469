package decisive.nn.checkpoint;

import decisive.nn.Module;
import decisive.nn.layer.Dropout;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network's parameters and buffers in a safetensors file, under PyTorch's names and in its
 * layouts, so that weights move both ways by name. Whatever else a run wants to keep goes into the
 * file's metadata (text) or beside the weights (further tensors).
 *
 * <p>Written whole or not at all: see {@link SafetensorsFile#write}.
 */
public final class Checkpoint {
  /** Begins the names of further tensors in a file; loading weights passes over them. */
  private static final String FURTHER = "further.";

  /** PyTorch's counter in every batch norm; nothing here needs it. */
  private static final String PYTORCHS_OWN = ".num_batches_tracked";

  /** Our counter in every dropout; PyTorch's files do not have it, and it stays as it is then. */
  private static final String OUR_OWN = Dropout.RUNS;

  /** Differences that an error names. */
  private static final int NAMED = 4;

  private Checkpoint() {}

  // ---- saving

  /**
   * Saves a network's weights, and what it says of itself ({@link Module#metadata}): of a {@link
   * ResNet} enough for {@link #network} to make it again from the file alone.
   */
  public static void save(Path file, Module network) throws IOException {
    save(file, network, network.metadata());
  }

  /** Saves weights and the metadata given. */
  public static void save(Path file, Module network, Map<String, String> metadata)
      throws IOException {
    save(file, network, Map.of(), metadata);
  }

  /**
   * Saves weights, further tensors (such as an optimizer's state; as they are, in our layout) and
   * metadata. {@link #further} gives the further tensors back.
   *
   * @throws IllegalArgumentException if a further tensor's name in the file is a weight's
   */
  public static void save(
      Path file, Module network, Map<String, Tensor> further, Map<String, String> metadata)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    state(network).forEach((name, value) -> tensors.put(name, TorchLayout.weightsToTorch(value)));
    further.forEach(
        (name, value) -> {
          if (tensors.put(FURTHER + name, value) != null) {
            throw new IllegalArgumentException(
                "checkpoint: '"
                    + FURTHER
                    + name
                    + "' is a weight of the network; give its module another name");
          }
        });
    SafetensorsFile.write(file, tensors, metadata);
  }

  // ---- loading

  /**
   * Makes the network that a file describes and holds.
   *
   * @throws IllegalArgumentException if the file does not say what it holds, or holds other weights
   */
  public static ResNet network(Path file) throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(file);
    ResNet network;
    try {
      ResNetDesign design = ResNetDesign.ofMetadata(stored.metadata());
      checkHeld(design, stored);
      network = design.build(0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    load(stored, "", network, file.toString());
    return network;
  }

  /** Metadata may promise any size; nothing is made that the file is too small to hold. */
  private static void checkHeld(ResNetDesign design, SafetensorsFile stored) {
    long described = design.build(0).parameterCount();
    long held = stored.names().stream().mapToLong(name -> stored.shape(name).size()).sum();
    if (described > held) {
      throw new IllegalArgumentException(
          "metadata: the network they describe has "
              + described
              + " weights, the file holds "
              + held
              + " values");
    }
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
   * @throws IllegalArgumentException if names or shapes differ: names them, and changes nothing
   */
  public static void load(SafetensorsFile stored, String prefix, Module network, String source) {
    Map<String, Tensor> state = state(network);
    List<String> problems = new ArrayList<>();
    Map<String, Tensor> values = new LinkedHashMap<>();
    state.forEach(
        (name, own) -> {
          String stands = prefix + name;
          if (!stored.names().contains(stands)) {
            if (!name.endsWith(OUR_OWN)) {
              problems.add("missing " + stands);
            }
          } else if (!stored.isFloating(stands)) {
            problems.add(stands + " is " + stored.dtype(stands) + ", the network wants floats");
          } else {
            Tensor value = TorchLayout.weightsFromTorch(stored.tensor(stands));
            if (value.shape().equals(own.shape())) {
              values.put(name, value);
            } else {
              problems.add(
                  stands
                      + " is "
                      + stored.shape(stands)
                      + ", the network wants "
                      + TorchLayout.weightsToTorch(own).shape());
            }
          }
        });
    if (prefix.isEmpty()) {
      for (String name : stored.names()) {
        if (!state.containsKey(name) && !name.endsWith(PYTORCHS_OWN) && !name.startsWith(FURTHER)) {
          problems.add("unexpected " + name);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          source
              + ": not the weights of this network: "
              + problems.stream()
                  .limit(NAMED)
                  .map(FormatException::printable)
                  .collect(Collectors.joining("; "))
              + (problems.size() > NAMED ? "; and " + (problems.size() - NAMED) + " more" : ""));
    }
    values.forEach((name, value) -> state.get(name).copyFrom(value));
  }

  /**
   * The further tensors that were saved in a file, by the names they were given.
   *
   * @throws IllegalArgumentException if one of them holds integers
   */
  public static Map<String, Tensor> further(SafetensorsFile stored) {
    Map<String, Tensor> further = new LinkedHashMap<>();
    for (String name : stored.names()) {
      if (name.startsWith(FURTHER)) {
        further.put(name.substring(FURTHER.length()), stored.tensor(name));
      }
    }
    return further;
  }

  /** Parameters and buffers by name, in the order of the modules. */
  static Map<String, Tensor> state(Module network) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    network.parameters().forEach((name, parameter) -> state.put(name, parameter.value()));
    state.putAll(network.buffers());
    return state;
  }
}
