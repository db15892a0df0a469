package decisive.nn.train;

/**
 * How far a training run is: whole epochs, and of the epoch after them what its metrics need.
 *
 * @param epochs whole epochs that are done, their validation included
 * @param batches of the next epoch that are done; all of them if only its validation is missing
 * @param lossSum over the images of those batches
 * @param right images of those batches whose class was found
 * @param images in those batches
 * @param seconds that those batches took
 */
public record TrainingProgress(
    int epochs, int batches, double lossSum, int right, int images, double seconds) {

  /**
   * @throws IllegalArgumentException if a number is negative or not finite, or the numbers of a
   *     partial epoch contradict each other
   */
  public TrainingProgress {
    boolean partial = batches > 0 && images >= batches && right >= 0 && right <= images;
    boolean whole = batches == 0 && images == 0 && right == 0 && lossSum == 0;
    if (epochs < 0
        || !(partial || whole)
        || !Double.isFinite(lossSum)
        || !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "training progress: epochs "
              + epochs
              + ", then batches "
              + batches
              + ", loss sum "
              + lossSum
              + ", right "
              + right
              + " of images "
              + images
              + ", seconds "
              + seconds
              + ": no run can be there");
    }
  }

  /** At the beginning of an epoch. */
  public static TrainingProgress epochs(int epochs) {
    return new TrainingProgress(epochs, 0, 0, 0, 0, 0);
  }
}
