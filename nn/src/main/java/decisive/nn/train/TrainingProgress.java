package decisive.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a training run is: whole epochs, and of the epoch after them what its metrics need.
 *
 * @param epochs whole epochs that are done, their validation included
 * @param batches of the next epoch that are done; all of them if only its validation is missing
 * @param examples in those batches
 * @param sums over those batches: under {@value #LOSS} the loss times the examples that count, and
 *     their number, and under each metric's name its sums
 * @param seconds that those batches took
 */
public record TrainingProgress(
    int epochs, int batches, int examples, Map<String, List<Double>> sums, double seconds) {
  /** The loss's name among the sums. */
  public static final String LOSS = "loss";

  /**
   * @throws IllegalArgumentException if a number is negative or not finite, or the numbers of a
   *     partial epoch contradict each other
   */
  public TrainingProgress {
    Map<String, List<Double>> copies = new LinkedHashMap<>();
    sums.forEach((name, values) -> copies.put(name, List.copyOf(values)));
    sums = Collections.unmodifiableMap(copies);
    boolean partial = batches > 0 && examples >= batches && hasLoss(sums);
    boolean whole = batches == 0 && examples == 0 && sums.isEmpty();
    if (epochs < 0
        || !(partial || whole)
        || !sums.values().stream().flatMap(List::stream).allMatch(Double::isFinite)
        || !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "training progress: epochs "
              + epochs
              + ", then batches "
              + batches
              + ", examples "
              + examples
              + ", sums "
              + sums
              + ", seconds "
              + seconds
              + ": no run can be there");
    }
  }

  private static boolean hasLoss(Map<String, List<Double>> sums) {
    return sums.containsKey(LOSS) && sums.get(LOSS).size() == 2 && sums.get(LOSS).get(1) >= 0;
  }

  /** At the beginning of an epoch. */
  public static TrainingProgress epochs(int epochs) {
    return new TrainingProgress(epochs, 0, 0, Map.of(), 0);
  }
}
