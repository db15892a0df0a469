package decisive.nn.train;

import decisive.nn.train.metric.Scores;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One epoch of training in numbers.
 *
 * @param epoch from 0
 * @param loss mean over the epoch's examples, each measured before its step's update
 * @param scores of the same outputs, by the metrics chosen: with the batch's statistics, at the
 *     step's temperature
 * @param validation if there are batches to validate with
 * @param temperature of the last step, if there is a schedule
 * @param learningRate of the last step
 * @param examplesPerSecond of training alone
 * @param seconds of training alone, without validation
 */
public record EpochMetrics(
    int epoch,
    double loss,
    Scores scores,
    Optional<Validation> validation,
    OptionalDouble temperature,
    double learningRate,
    double examplesPerSecond,
    double seconds) {

  /**
   * The network on examples that it does not learn from, in evaluation mode.
   *
   * @param loss mean, as the network was at the epoch's end
   * @param scores as the network was at the epoch's end: with the gate, if there is a temperature
   * @param decided with winner-takes-all in every competition; empty if nothing competes
   */
  public record Validation(double loss, Scores scores, Optional<Scores> decided) {
    /**
     * Share of correct examples, 0 to 1.
     *
     * @throws IllegalArgumentException if the accuracy was not measured
     */
    public double accuracy() {
      return scores.accuracy();
    }

    /**
     * The same with winner-takes-all in every competition.
     *
     * @throws IllegalArgumentException if the accuracy was not measured
     */
    public double decidedAccuracy() {
      return decided.orElse(scores).accuracy();
    }
  }

  /**
   * Share of correct examples, 0 to 1.
   *
   * @throws IllegalArgumentException if the accuracy was not measured
   */
  public double accuracy() {
    return scores.accuracy();
  }

  /** One line for people. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    append(line, "epoch %d: loss %.4f%s", epoch, loss, others(scores));
    validation.ifPresent(
        v -> {
          append(line, "; validation: loss %.4f%s", v.loss, others(v.scores));
          v.decided.ifPresent(decided -> append(line, " (decided: %s)", decided));
        });
    line.append(';');
    temperature.ifPresent(t -> append(line, " temperature %.4g,", t));
    append(line, " learning rate %.3g, %.0f examples/s", learningRate, examplesPerSecond);
    return line.toString();
  }

  private static String others(Scores scores) {
    return scores.values().isEmpty() ? "" : ", " + scores;
  }

  private static void append(StringBuilder line, String format, Object... values) {
    line.append(String.format(Locale.ROOT, format, values));
  }
}
