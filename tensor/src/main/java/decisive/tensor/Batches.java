package decisive.tensor;

import java.util.Iterator;
import java.util.OptionalInt;

/**
 * What a trainer reads: the batches of an epoch, the same for the same number on every call.
 *
 * <pre>{@code
 * Batches.of(x, labels, 32).shuffled(seed)  // to classify
 * Batches.of(x, y, 32).shuffled(seed)       // to fit values
 * images.batches(32).reconstructing()       // to fit the inputs themselves
 * }</pre>
 */
public interface Batches {
  /**
   * @param epoch 0 or more; a shuffled source gives each epoch its own order
   */
  Iterable<Batch> epoch(int epoch);

  /**
   * The batches of {@link #epoch(int)} without its first ones. Makes and drops those, unless a
   * source knows better.
   *
   * @param fromBatch 0 (all) to {@link #count()} (none)
   */
  default Iterable<Batch> epoch(int epoch, int fromBatch) {
    Iterable<Batch> all = epoch(epoch);
    return () -> {
      Iterator<Batch> rest = all.iterator();
      for (int i = 0; i < fromBatch && rest.hasNext(); i++) {
        rest.next();
      }
      return rest;
    };
  }

  /** Batches in an epoch. */
  int count();

  /** Examples in the smallest batch of an epoch, if that is known before it is made. */
  default OptionalInt smallest() {
    return OptionalInt.empty();
  }

  /** The same batches, the inputs being their own target, as an autoencoder learns. */
  default Batches reconstructing() {
    return new ReconstructedBatches(this);
  }

  /**
   * A table cut into batches.
   *
   * @param inputs [n, ...], an example a row
   * @param labels a class for each row
   * @param size rows a batch, 1 or more; the last one may be smaller
   * @throws ShapeException if there is not a label for each row
   */
  static TensorBatches of(Tensor inputs, int[] labels, int size) {
    return new TensorBatches(new Batch(inputs, labels), size);
  }

  /**
   * A table cut into batches.
   *
   * @param inputs [n, ...], an example a row
   * @param values [n, ...], a row for each row of the inputs
   * @param size rows a batch, 1 or more; the last one may be smaller
   * @throws ShapeException if there is not a row of values for each row
   */
  static TensorBatches of(Tensor inputs, Tensor values, int size) {
    return new TensorBatches(new Batch(inputs, values), size);
  }
}
