package decisive.nn.train;

import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;

/** What can be known to fail before the first step of a run, however late it would. */
final class RunCheck {
  private RunCheck() {}

  /**
   * @param first the first batch that the run trains on
   * @throws IllegalArgumentException if a target is of a kind that the loss or a metric does not
   *     take, or the smallest batch is one that the network cannot train on
   */
  static void check(Trainer trainer, Batches batches, Batch first) {
    TargetCheck.check("trainer", trainer.loss(), trainer.chosenMetrics(), first.target());
    trainer.validation().ifPresent(validation -> checkValidation(trainer, validation));
    OptionalInt smallest = batches.smallest();
    if (smallest.isPresent() && smallest.getAsInt() == 1) {
      checkSingle(trainer.network(), batches, first);
    }
  }

  private static void checkValidation(Trainer trainer, Batches validation) {
    Iterator<Batch> batches = validation.epoch(0).iterator();
    if (batches.hasNext()) {
      TargetCheck.check(
          "trainer: validation", trainer.loss(), trainer.chosenMetrics(), batches.next().target());
    }
  }

  /**
   * Tries a batch of one example. From two on, every batch norm has two values a channel whatever
   * the maps' size; whether it has with one, only the network itself knows.
   */
  private static void checkSingle(Module network, Batches batches, Batch first) {
    Map<String, Tensor> before = TrainingRun.copies(network.buffers());
    try (NoGradient scope = new NoGradient()) {
      network.apply(Variable.constant(first.inputs().rows(0)));
    } catch (ShapeException e) {
      throw new IllegalArgumentException(
          "trainer: the last of the "
              + batches.count()
              + " batches of an epoch has a single example, which the network cannot train on: "
              + e.getMessage()
              + "; leave that batch out with dropLast(), or choose another batch size",
          e);
    } finally {
      TrainingRun.restore(network.buffers(), before);
    }
  }
}
