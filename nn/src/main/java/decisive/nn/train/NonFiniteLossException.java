package decisive.nn.train;

import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import decisive.tensor.Values;
import java.util.OptionalDouble;

/**
 * A loss that is NaN or infinite: training stopped, with the parameters, the buffers and the
 * optimizer as they were before the step. The message says where, and what to try.
 */
public final class NonFiniteLossException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private NonFiniteLossException(String message) {
    super(message);
  }

  static NonFiniteLossException at(
      int epoch,
      int step,
      int totalSteps,
      double loss,
      double learningRate,
      OptionalDouble temperature,
      Batch batch,
      Trainer trainer) {
    return new NonFiniteLossException(
        "training: the loss is "
            + loss
            + " in epoch "
            + epoch
            + ", step "
            + step
            + " of "
            + totalSteps
            + ", learning rate "
            + learningRate
            + (temperature.isPresent() ? ", temperature " + temperature.getAsDouble() : "")
            + "; "
            + likelyFix(batch, trainer)
            + ". Parameters, buffers and optimizer are as they were before this step.");
  }

  private static String likelyFix(Batch batch, Trainer trainer) {
    if (!finite(batch.inputs())) {
      return "the batch's inputs hold NaN or infinite values: clean the data or its normalisation";
    }
    if (batch.target() instanceof Values values && !finite(values.tensor())) {
      return "the batch's values hold NaN or infinite ones: clean the data";
    }
    if (trainer.loss().counted(batch.target()) == 0) {
      return "the batch has no label that counts, all are ignored: make batches larger, or leave such"
          + " ones out";
    }
    for (var parameter : trainer.network().parameters().entrySet()) {
      if (!finite(parameter.getValue().value())) {
        return "an earlier step made "
            + parameter.getKey()
            + " NaN or infinite: train again with a smaller learning rate, or with one that starts"
            + " small (one cycle)";
      }
    }
    return "the outputs have overflowed: try a smaller learning rate, one that starts small"
        + " (one cycle), or a lower last temperature";
  }

  private static boolean finite(Tensor tensor) {
    for (float value : tensor.data()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
