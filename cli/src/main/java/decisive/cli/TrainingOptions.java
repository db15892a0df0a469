package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.nn.competition.Competition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is trained on what, and how: the settings that a configuration file holds. */
final class TrainingOptions {
  @Parameter(
      names = "--data",
      description = "data set, as in digits or cifar10:PATH (decisive data info shows one)",
      order = 0)
  private String data;

  @ParametersDelegate private final ModelOptions model = new ModelOptions();

  @ParametersDelegate private final CompetitionOptions competition = new CompetitionOptions();

  @Parameter(
      names = "--temperature",
      description = "first and last of the softmax gate (1:1000)",
      order = 20)
  private String temperature;

  @Parameter(names = "--epochs", description = "passes over the training images (30)", order = 21)
  private Integer epochs;

  @Parameter(names = "--batch", description = "images a step (128)", order = 22)
  private Integer batch;

  @Parameter(names = "--lr", description = "the schedule's largest learning rate (0.1)", order = 23)
  private Double lr;

  @Parameter(
      names = "--schedule",
      description =
          "of the learning rate: steps (a tenth at one and two thirds of the run), one-cycle,"
              + " cosine or constant (steps)",
      order = 24)
  private String schedule;

  @Parameter(names = "--momentum", description = "of the gradient descent (0.9)", order = 25)
  private Double momentum;

  @Parameter(names = "--nesterov", description = "Nesterov's momentum", order = 26)
  private boolean nesterov;

  @Parameter(names = "--weight-decay", description = "of all weights (5e-4)", order = 27)
  private Double weightDecay;

  @Parameter(
      names = "--label-smoothing",
      description = "share of the target that is spread over all classes (0)",
      order = 28)
  private Double labelSmoothing;

  @Parameter(
      names = "--augment",
      description =
          "of the training images, as in crop4,flip,cutout8, or none (crop4,flip for CIFAR)",
      order = 29)
  private String augment;

  @Parameter(names = "--seed", description = "of every random choice (42)", order = 30)
  private Long seed;

  @ParametersDelegate private final ThreadOption threads = new ThreadOption();

  /** Sizes that the data have fixed. */
  ModelOptions model() {
    return model;
  }

  /**
   * What is given, by the keys of a configuration.
   *
   * @throws UsageException if options exclude one another
   */
  Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>();
    model.named();
    competition.competition(Optional.of(Competition.none()));
    put(given, "data", data);
    model.giveTo(given);
    competition.giveTo(given);
    put(given, "temperature", temperature);
    put(given, "epochs", epochs);
    put(given, "batch", batch);
    put(given, "lr", lr);
    put(given, "momentum", momentum);
    put(given, "nesterov", nesterov ? true : null);
    put(given, "schedule", schedule);
    put(given, "weight_decay", weightDecay);
    put(given, "label_smoothing", labelSmoothing);
    put(given, "augment", augment);
    put(given, "seed", seed);
    put(given, "threads", threads.given());
    return given;
  }

  private static void put(Map<String, Object> given, String key, Object value) {
    if (value != null) {
      given.put(key, value);
    }
  }
}
