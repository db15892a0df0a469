package decisive.nn.train;

import decisive.nn.Module;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
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
      Module network) {
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
            + likelyFix(batch, network)
            + ". Parameters, buffers and optimizer are as they were before this step.");
  }

  private static String likelyFix(Batch batch, Module network) {
    if (!finite(batch.inputs())) {
      return "the batch's inputs hold NaN or infinite values: clean the data or its normalisation";
    }
    for (var parameter : network.parameters().entrySet()) {
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
