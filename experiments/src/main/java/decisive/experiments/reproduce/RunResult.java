package decisive.experiments.reproduce;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What came of a training run; all but the last is the same whenever it is repeated.
 *
 * @param run its name: a hash of its configuration
 * @param gatedPercent test accuracy after the last epoch, with the softmax gate
 * @param decidedPercent the same, winners taking all
 * @param multiplicationsExact an image, where each group has a winner
 * @param multiplicationsExecuted an image, by inputs that are not zero; mean over some test images
 * @param parameters trained numbers
 * @param weightsSha256 of the trained network
 * @param seconds of training
 */
public record RunResult(
    String run,
    double gatedPercent,
    double decidedPercent,
    long multiplicationsExact,
    long multiplicationsExecuted,
    long parameters,
    String weightsSha256,
    double seconds) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException for what no run has: a share outside 0 to 100, a negative
   *     number or one that is not finite, a missing or other hash
   */
  public RunResult {
    Objects.requireNonNull(run, "run");
    percent("gated_percent", gatedPercent);
    percent("decided_percent", decidedPercent);
    atLeastZero("multiplications_exact", multiplicationsExact);
    atLeastZero("multiplications_executed", multiplicationsExecuted);
    atLeastZero("parameters", parameters);
    atLeastZero("seconds", seconds);
    if (weightsSha256 == null || !SHA256.matcher(weightsSha256).matches()) {
      throw new IllegalArgumentException("weights_sha256 must be a SHA-256, 64 digits of 0-9a-f");
    }
  }

  private static void percent(String name, double value) {
    if (!(value >= 0 && value <= 100)) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 0 to 100");
    }
  }

  private static void atLeastZero(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 0 or more, and finite");
    }
  }
}
