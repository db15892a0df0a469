package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which network: a name of the literature or a list of blocks, and its sizes. */
final class ModelOptions {
  /** Larger networks do not fit a JVM's arrays, and their counts not a {@code long}. */
  private static final int LARGEST = 4096;

  private static final int MOST_BLOCKS = 1000;

  @Parameter(
      names = "--model",
      description = "resnet8, resnet18, resnet20, resnet34 or resnet50",
      order = 1)
  private String model;

  @Parameter(
      names = "--blocks",
      description = "instead of --model: the blocks in each stage, such as 1,1,1 (width 16)",
      order = 2)
  private List<Integer> blocks;

  @Parameter(
      names = "--bottleneck",
      description = "with --blocks: bottleneck blocks, not basic ones",
      order = 3)
  private boolean bottleneck;

  @Parameter(
      names = "--width",
      description = "maps of the stem and the first stage, if not as the model or its weights have",
      order = 4)
  private Integer width;

  @Parameter(names = "--channels", description = "channels of the images, likewise", order = 5)
  private Integer channels;

  @Parameter(names = "--classes", description = "classes told apart, likewise", order = 6)
  private Integer classes;

  /**
   * What {@code --model} or {@code --blocks} names, in its own sizes; empty if neither is given.
   *
   * @throws UsageException if there is no such model or the options do not go together
   */
  Optional<ResNetDesign> named() {
    if (model != null && blocks != null) {
      throw new UsageException("--model and --blocks exclude one another");
    }
    if (bottleneck && blocks == null) {
      throw new UsageException("--bottleneck goes with --blocks");
    }
    checkRange("--width", width);
    checkRange("--channels", channels);
    checkRange("--classes", classes);
    try {
      if (model != null) {
        return Optional.of(ResNet.named(model));
      }
      if (blocks == null) {
        return Optional.empty();
      }
      blocks.forEach(count -> IntegerRange.check("--blocks", count, 1, MOST_BLOCKS));
      int[] perStage = blocks.stream().mapToInt(Integer::intValue).toArray();
      return Optional.of(bottleneck ? ResNet.bottlenecks(perStage) : ResNet.blocks(perStage));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Puts what is given under the keys of a training's configuration, but for what data fix. */
  void giveTo(Map<String, Object> settings) {
    if (model != null) {
      settings.put("model", model);
    }
    if (blocks != null) {
      settings.put("blocks", blocks);
      settings.put("bottleneck", bottleneck);
    }
    if (width != null) {
      settings.put("width", width);
    }
  }

  private static void checkRange(String option, Integer value) {
    if (value != null) {
      IntegerRange.check(option, value, 1, LARGEST);
    }
  }

  /** {@code design} in the sizes that are given. */
  ResNetDesign sized(ResNetDesign design) {
    return design
        .width(width == null ? design.width() : width)
        .channels(channels == null ? design.channels() : channels)
        .classes(classes == null ? design.classes() : classes);
  }

  /**
   * Checks that the sizes given are those of a design that something else has fixed.
   *
   * @param source what has fixed it, for the error
   * @throws UsageException naming the option and both values
   */
  void checkSizes(ResNetDesign design, Object source) {
    checkSame("--width", width, design.width(), source);
    checkSame("--channels", channels, design.channels(), source);
    checkSame("--classes", classes, design.classes(), source);
  }

  private static void checkSame(String option, Integer given, int fixed, Object source) {
    if (given != null && given != fixed) {
      throw new UsageException(
          option + " " + given + ": " + source + " has " + fixed + "; leave the option out");
    }
  }
}
