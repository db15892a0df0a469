package decisive.experiments.compare;

/**
 * A shallow hetero-associative memory.
 *
 * @param input what it stores of an image
 * @param bits of its connections
 */
public record MemoryResult(
    String name,
    MemoryInput input,
    double accuracyPercent,
    long bits,
    double secondsToTrain,
    double secondsToEvaluate)
    implements ModelResult {
  /**
   * @throws IllegalArgumentException if the accuracy is no percentage
   */
  public MemoryResult {
    ModelResult.checkAccuracy(accuracyPercent, name);
  }
}
