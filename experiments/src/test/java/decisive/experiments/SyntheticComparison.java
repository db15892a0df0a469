package decisive.experiments;

import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.Configuration;
import decisive.experiments.compare.Environment;
import decisive.experiments.compare.EpochResult;
import decisive.experiments.compare.LayerWins;
import decisive.experiments.compare.MemoryInput;
import decisive.experiments.compare.MemoryResult;
import decisive.experiments.compare.ModelAnswer;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.NetworkResult;
import decisive.experiments.compare.SampleImage;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A comparison with made-up numbers of a realistic size, for tests of what is done with it. */
public final class SyntheticComparison {
  private static final Map<Integer, Double> ACCURACY =
      Map.of(1, 99.444, 2, 98.889, 4, 97.222, 8, 96.389, 16, 91.944);

  private static final long PARAMETERS = 77_754;
  private static final long DENSE = 2_073_600;

  private SyntheticComparison() {}

  /** The comparison as the command makes it by default. */
  public static Comparison standard() {
    return of(List.of(1, 2, 4, 8, 16), 30);
  }

  public static Comparison of(List<Integer> ks, int epochs) {
    List<ModelResult> models = new ArrayList<>();
    ks.forEach(k -> models.add(network(k, epochs)));
    models.add(shallow("pixels, 17 levels", new MemoryInput.Pixels(17), 71.25));
    models.add(shallow("pixels, 4 levels", new MemoryInput.Pixels(4), 37.9));
    ks.stream()
        .filter(k -> k > 1)
        .forEach(
            k ->
                models.add(
                    shallow(
                        "codes, k = " + k,
                        new MemoryInput.Codes(k),
                        ACCURACY.getOrDefault(k, 90.0) - 3)));
    return new Comparison(
        configuration(ks, epochs), environment(), "ab".repeat(32), models, samples(models));
  }

  /** The same comparison with other models, and no samples. */
  public static Comparison with(Comparison comparison, List<ModelResult> models) {
    return new Comparison(
        comparison.configuration(),
        comparison.environment(),
        comparison.weightsSha256(),
        models,
        List.of());
  }

  public static MemoryResult shallow(String name, MemoryInput input, double accuracy) {
    return new MemoryResult(name, input, accuracy, 10_880, 0.021, 0.18);
  }

  public static NetworkResult network(int k, int epochs) {
    return new NetworkResult(
        "k = " + k,
        k,
        ACCURACY.getOrDefault(k, 90.0),
        DENSE / k + 18_432,
        (long) (DENSE / k * 0.55) + 18_432,
        PARAMETERS,
        7.31 + k / 10.0,
        0.12,
        1e-5 * (1 + 4.0 / k),
        "cd".repeat(32),
        history(k, epochs),
        k == 1 ? List.of() : wins(k));
  }

  private static List<EpochResult> history(int k, int epochs) {
    Generator random = new Generator(k);
    List<EpochResult> history = new ArrayList<>();
    for (int e = 1; e <= epochs; e++) {
      double loss = (0.004 * k) + 2 * StrictMath.exp(-0.25 * e) * (0.9 + 0.2 * random.nextFloat());
      double accuracy = 100 - 70 * StrictMath.exp(-0.3 * e) - 0.3 * k * random.nextFloat();
      double temperature = StrictMath.pow(1000, (double) e / epochs);
      history.add(
          new EpochResult(
              e,
              loss,
              accuracy,
              accuracy - 0.5,
              Math.max(0, accuracy - 60.0 * k / 16 / e),
              k == 1 ? null : temperature,
              0.05 / StrictMath.pow(10, 3 * (e - 1) / epochs)));
    }
    return history;
  }

  private static List<LayerWins> wins(int k) {
    List<LayerWins> wins = new ArrayList<>();
    for (int stage = 1; stage <= 3; stage++) {
      int channels = 8 << stage;
      for (String act : List.of("relu1", "relu2")) {
        Generator random = new Generator(stage);
        double[] raw = new double[channels];
        double sum = 0;
        for (int c = 0; c < channels; c++) {
          raw[c] = StrictMath.pow(random.nextFloat(), k / 2.0);
          sum += raw[c];
        }
        List<Double> shares = new ArrayList<>();
        for (double share : raw) {
          shares.add(share / sum);
        }
        wins.add(new LayerWins("layer" + stage + ".0." + act, channels, k, shares));
      }
    }
    return wins;
  }

  private static List<SampleImage> samples(List<ModelResult> models) {
    Generator random = new Generator(7);
    List<SampleImage> samples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int label = i % 10;
      List<List<Integer>> rows = new ArrayList<>();
      for (int y = 0; y < 8; y++) {
        List<Integer> row = new ArrayList<>();
        for (int x = 0; x < 8; x++) {
          double r = Math.abs(StrictMath.hypot(x - 3.5, y - 3.5) - 2.5 - (label - 5) * 0.15);
          row.add((int) Math.max(0, 16 - 9 * r));
        }
        rows.add(row);
      }
      List<ModelAnswer> answers = new ArrayList<>();
      for (ModelResult model : models) {
        boolean correct = random.nextFloat() * 100 < model.accuracyPercent();
        boolean tied =
            model instanceof MemoryResult memory
                && memory.input() instanceof MemoryInput.Pixels
                && random.nextFloat() < 0.4;
        int wrong = (label + 3) % 10;
        answers.add(
            new ModelAnswer(
                model.name(), tied ? List.of(label, wrong) : List.of(correct ? label : wrong)));
      }
      samples.add(new SampleImage(17 * i, label, rows, answers));
    }
    return samples;
  }

  private static Configuration configuration(List<Integer> ks, int epochs) {
    return new Configuration(
        "digits (UCI, 8×8, 17 grey levels)",
        1437,
        360,
        "80 % of each class to learn",
        "ResNet, basic blocks [1,1,1], width 16",
        "consecutive groups of k maps",
        epochs,
        64,
        "SGD, momentum 0.9, weight decay 5e-4",
        "0.05, divided by 10 at epochs 10 and 20",
        "1 to 1000, exponential in the steps",
        ks,
        "decisive compare --seed 1 --epochs " + epochs);
  }

  private static Environment environment() {
    return new Environment(
        1, "simd", 2, "Eclipse Adoptium 17.0.15", "Linux 6.1", "amd64", "0.1.0", "2026-05-09");
  }
}
