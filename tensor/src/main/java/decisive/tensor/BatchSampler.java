package decisive.tensor;

import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which examples of a data set are in which batch of an epoch. Shuffled, the seed and the epoch
 * alone give the order: neither the size of the batches nor the epochs before do.
 *
 * @param name of the data set, for errors
 * @param examples in it, 1 or more
 * @param size examples a batch, 1 or more; the last one may be smaller
 * @param seed of the orders; without, every epoch has the order of the data set
 * @param dropLast whether the last batch is left out where it would be smaller than the others
 */
public record BatchSampler(
    String name, int examples, int size, OptionalLong seed, boolean dropLast) {
  /**
   * @throws IllegalArgumentException if there are no examples, the size is below 1, or the only
   *     batch would be dropped
   */
  public BatchSampler {
    if (examples < 1) {
      throw new IllegalArgumentException("batches of " + name + ": there are no examples");
    }
    if (size < 1) {
      throw new IllegalArgumentException(
          "batches of " + name + ": size " + size + " must be at least 1");
    }
    if (dropLast && size > examples) {
      throw new IllegalArgumentException(
          "batches of "
              + name
              + ": "
              + examples
              + " examples do not fill one batch of "
              + size
              + ", and the smaller last one is dropped; make batches smaller, or keep it");
    }
  }

  /** In the order of the data set, all of it. */
  public BatchSampler(String name, int examples, int size) {
    this(name, examples, size, OptionalLong.empty(), false);
  }

  /** With a new order in each epoch. */
  public BatchSampler shuffled(long seed) {
    return new BatchSampler(name, examples, size, OptionalLong.of(seed), dropLast);
  }

  /** Without the last batch where it would be smaller than the others. */
  public BatchSampler droppingLast() {
    return new BatchSampler(name, examples, size, seed, true);
  }

  /** Batches in an epoch. */
  public int count() {
    return dropLast ? examples / size : (examples - 1) / size + 1;
  }

  /** Examples in the smallest batch. */
  public int smallest() {
    int last = examples % size;
    return dropLast || last == 0 ? size : last;
  }

  /**
   * The position in the data set of each example of the epoch, in the order of the batches; those
   * of a dropped batch too.
   *
   * @param epoch 0 or more
   */
  public int[] order(int epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException(
          "batches of " + name + ": epoch " + epoch + " must be 0 or more");
    }
    return seed.isPresent()
        ? new Generator(seed.getAsLong()).split("shuffle").split(epoch).permutation(examples)
        : IntStream.range(0, examples).toArray();
  }

  /**
   * The batches of an epoch, each made when it is asked for; none of those that are left out.
   *
   * @param epoch 0 or more
   * @param fromBatch 0 (all) to {@link #count()} (none)
   * @param make a batch of the examples at some positions of the data set
   */
  public Iterable<Batch> epoch(int epoch, int fromBatch, Function<int[], Batch> make) {
    if (fromBatch < 0 || fromBatch > count()) {
      throw new IllegalArgumentException(
          "batches of "
              + name
              + ": from batch "
              + fromBatch
              + " must be 0 to "
              + count()
              + ", the batches of an epoch");
    }
    int[] order = order(epoch);
    return () ->
        new Iterator<>() {
          private int next = fromBatch;

          @Override
          public boolean hasNext() {
            return next < count();
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException("the epoch has only " + count() + " batches");
            }
            int from = next++ * size;
            return make.apply(Arrays.copyOfRange(order, from, Math.min(from + size, examples)));
          }
        };
  }

  /** The data set, and how it is cut: {@code digits: 45 batches of 32, shuffled (seed 7)}. */
  @Override
  public String toString() {
    return name
        + ": "
        + count()
        + " batches of "
        + size
        + (seed.isPresent() ? ", shuffled (seed " + seed.getAsLong() + ")" : "")
        + (dropLast ? ", a smaller last one dropped" : "");
  }
}
