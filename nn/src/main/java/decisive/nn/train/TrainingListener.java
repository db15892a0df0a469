package decisive.nn.train;

/**
 * Follows a training run: a progress bar, a report, checkpoints. Called in the training thread,
 * listeners in the order in which they were added; steps and epochs count from 0. {@link
 * Trainer#stop()} ends the run early. If training fails, {@link #finished} is not called.
 */
public interface TrainingListener {
  /**
   * Before the first step.
   *
   * @param firstStep 0, or the first step that the run goes on with
   * @param totalSteps steps in the whole run, those done earlier included
   */
  default void started(int firstStep, int totalSteps) {}

  /** After the update of a step, with that step's loss; the step's gradients are still there. */
  default void step(int step, double loss) {}

  /** After an epoch and its validation. */
  default void epoch(EpochMetrics metrics) {}

  /** After the last step, or the one that a stop was asked at. */
  default void finished(TrainingHistory history) {}
}
