package decisive.experiments.train;

import decisive.nn.train.EpochMetrics;
import java.util.Locale;

/**
 * One epoch of a run: a line of {@code metrics.jsonl}. All but the last three is the same whenever
 * the run is repeated, interrupted or not.
 *
 * @param epoch from 1
 * @param loss mean over the training images, each measured before its step's update
 * @param trainAccuracyPercent of the same outputs, 0 to 100
 * @param testLoss mean over the test images with the gate; null if it is not finite
 * @param gatedAccuracyPercent on the test images with the softmax gate at this temperature
 * @param decidedAccuracyPercent on the test images after winner-takes-all
 * @param temperature of the epoch's last step
 * @param learningRate of the epoch's last step
 * @param imagesPerSecond of training alone
 * @param seconds of training alone
 * @param waitedPercent share of that time in which training waited for data, 0 to 100
 */
public record EpochRecord(
    int epoch,
    double loss,
    double trainAccuracyPercent,
    Double testLoss,
    double gatedAccuracyPercent,
    double decidedAccuracyPercent,
    double temperature,
    double learningRate,
    double imagesPerSecond,
    double seconds,
    double waitedPercent) {

  static EpochRecord of(EpochMetrics metrics, double waitedSeconds) {
    EpochMetrics.Validation test = metrics.validation().orElseThrow();
    return new EpochRecord(
        metrics.epoch() + 1,
        metrics.loss(),
        100 * metrics.accuracy(),
        Double.isFinite(test.loss()) ? test.loss() : null,
        100 * test.accuracy(),
        100 * test.decidedAccuracy(),
        metrics.temperature().orElseThrow(),
        metrics.learningRate(),
        metrics.examplesPerSecond(),
        metrics.seconds(),
        100 * Math.min(1, waitedSeconds / metrics.seconds()));
  }

  /** One line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "epoch %d: loss %.4f, train %.2f %%, test %.2f %% (decided %.2f %%), temperature %.4g,"
            + " learning rate %.3g, %.0f images/s",
        epoch,
        loss,
        trainAccuracyPercent,
        gatedAccuracyPercent,
        decidedAccuracyPercent,
        temperature,
        learningRate,
        imagesPerSecond);
  }
}
