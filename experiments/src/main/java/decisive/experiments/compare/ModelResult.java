package decisive.experiments.compare;

import java.util.List;

/**
 * One model of a comparison. What does not apply to its kind is null (numbers) or empty (lists).
 *
 * @param name unique in the comparison, short: it heads a column
 * @param kind what the model is
 * @param k maps per group of its network, or null
 * @param levels grey levels it tells apart, or null
 * @param accuracyPercent on the test images, 0 to 100; ties shared: an answer of n candidates with
 *     the right one among them counts 1/n
 * @param multiplicationsExact multiplications per image by the exact rule, or null
 * @param multiplicationsExecuted those whose input is not zero, mean over the test images rounded
 *     to a whole number, or null
 * @param parameters trained numbers, or null
 * @param bits of a memory's connections, or null
 * @param secondsToTrain to train the network or to store the training images
 * @param secondsToEvaluate to answer all test images
 * @param secondsAnImage of a decided network, computed densely or sparsely, whichever is faster, in
 *     whole batches on all threads, measured after everything else; of k = 1 as it is; or null
 * @param weightsSha256 SHA-256 of the trained weights (lower-case hex), or null
 * @param history one entry per epoch
 * @param winShares one entry per competition, in the order of the forward pass
 */
public record ModelResult(
    String name,
    ModelKind kind,
    Integer k,
    Integer levels,
    double accuracyPercent,
    Long multiplicationsExact,
    Long multiplicationsExecuted,
    Long parameters,
    Long bits,
    double secondsToTrain,
    double secondsToEvaluate,
    Double secondsAnImage,
    String weightsSha256,
    List<EpochResult> history,
    List<LayerWins> winShares) {
  public ModelResult {
    if (!(accuracyPercent >= 0 && accuracyPercent <= 100)) {
      throw new IllegalArgumentException(
          "model " + name + ": accuracy " + accuracyPercent + " is not a percentage, 0 to 100");
    }
    history = List.copyOf(history);
    winShares = List.copyOf(winShares);
  }

  /** The same, its time for an image known. */
  ModelResult withSecondsAnImage(double seconds) {
    return new ModelResult(
        name,
        kind,
        k,
        levels,
        accuracyPercent,
        multiplicationsExact,
        multiplicationsExecuted,
        parameters,
        bits,
        secondsToTrain,
        secondsToEvaluate,
        seconds,
        weightsSha256,
        history,
        winShares);
  }
}
