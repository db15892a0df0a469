package decisive.nn.resnet;

import decisive.nn.competition.Competition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link ResNet} is made of. A value: each method gives a changed copy.
 *
 * @param bottleneck bottleneck instead of basic blocks
 * @param blocks in each stage
 * @param width maps of the stem and the first stage
 * @param channels of the images
 * @param classes told apart
 * @param competition among the maps
 */
public record ResNetDesign(
    boolean bottleneck,
    List<Integer> blocks,
    int width,
    int channels,
    int classes,
    Competition competition) {
  private static final int MOST_STAGES = 8;
  private static final int MOST_BLOCKS = 1000;
  private static final int MOST_MAPS = 1 << 20;

  /**
   * @throws IllegalArgumentException for numbers less than 1, more than 8 stages, 1000 blocks in a
   *     stage, or a width beyond 2^20 in the last stage
   */
  public ResNetDesign {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty() || blocks.size() > MOST_STAGES) {
      throw new IllegalArgumentException(
          "resnet: " + blocks.size() + " stages; choose 1 to " + MOST_STAGES);
    }
    blocks.forEach(count -> positive("blocks in a stage", count));
    blocks.forEach(count -> atMost("blocks in a stage", count, MOST_BLOCKS));
    positive("width", width);
    atMost("width", width, MOST_MAPS >> (blocks.size() - 1));
    positive("channels", channels);
    positive("classes", classes);
  }

  private static void positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "resnet: " + what + " is " + value + ", must be at least 1");
    }
  }

  private static void atMost(String what, int value, int most) {
    if (value > most) {
      throw new IllegalArgumentException(
          "resnet: " + what + " is " + value + ", must be at most " + most);
    }
  }

  static ResNetDesign basic(int... blocks) {
    return new ResNetDesign(false, list(blocks), 16, 3, 10, Competition.none());
  }

  static ResNetDesign bottleneck(int... blocks) {
    return new ResNetDesign(true, list(blocks), 16, 3, 10, Competition.none());
  }

  private static List<Integer> list(int[] blocks) {
    return Arrays.stream(blocks).boxed().toList();
  }

  static ResNetDesign named(String name) {
    return switch (name) {
      case "resnet8" -> basic(1, 1, 1);
      case "resnet20" -> basic(3, 3, 3);
      case "resnet18" -> basic(2, 2, 2, 2).width(64);
      case "resnet34" -> basic(3, 4, 6, 3).width(64);
      case "resnet50" -> bottleneck(3, 4, 6, 3).width(64);
      default ->
          throw new IllegalArgumentException(
              "model "
                  + name
                  + ": unknown; there are resnet8, resnet18, resnet20, resnet34 and resnet50");
    };
  }

  /** With {@code maps} maps in the stem and the first stage. */
  public ResNetDesign width(int maps) {
    return new ResNetDesign(bottleneck, blocks, maps, channels, classes, competition);
  }

  /** For images of {@code count} channels. */
  public ResNetDesign channels(int count) {
    return new ResNetDesign(bottleneck, blocks, width, count, classes, competition);
  }

  /** Telling {@code count} classes apart. */
  public ResNetDesign classes(int count) {
    return new ResNetDesign(bottleneck, blocks, width, channels, count, competition);
  }

  /** With this competition among the maps. */
  public ResNetDesign competition(Competition among) {
    return new ResNetDesign(bottleneck, blocks, width, channels, classes, among);
  }

  /** Maps that leave a stage. */
  public int outputs(int stage) {
    return (width << stage) * (bottleneck ? BottleneckBlock.EXPANSION : 1);
  }

  /** Competitions in the network: one after each convolution of a block. */
  public int competitions() {
    return blocks.stream().mapToInt(Integer::intValue).sum() * competitionsPerBlock();
  }

  int competitionsPerBlock() {
    return bottleneck ? BottleneckBlock.CONVOLUTIONS : BasicBlock.CONVOLUTIONS;
  }

  /**
   * Makes the network with fresh parameters.
   *
   * @throws IllegalArgumentException if the competition's groups do not divide a layer's maps
   */
  public ResNet build(long seed) {
    competition.checkCount(competitions());
    return new ResNet(this, seed);
  }

  /** This design as text, for a checkpoint's metadata. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("model", bottleneck ? "resnet-bottleneck" : "resnet-basic");
    metadata.put("blocks", blocks.toString());
    metadata.put("width", Integer.toString(width));
    metadata.put("channels", Integer.toString(channels));
    metadata.put("classes", Integer.toString(classes));
    metadata.put("competition", competition.toString());
    return metadata;
  }

  /**
   * Reads what {@link #metadata} writes.
   *
   * @throws IllegalArgumentException if an entry is missing or says something else
   */
  public static ResNetDesign ofMetadata(Map<String, String> metadata) {
    String model = entry(metadata, "model");
    if (!model.equals("resnet-basic") && !model.equals("resnet-bottleneck")) {
      throw new IllegalArgumentException("metadata: model '" + model + "' is not a resnet");
    }
    String[] blocks = entry(metadata, "blocks").replaceAll("[\\[\\] ]", "").split(",");
    return new ResNetDesign(
        model.equals("resnet-bottleneck"),
        Arrays.stream(blocks).map(text -> number("blocks", text)).toList(),
        number("width", entry(metadata, "width")),
        number("channels", entry(metadata, "channels")),
        number("classes", entry(metadata, "classes")),
        Competition.parse(entry(metadata, "competition")));
  }

  private static String entry(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "metadata: no entry '" + key + "'; name the model, as the file does not");
    }
    return value;
  }

  private static int number(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("metadata: " + key + " '" + text + "' is no number", e);
    }
  }
}
