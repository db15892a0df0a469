package decisive.nn.decide;

import decisive.tensor.io.SafetensorsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads files of {@code decisive-dham-1}, which were of residual networks alone: a stem {@code
 * conv1}, a line in the metadata for each layer of the blocks,
 *
 * <pre>  layer.3 = layer1.1.conv2, stride 1, around IDENTITY, SPARSE, groups 0,1,2,3;4,5,6,7;…
 * </pre>
 *
 * <p>the mean of each map, and {@code linear}. Convolutions keep the images' size but for their
 * stride. What went "around" a block is its shortcut; a projection's stride is that of the block's
 * convolution that has one.
 */
final class ResNetDhamFile {
  static final String VERSION = "decisive-dham-1";
  static final String LAYER = "layer.";
  private static final String STEM = "conv1";
  private static final String FIRST_OF_BLOCK = ".conv1";

  private final SafetensorsFile stored;
  private final StoredFoldedWeights weights;

  ResNetDhamFile(SafetensorsFile stored) {
    this.stored = stored;
    this.weights = new StoredFoldedWeights(stored);
  }

  /**
   * @throws IllegalArgumentException if a line is none, or a tensor is missing: names it
   */
  List<DecidedStep> steps() {
    List<DecidedStep> steps = new ArrayList<>();
    steps.add(DecidedLayer.plain(STEM, convolution(STEM, 1), DecidedLayer.Keeps.POSITIVE));
    for (int i = 0; stored.metadata().containsKey(LAYER + i); i++) {
      steps.add(layer(LAYER + i));
    }
    if (steps.size() == 1) {
      throw new IllegalArgumentException("metadata: no layers");
    }
    steps.add(DecidedPool.global("pool"));
    steps.add(DecidedLayer.plain("linear", weights.linear("linear"), DecidedLayer.Keeps.ALL));
    return steps;
  }

  private DecidedLayer layer(String key) {
    String[] parts = stored.metadata().get(key).split(", ", 5);
    if (parts.length != 5
        || !parts[1].matches("stride [1-9]")
        || !parts[2].startsWith("around ")
        || !parts[4].startsWith("groups ")) {
      throw new IllegalArgumentException("metadata: " + key + " is not a layer's line");
    }
    String name = parts[0];
    int stride = Integer.parseInt(parts[1].substring("stride ".length()));
    FoldedWeights own = convolution(name, stride);
    return new DecidedLayer(
        name,
        name.endsWith(FIRST_OF_BLOCK),
        own,
        shortcut(parts[2].substring("around ".length()), name),
        DecidedLayer.Keeps.WINNERS,
        GroupsText.parse(parts[4].substring("groups ".length()), own.outputs()),
        StepLines.execution(parts[3]));
  }

  private Shortcut shortcut(String around, String layer) {
    return switch (around) {
      case "NONE" -> Shortcut.NONE;
      case "IDENTITY" -> Shortcut.IDENTITY;
      case "PROJECTION" -> {
        String block = layer.substring(0, layer.lastIndexOf('.') + 1);
        String name = block + "shortcut.0";
        yield new Shortcut.Projection(name, convolution(name, strideOfBlock(block)));
      }
      default -> throw new IllegalArgumentException("metadata: around " + around);
    };
  }

  /** That of the block's convolutions which has one. */
  private int strideOfBlock(String block) {
    return stored.metadata().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(LAYER))
        .map(Map.Entry::getValue)
        .filter(line -> line.startsWith(block) && line.contains(", stride "))
        .mapToInt(line -> line.charAt(line.indexOf(", stride ") + ", stride ".length()) - '0')
        .filter(stride -> stride >= 1 && stride <= 9)
        .max()
        .orElse(1);
  }

  private FoldedWeights convolution(String name, int stride) {
    FoldedWeights found = weights.convolution(name, stride, 0);
    if (found.size() % 2 == 0) {
      throw new IllegalArgumentException(
          name + ": a kernel of " + found.size() + ", which is no odd number");
    }
    return new FoldedWeights(found.weight(), found.bias(), stride, found.size() / 2, false);
  }
}
