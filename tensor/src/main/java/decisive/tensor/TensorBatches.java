package decisive.tensor;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The rows of a table cut into batches. Immutable: {@link #shuffled} and {@link #dropLast} return
 * changed copies. The tensors are not copied; do not write to them.
 */
public final class TensorBatches implements Batches {
  private final Batch all;
  private final BatchSampler sampler;

  TensorBatches(Batch all, int size) {
    this(all, new BatchSampler("a table " + all.inputs().shape(), all.size(), size));
  }

  private TensorBatches(Batch all, BatchSampler sampler) {
    this.all = all;
    this.sampler = sampler;
  }

  /** With a new order of the rows in each epoch, given by the seed and the epoch alone. */
  public TensorBatches shuffled(long seed) {
    return new TensorBatches(all, sampler.shuffled(seed));
  }

  /** Without the last batch where it would be smaller than the others. */
  public TensorBatches dropLast() {
    return new TensorBatches(all, sampler.droppingLast());
  }

  @Override
  public int count() {
    return sampler.count();
  }

  @Override
  public OptionalInt smallest() {
    return OptionalInt.of(sampler.smallest());
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  @Override
  public Iterable<Batch> epoch(int epoch, int fromBatch) {
    return sampler.epoch(epoch, fromBatch, this::rows);
  }

  private Batch rows(int[] positions) {
    return new Batch(all.inputs().rows(positions), rows(all.target(), positions));
  }

  private static Target rows(Target target, int[] positions) {
    return target instanceof Labels labels
        ? new Labels(Arrays.stream(positions).map(row -> labels.indices()[row]).toArray())
        : new Values(((Values) target).tensor().rows(positions));
  }

  /** How the table is cut. */
  @Override
  public String toString() {
    return sampler.toString();
  }
}
