package decisive.experiments.reproduce;

import decisive.experiments.train.RunConfig;
import decisive.experiments.train.RunConfigJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How large a reproduction is: which data, network and recipe. */
public enum Scale {
  /** The shipped digits and a small network: a run takes some seconds. */
  MINUTES(
      5,
      16,
      Map.of(
          "data",
          "digits",
          "blocks",
          List.of(1, 1, 1),
          "width",
          16,
          "epochs",
          30,
          "batch",
          64,
          "lr",
          0.05)),
  /** CIFAR-10 and ResNet-20 for a few epochs: a run takes some minutes. */
  HOURS(
      1,
      16,
      Map.of(
          "model",
          "resnet20",
          "epochs",
          5,
          "batch",
          128,
          "lr",
          0.4,
          "nesterov",
          true,
          "schedule",
          "one-cycle")),
  /** The paper's own first column: CIFAR-10, ResNet-18, 300 epochs. */
  PAPER(
      3,
      64,
      Map.of(
          "model", "resnet18", "epochs", 300, "batch", 128, "lr", 0.1, "temperature", "10:10000"));

  private final int seeds;
  private final int widest;
  private final Map<String, Object> recipe;

  Scale(int seeds, int widest, Map<String, Object> recipe) {
    this.seeds = seeds;
    this.widest = widest;
    this.recipe = recipe;
  }

  /** Runs of each configuration, if not said otherwise. */
  public int seeds() {
    return seeds;
  }

  /** Maps of the first stage: the largest k and c. */
  public int widest() {
    return widest;
  }

  /** Whether the data comes with the program. */
  public boolean hasData() {
    return recipe.containsKey("data");
  }

  /**
   * A training run.
   *
   * @param data name of the data set, or null for the scale's own
   * @param changes settings of {@link RunConfig} that differ from the scale's recipe
   */
  RunConfig run(String data, Map<String, Object> changes, long seed) {
    Map<String, Object> settings = new LinkedHashMap<>(recipe);
    if (data != null) {
      settings.put("data", data);
    }
    settings.putAll(changes);
    settings.put("seed", seed);
    try {
      return RunConfigJson.read(null, settings);
    } catch (IOException e) {
      throw new UncheckedIOException("no file is read", e);
    }
  }

  /** Competitions of its network, from the input to the output. */
  int competitions() {
    return run("digits", Map.of("k", 1), 0).design(1, 2).competitions();
  }

  /** Where a run of this scale is not the paper's, in words. */
  public String differences() {
    RunConfig ours = run("digits", Map.of("k", 1), 0);
    String network = ours.model() != null ? ours.model() : "basic blocks " + ours.blocks();
    return this == PAPER
        ? "the paper's recipe; the temperature goes from 10 to 10 · 1000, as its authors' program"
            + " reads its arguments; the paper has a ResNet-50 on CIFAR-100 beside it"
        : String.format(
            Locale.ROOT,
            "%s, width %d, %d epochs of batches of %d, learning rate %s %s; the paper: ResNet-18 of"
                + " width 64 on CIFAR-10, 300 epochs, 0.1 divided by 10 after each third",
            network,
            ours.width(),
            ours.epochs(),
            ours.batch(),
            ours.lr(),
            ours.schedule());
  }
}
