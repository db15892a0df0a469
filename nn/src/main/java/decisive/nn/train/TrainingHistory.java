package decisive.nn.train;

import java.util.List;

/**
 * What a call of {@link Trainer#fit} did.
 *
 * @param epochs the whole epochs of this call, in order; an epoch stopped in its middle, or in its
 *     validation, is absent
 * @param stopped whether {@link Trainer#stop} ended it before its last step or validation
 */
public record TrainingHistory(List<EpochMetrics> epochs, boolean stopped) {
  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /**
   * @throws IllegalStateException if no epoch was completed
   */
  public EpochMetrics last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("training history: no epoch was completed");
    }
    return epochs.get(epochs.size() - 1);
  }

  /** A line for each epoch. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    epochs.forEach(epoch -> lines.append(epoch).append('\n'));
    return lines.append(stopped ? "stopped" : "done").toString();
  }
}
