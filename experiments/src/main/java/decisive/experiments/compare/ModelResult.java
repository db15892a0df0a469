package decisive.experiments.compare;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a comparison found of one model: a network that was trained, or a memory that stored. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NetworkResult.class, name = "network"),
  @JsonSubTypes.Type(value = MemoryResult.class, name = "memory")
})
public sealed interface ModelResult permits NetworkResult, MemoryResult {
  /** Unique in the comparison, and short: it heads a column. */
  String name();

  /**
   * On the test images, 0 to 100; ties shared: an answer of n candidates with the correct one among
   * them counts 1/n.
   */
  double accuracyPercent();

  /** To train the network, or to store the training images. */
  double secondsToTrain();

  /** To answer all test images. */
  double secondsToEvaluate();

  /** Both kinds of result begin with this. */
  static void checkAccuracy(double percent, String model) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "model " + model + ": accuracy " + percent + " is not a percentage, 0 to 100");
    }
  }
}
