package decisive.nn.decide;

import decisive.nn.checkpoint.TorchLayout;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@link Dham} as a safetensors file: the folded weights and biases under the names of the
 * convolutions, in PyTorch's layout, and in the metadata a line for each layer:
 *
 * <pre>  layer.3 = layer1.1.conv2, stride 1, around IDENTITY, SPARSE, groups 0,1,2,3;4,5,6,7;…
 * </pre>
 */
final class DhamFile {
  private static final String FORMAT = "format";
  private static final String VERSION = "decisive-dham-1";
  private static final String LAYER = "layer.";
  private static final String STEM = "conv1";
  private static final String LINEAR = "linear";
  private static final String FIRST_OF_BLOCK = "conv1";

  /** Layers that a file may have: more than any network here. */
  private static final int MOST_LAYERS = 10_000;

  private DhamFile() {}

  // ---- writing

  static void write(Path file, Dham dham) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>(dham.notes());
    metadata.put(FORMAT, VERSION);
    put(tensors, STEM, dham.stem().convolution());
    int index = 0;
    for (DecidedLayer layer : dham.layers()) {
      put(tensors, layer.name(), layer.convolution());
      if (layer.projection() != null) {
        put(tensors, around(layer.name()), layer.projection());
      }
      metadata.put(
          LAYER + index++,
          String.join(
              ", ",
              layer.name(),
              "stride " + layer.convolution().stride(),
              "around " + layer.around(),
              layer.execution().name(),
              "groups " + GroupsText.of(layer.groups())));
    }
    tensors.put(LINEAR + ".weight", TorchLayout.weightsToTorch(dham.weight()));
    tensors.put(LINEAR + ".bias", dham.bias());
    SafetensorsFile.write(file, tensors, metadata);
  }

  private static void put(
      Map<String, Tensor> tensors, String name, DecidedConvolution convolution) {
    tensors.put(name + ".weight", TorchLayout.weightsToTorch(convolution.weight()));
    tensors.put(name + ".bias", convolution.bias());
  }

  /** {@code layer2.0.conv2} has its way around in {@code layer2.0.shortcut.0}. */
  static String around(String name) {
    return name.substring(0, name.lastIndexOf('.') + 1) + "shortcut.0";
  }

  private static boolean isOwn(String key) {
    return key.equals(FORMAT) || key.startsWith(LAYER);
  }

  static void checkKey(String key) {
    if (isOwn(key)) {
      throw new IllegalArgumentException(
          "notes: '" + key + "' is what the file says of the network; choose another key");
    }
  }

  // ---- reading

  /** Whether a file says that it holds a decided network. */
  static boolean holds(SafetensorsFile file) {
    return VERSION.equals(file.metadata().get(FORMAT));
  }

  static Dham read(Path file) throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(file);
    try {
      if (!holds(stored)) {
        throw new IllegalArgumentException(
            "not a decided network; make one of a checkpoint with 'decisive decide'");
      }
      return dham(stored);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": " + FormatException.printable(e.getMessage()), e);
    }
  }

  private static Dham dham(SafetensorsFile stored) {
    DecidedConvolution first = convolution(stored, STEM, 1);
    DecidedLayer stem =
        new DecidedLayer(
            STEM,
            false,
            first,
            DecidedLayer.Around.NONE,
            null,
            Groups.alone(first.outputs()),
            Execution.DENSE);
    List<DecidedLayer> layers = new ArrayList<>();
    int maps = first.outputs();
    int block = maps;
    for (int i = 0; i < MOST_LAYERS && stored.metadata().containsKey(LAYER + i); i++) {
      DecidedLayer layer = layer(stored, LAYER + i);
      block = layer.beginsBlock() ? maps : block;
      check(layer, maps, block);
      maps = layer.groups().maps();
      layers.add(layer);
    }
    if (layers.isEmpty() || !layers.get(0).beginsBlock()) {
      throw new IllegalArgumentException("metadata: no layers, or no block's first in front");
    }
    Tensor weight = TorchLayout.weightsFromTorch(stored.tensor(LINEAR + ".weight"));
    Tensor bias = stored.tensor(LINEAR + ".bias");
    if (weight.rank() != 2
        || weight.extent(0) != maps
        || bias.rank() != 1
        || bias.size() != weight.extent(1)) {
      throw new IllegalArgumentException(
          "linear layer: weight "
              + weight.shape()
              + " and bias "
              + bias.shape()
              + " for "
              + maps
              + " maps");
    }
    Map<String, String> notes = new LinkedHashMap<>(stored.metadata());
    notes.keySet().removeIf(DhamFile::isOwn);
    return new Dham(stem, layers, weight, bias, notes);
  }

  private static DecidedLayer layer(SafetensorsFile stored, String key) {
    String[] parts = stored.metadata().get(key).split(", ", 5);
    if (parts.length != 5
        || !parts[1].matches("stride [1-9]")
        || !parts[2].startsWith("around ")
        || !parts[4].startsWith("groups ")) {
      throw new IllegalArgumentException("metadata: " + key + " is not a layer's line");
    }
    String name = parts[0];
    int stride = Integer.parseInt(parts[1].substring("stride ".length()));
    DecidedLayer.Around around =
        DecidedLayer.Around.valueOf(
            parts[2].substring("around ".length()).toUpperCase(Locale.ROOT));
    DecidedConvolution convolution = convolution(stored, name, stride);
    return new DecidedLayer(
        name,
        name.endsWith("." + FIRST_OF_BLOCK),
        convolution,
        around,
        around == DecidedLayer.Around.PROJECTION
            ? convolution(stored, around(name), strideOfBlock(stored, name))
            : null,
        GroupsText.parse(parts[4].substring("groups ".length()), convolution.outputs()),
        Execution.valueOf(parts[3]));
  }

  /** That of the block's convolutions which has one. */
  private static int strideOfBlock(SafetensorsFile stored, String name) {
    String block = name.substring(0, name.lastIndexOf('.') + 1);
    return stored.metadata().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(LAYER))
        .map(Map.Entry::getValue)
        .filter(line -> line.startsWith(block) && line.contains(", stride "))
        .mapToInt(line -> line.charAt(line.indexOf(", stride ") + ", stride ".length()) - '0')
        .max()
        .orElse(1);
  }

  private static DecidedConvolution convolution(SafetensorsFile stored, String name, int stride) {
    for (String part : List.of(".weight", ".bias")) {
      if (!stored.names().contains(name + part)) {
        throw new IllegalArgumentException("missing tensor " + name + part);
      }
    }
    Tensor weight = TorchLayout.weightsFromTorch(stored.tensor(name + ".weight"));
    Tensor bias = stored.tensor(name + ".bias");
    if (weight.rank() != 4
        || weight.extent(0) != weight.extent(1)
        || weight.extent(0) % 2 == 0
        || weight.size() == 0
        || bias.rank() != 1
        || bias.size() != weight.extent(3)) {
      throw new IllegalArgumentException(
          name + ": weight " + weight.shape() + " and bias " + bias.shape() + " do not fit");
    }
    return new DecidedConvolution(weight, bias, stride);
  }

  private static void check(DecidedLayer layer, int maps, int block) {
    DecidedConvolution convolution = layer.convolution();
    boolean fits =
        convolution.inputs() == maps
            && (layer.around() != DecidedLayer.Around.IDENTITY || convolution.outputs() == block)
            && (layer.projection() == null
                || (layer.projection().inputs() == block
                    && layer.projection().outputs() == convolution.outputs()));
    if (!fits) {
      throw new IllegalArgumentException(
          layer.name()
              + ": weight "
              + convolution.weight().shape()
              + " does not fit "
              + maps
              + " maps before it and "
              + block
              + " around it");
    }
  }
}
