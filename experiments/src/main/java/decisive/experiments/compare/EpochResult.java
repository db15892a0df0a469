package decisive.experiments.compare;

/**
 * One epoch of a training run.
 *
 * @param epoch from 1
 * @param loss mean training loss, finite
 * @param trainAccuracyPercent on the training images while they are learnt, 0 to 100
 * @param gatedAccuracyPercent on the test images with the softmax gate at this epoch's temperature,
 *     or null where not measured
 * @param decidedAccuracyPercent on the test images after winner-takes-all, or null where not
 *     measured
 * @param temperature at the end of the epoch, positive, or null where nothing competes
 * @param learningRate of the epoch
 */
public record EpochResult(
    int epoch,
    double loss,
    double trainAccuracyPercent,
    Double gatedAccuracyPercent,
    Double decidedAccuracyPercent,
    Double temperature,
    double learningRate) {
  public EpochResult {
    if (!Double.isFinite(loss)) {
      throw new IllegalArgumentException(
          "epoch " + epoch + ": loss " + loss + " is not finite; training has diverged");
    }
  }
}
