package decisive.experiments.train;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import decisive.datasets.transform.Augmentation;
import decisive.nn.competition.Competition;
import decisive.nn.competition.TemperatureSchedule;
import decisive.nn.resnet.ResNet;
import decisive.nn.resnet.ResNetDesign;
import decisive.nn.train.LearningRate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that decides what a training run computes. A missing setting (null) takes its default, so a
 * config is always complete; the recipe is the paper's, but for the number of epochs (300 there).
 *
 * @param data a name of {@link decisive.datasets.Datasets#named}; has no default
 * @param model a name of {@link ResNet#named}, by default resnet20; null where {@code blocks} are
 *     given
 * @param blocks in each stage, instead of a model
 * @param bottleneck of bottleneck blocks; goes with {@code blocks}
 * @param width maps of the stem and the first stage, by default the model's
 * @param k maps a group; of {@code k}, {@code kPerLayer} and {@code c} one is given
 * @param kPerLayer maps a group for each competition
 * @param c groups at every competition, or a list with one for each
 * @param strided groups of maps C/k apart instead of consecutive ones
 * @param winnersToOne whether winners become 1 where the competition is decided
 * @param temperature first and last of the softmax gate, as in {@code 1:1000}
 * @param epochs 1 to 10000
 * @param batch images a step, 1 to 65536
 * @param lr learning rate that the schedule multiplies, above 0
 * @param momentum 0 to below 1
 * @param nesterov Nesterov's momentum
 * @param schedule {@code steps} (divided by 10 at one and two thirds of the run), {@code
 *     one-cycle}, {@code cosine} or {@code constant}
 * @param weightDecay 0 or more
 * @param labelSmoothing 0 to below 1
 * @param augment an {@link Augmentation} of the training images, as in {@code crop4,flip}, or
 *     {@code none}; by default {@code crop4,flip} for CIFAR and {@code none} for others
 * @param seed of the split, the first weights, the order of the images and their augmentation
 * @param threads or null for as many as there are processors; changes the time alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunConfig(
    String data,
    String model,
    List<Integer> blocks,
    Boolean bottleneck,
    Integer width,
    Integer k,
    List<Integer> kPerLayer,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Integer> c,
    Boolean strided,
    Boolean winnersToOne,
    String temperature,
    Integer epochs,
    Integer batch,
    Double lr,
    Double momentum,
    Boolean nesterov,
    String schedule,
    Double weightDecay,
    Double labelSmoothing,
    String augment,
    Long seed,
    Integer threads) {
  private static final String DEFAULT_MODEL = "resnet20";
  private static final Map<String, LearningRate> SCHEDULES =
      Map.of(
          "steps", LearningRate.steps(0.1, 1 / 3., 2 / 3.),
          "one-cycle", LearningRate.oneCycle(),
          "cosine", LearningRate.cosine(),
          "constant", LearningRate.constant());
  private static final int MOST_EPOCHS = 10_000;
  private static final int LARGEST_BATCH = 65_536;
  private static final int LARGEST_WIDTH = 4096;
  private static final int MOST_THREADS = 1024;

  /**
   * @throws InvalidSettingException for a setting that is missing without a default, out of range,
   *     or does not go with another
   */
  public RunConfig {
    check("data", data != null && !data.isBlank(), "is missing: name a data set, as in digits");
    model = model == null && blocks == null ? DEFAULT_MODEL : model;
    check("blocks", model == null || blocks == null, "and model exclude one another");
    blocks = copy("blocks", blocks);
    bottleneck = or(bottleneck, false);
    check("bottleneck", !bottleneck || blocks != null, "goes with blocks");
    check(
        "width",
        width == null || width >= 1 && width <= LARGEST_WIDTH,
        width + ": want 1 to " + LARGEST_WIDTH);
    width = width == null ? network(model, blocks, bottleneck).width() : width;
    kPerLayer = copy("k_per_layer", kPerLayer);
    c = copy("c", c);
    strided = or(strided, false);
    winnersToOne = or(winnersToOne, false);
    temperature = or(temperature, "1:1000");
    epochs = or(epochs, 30);
    check("epochs", epochs >= 1 && epochs <= MOST_EPOCHS, epochs + ": want 1 to " + MOST_EPOCHS);
    batch = or(batch, 128);
    check("batch", batch >= 1 && batch <= LARGEST_BATCH, batch + ": want 1 to " + LARGEST_BATCH);
    lr = or(lr, 0.1);
    check("lr", lr > 0 && Double.isFinite(lr), lr + ": want a number above 0");
    momentum = or(momentum, 0.9);
    check("momentum", momentum >= 0 && momentum < 1, momentum + ": want 0 to below 1");
    nesterov = or(nesterov, false);
    check("nesterov", !nesterov || momentum > 0, "wants a momentum above 0");
    schedule = or(schedule, "steps");
    check(
        "schedule",
        SCHEDULES.containsKey(schedule),
        schedule + ": want steps, one-cycle, cosine or constant");
    weightDecay = or(weightDecay, 5e-4);
    check(
        "weight_decay",
        weightDecay >= 0 && Double.isFinite(weightDecay),
        weightDecay + ": want 0 or more");
    labelSmoothing = or(labelSmoothing, 0.0);
    check(
        "label_smoothing",
        labelSmoothing >= 0 && labelSmoothing < 1,
        labelSmoothing + ": want 0 to below 1");
    augment = or(augment, data.startsWith("cifar") ? "crop4,flip" : "none");
    augment = augmentation(augment).toString();
    seed = or(seed, 42L);
    check(
        "threads",
        threads == null || threads >= 1 && threads <= MOST_THREADS,
        threads + ": want 1 to " + MOST_THREADS);
    schedule(temperature);
    checkGroups(network(model, blocks, bottleneck).width(width), k, kPerLayer, c);
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static void check(String key, boolean valid, String problem) {
    if (!valid) {
      throw new InvalidSettingException(key, problem);
    }
  }

  private static List<Integer> copy(String key, List<Integer> numbers) {
    if (numbers == null) {
      return null;
    }
    check(key, numbers.stream().noneMatch(Objects::isNull), numbers + ": want numbers");
    return Collections.unmodifiableList(List.copyOf(numbers));
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static ResNetDesign network(String model, List<Integer> blocks, boolean bottleneck) {
    try {
      if (blocks == null) {
        return ResNet.named(model);
      }
      return bottleneck ? ResNet.bottlenecks(array(blocks)) : ResNet.blocks(array(blocks));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          blocks == null ? "model" : "blocks",
          (blocks == null ? model : blocks) + ": " + e.getMessage());
    }
  }

  private static TemperatureSchedule schedule(String temperature) {
    try {
      String[] ends = temperature.split(":", -1);
      if (ends.length == 2) {
        return TemperatureSchedule.between(
            Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new InvalidSettingException(
        "temperature", temperature + ": want the first and the last, both above 0, as in 1:1000");
  }

  private static Augmentation augmentation(String text) {
    try {
      return Augmentation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("augment", text + ": " + e.getMessage());
    }
  }

  private static void checkGroups(
      ResNetDesign network, Integer k, List<Integer> kPerLayer, List<Integer> c) {
    int given = (k == null ? 0 : 1) + (kPerLayer == null ? 0 : 1) + (c == null ? 0 : 1);
    check("k", given > 0, "is missing, and so are k-per-layer and c; k 1 means no competition");
    check("k", given == 1, "and k_per_layer and c exclude one another");
    try {
      ResNetDesign competing = network.competition(groups(k, kPerLayer, c));
      competing.build(0);
    } catch (IllegalArgumentException e) {
      String key = k != null ? "k" : kPerLayer != null ? "k_per_layer" : "c";
      throw new InvalidSettingException(
          key, (k != null ? k : kPerLayer != null ? kPerLayer : c) + ": " + e.getMessage());
    }
  }

  private static Competition groups(Integer k, List<Integer> kPerLayer, List<Integer> c) {
    if (k != null) {
      return Competition.groupsOf(k);
    }
    return kPerLayer != null
        ? Competition.groupsOfEach(array(kPerLayer))
        : Competition.groupsEach(array(c));
  }

  /** The network, for images and classes of the data. */
  public ResNetDesign design(int channels, int classes) {
    Competition among = groups(k, kPerLayer, c);
    among = strided ? among.strided() : among;
    among = winnersToOne ? among.winnersToOne() : among;
    return network(model, blocks, bottleneck)
        .width(width)
        .channels(channels)
        .classes(classes)
        .competition(among);
  }

  /** What is done to the training images, as {@code augment} says. */
  public Augmentation augmentation() {
    return augmentation(augment);
  }

  TemperatureSchedule temperatureSchedule() {
    return schedule(temperature);
  }

  LearningRate learningRate() {
    return SCHEDULES.get(schedule);
  }
}
