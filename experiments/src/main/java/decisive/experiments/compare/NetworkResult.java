package decisive.experiments.compare;

import java.util.List;

/**
 * A trained network after winner-takes-all.
 *
 * @param k maps a group
 * @param multiplicationsExact multiplications an image by the exact rule
 * @param multiplicationsExecuted those whose input is not zero, mean over the test images rounded
 *     to a whole number
 * @param parameters trained numbers
 * @param secondsToEvaluate of all test images: as many times {@code secondsAnImage}
 * @param secondsAnImage of the decided network, computed densely or sparsely, whichever is faster,
 *     in whole batches on all threads, measured after everything else; of k = 1 as it is
 * @param weightsSha256 SHA-256 of the trained weights (lower-case hex)
 * @param history one entry per epoch
 * @param winShares one entry per competition, in the order of the forward pass
 */
public record NetworkResult(
    String name,
    int k,
    double accuracyPercent,
    long multiplicationsExact,
    long multiplicationsExecuted,
    long parameters,
    double secondsToTrain,
    double secondsToEvaluate,
    double secondsAnImage,
    String weightsSha256,
    List<EpochResult> history,
    List<LayerWins> winShares)
    implements ModelResult {
  /**
   * @throws IllegalArgumentException if the accuracy is no percentage
   */
  public NetworkResult {
    history = List.copyOf(history);
    winShares = List.copyOf(winShares);
    ModelResult.checkAccuracy(accuracyPercent, name);
  }
}
