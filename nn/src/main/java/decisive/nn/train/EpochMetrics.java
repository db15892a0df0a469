package decisive.nn.train;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One epoch of training in numbers. Accuracies are shares, 0 to 1.
 *
 * @param epoch from 0
 * @param loss mean over the epoch's images, each measured before its step's update
 * @param accuracy of the same outputs: with the batch's statistics, at the step's temperature
 * @param validation if there are batches to validate with
 * @param temperature of the last step, if there is a schedule
 * @param learningRate of the last step
 * @param imagesPerSecond of training alone
 * @param seconds of training alone, without validation
 */
public record EpochMetrics(
    int epoch,
    double loss,
    double accuracy,
    Optional<Validation> validation,
    OptionalDouble temperature,
    double learningRate,
    double imagesPerSecond,
    double seconds) {

  /**
   * The network on images that it does not learn from, in evaluation mode.
   *
   * @param loss mean, as the network was at the epoch's end
   * @param accuracy as the network was at the epoch's end: with the gate, if there is a temperature
   * @param decidedAccuracy with winner-takes-all in every competition
   */
  public record Validation(double loss, double accuracy, double decidedAccuracy) {}

  /** One line for people. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    append(line, "epoch %d: loss %.4f, accuracy %.2f %%", epoch, loss, 100 * accuracy);
    validation.ifPresent(
        v ->
            append(
                line,
                ", validation %.2f %% (decided %.2f %%)",
                100 * v.accuracy,
                100 * v.decidedAccuracy));
    temperature.ifPresent(t -> append(line, ", temperature %.4g", t));
    append(line, ", learning rate %.3g, %.0f images/s", learningRate, imagesPerSecond);
    return line.toString();
  }

  private static void append(StringBuilder line, String format, Object... values) {
    line.append(String.format(Locale.ROOT, format, values));
  }
}
