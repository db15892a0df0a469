package decisive.nn.decide;

import decisive.nn.checkpoint.TorchLayout;
import decisive.tensor.Tensor;
import decisive.tensor.io.FormatException;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A {@link Dham} as a safetensors file: the folded weights and biases of layers under the layers'
 * names, in PyTorch's layout, and in the metadata {@code format = decisive-dham-2} and a line for
 * each step, counted from 0:
 *
 * <pre>
 *   step.0 = convolution, stride 1, padding 1, DENSE, relu, conv1
 *   step.1 = convolution, stride 1, padding 1, DENSE, groups 0,1,2,3;4,5,6,7;…, layer1.0.conv1
 *   step.2 = convolution, stride 1, padding 1, SPARSE, groups 0,1,2,3;4,5,6,7;…, layer1.0.conv2
 *   shortcut.2 = from 1
 *   step.3 = max pool, size 2, stride 2, padding 0, pool
 *   step.4 = flatten, flatten
 *   step.5 = linear, SPARSE, none, linear
 * </pre>
 *
 * <p>Pools are {@code max pool}, {@code average pool} (both as above) and {@code global average
 * pool, pool}. What follows a layer is {@code none}, {@code relu} or its groups, as {@link
 * GroupsText} writes them. {@code shortcut.2 = from 1} adds the input of step 1 to the sums of step
 * 2: the steps from 1 to 2, layers all, are a residual block. If the shortcut has a projection, its
 * geometry and name follow: {@code from 4, stride 2, padding 0, layer2.0.shortcut.0}. Names are
 * last, and may hold anything.
 *
 * <p>Other metadata are the network's {@link Dham#notes}. Files of {@code decisive-dham-1} are read
 * by {@link ResNetDhamFile}.
 */
final class DhamFile {
  private static final String FORMAT = "format";
  private static final String VERSION = "decisive-dham-2";
  static final String STEP = "step.";
  static final String SHORTCUT = "shortcut.";

  private DhamFile() {}

  // ---- writing

  static void write(Path file, Dham dham) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>(dham.notes());
    metadata.put(FORMAT, VERSION);
    int block = 0;
    for (int i = 0; i < dham.steps().size(); i++) {
      DecidedStep step = dham.steps().get(i);
      metadata.put(STEP + i, line(step));
      if (step instanceof DecidedLayer layer) {
        block = layer.beginsBlock() ? i : block;
        put(tensors, layer.name(), layer.weights());
        if (layer.endsBlock()) {
          metadata.put(SHORTCUT + i, "from " + block + projection(layer.shortcut()));
        }
        if (layer.shortcut() instanceof Shortcut.Projection projection) {
          put(tensors, projection.name(), projection.weights());
        }
      }
    }
    SafetensorsFile.write(file, tensors, metadata);
  }

  private static String line(DecidedStep step) {
    if (step instanceof DecidedLayer layer) {
      FoldedWeights weights = layer.weights();
      return (weights.linear() ? "linear" : "convolution" + geometry(weights))
          + ", "
          + layer.execution()
          + ", "
          + after(layer)
          + ", "
          + layer.name();
    }
    if (step instanceof DecidedPool pool) {
      String kind = pool.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " pool";
      return pool.kind() == DecidedPool.Kind.GLOBAL_AVERAGE
          ? kind + ", " + pool.name()
          : String.format(
              Locale.ROOT,
              "%s, size %d, stride %d, padding %d, %s",
              kind,
              pool.size(),
              pool.stride(),
              pool.padding(),
              pool.name());
    }
    return "flatten, " + step.name();
  }

  private static String geometry(FoldedWeights weights) {
    return ", stride " + weights.stride() + ", padding " + weights.padding();
  }

  private static String after(DecidedLayer layer) {
    return switch (layer.keeps()) {
      case ALL -> "none";
      case POSITIVE -> "relu";
      case WINNERS -> "groups " + GroupsText.of(layer.groups());
    };
  }

  private static String projection(Shortcut shortcut) {
    if (!(shortcut instanceof Shortcut.Projection projection)) {
      return "";
    }
    return (projection.weights().linear() ? ", linear" : geometry(projection.weights()))
        + ", "
        + projection.name();
  }

  private static void put(Map<String, Tensor> tensors, String name, FoldedWeights weights) {
    Tensor weight = weights.weight();
    Tensor ours = weights.linear() ? weight.reshape(weights.inputs(), weights.outputs()) : weight;
    tensors.put(name + ".weight", TorchLayout.weightsToTorch(ours));
    tensors.put(name + ".bias", weights.bias());
  }

  private static boolean isOwn(String key) {
    return key.equals(FORMAT)
        || key.startsWith(STEP)
        || key.startsWith(SHORTCUT)
        || key.startsWith(ResNetDhamFile.LAYER);
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
    String format = file.metadata().get(FORMAT);
    return VERSION.equals(format) || ResNetDhamFile.VERSION.equals(format);
  }

  static Dham read(Path file) throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(file);
    try {
      if (!holds(stored)) {
        throw new IllegalArgumentException(
            "not a decided network; make one of a checkpoint with 'decisive decide'");
      }
      Map<String, String> notes = new LinkedHashMap<>(stored.metadata());
      notes.keySet().removeIf(DhamFile::isOwn);
      return new Dham(
          VERSION.equals(stored.metadata().get(FORMAT))
              ? new StepLines(stored).steps()
              : new ResNetDhamFile(stored).steps(),
          notes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": " + FormatException.printable(e.getMessage()), e);
    }
  }
}
