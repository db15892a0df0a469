package decisive.datasets;

import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A data set cut into batches of float32 [n, height, width, channels], made one at a time as they
 * are asked for. Immutable: {@link #normalized}, {@link #shuffled} and {@link #dropLast} return
 * changed copies, in any order:
 *
 * <pre>{@code
 * data.train().batches(64).normalized(Normalization.of(data.train())).shuffled(seed)
 * }</pre>
 */
public final class ImageBatches implements Batches {
  private final ImageDataset images;
  private final int size;
  private final Normalization normalization;
  private final OptionalLong seed;
  private final boolean dropLast;

  ImageBatches(ImageDataset images, int size) {
    this(images, size, Normalization.none(images.channels()), OptionalLong.empty(), false);
  }

  private ImageBatches(
      ImageDataset images,
      int size,
      Normalization normalization,
      OptionalLong seed,
      boolean dropLast) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "batches of " + images.name() + ": size " + size + " must be at least 1");
    }
    if (normalization.channels() != images.channels()) {
      throw new IllegalArgumentException(
          "batches of "
              + images.name()
              + ": the images have "
              + images.channels()
              + " channels, the normalization "
              + normalization.channels()
              + "; take it from the training part of the same data");
    }
    if (dropLast && size > images.size()) {
      throw new IllegalArgumentException(
          "batches of "
              + images.name()
              + ": "
              + images.size()
              + " images do not fill one batch of "
              + size
              + ", and the smaller last one is dropped; make batches smaller, or keep it");
    }
    this.images = images;
    this.size = size;
    this.normalization = normalization;
    this.seed = seed;
    this.dropLast = dropLast;
  }

  /** With each channel normalised. */
  public ImageBatches normalized(Normalization normalization) {
    return new ImageBatches(images, size, normalization, seed, dropLast);
  }

  /** With a new order of the images in each epoch, given by the seed and the epoch alone. */
  public ImageBatches shuffled(long seed) {
    return new ImageBatches(images, size, normalization, OptionalLong.of(seed), dropLast);
  }

  /** Without the last batch where it would be smaller than the others. */
  public ImageBatches dropLast() {
    return new ImageBatches(images, size, normalization, seed, true);
  }

  @Override
  public int count() {
    return dropLast ? images.size() / size : (images.size() - 1) / size + 1;
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  /** Makes none of the batches that it leaves out. */
  @Override
  public Iterable<Batch> epoch(int epoch, int fromBatch) {
    if (fromBatch < 0 || fromBatch > count()) {
      throw new IllegalArgumentException(
          "batches of "
              + images.name()
              + ": from batch "
              + fromBatch
              + " must be 0 to "
              + count()
              + ", the batches of an epoch");
    }
    int[] order = order(epoch);
    float[][] table = normalization.table(images.maximum());
    return () -> new Epoch(order, table, fromBatch);
  }

  /**
   * The position in the data set of each image of the epoch, in the order of the batches; those of
   * a dropped batch too.
   *
   * @param epoch 0 or more
   */
  public int[] order(int epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException(
          "batches of " + images.name() + ": epoch " + epoch + " must be 0 or more");
    }
    return seed.isPresent()
        ? new Generator(seed.getAsLong()).split("shuffle").split(epoch).permutation(images.size())
        : IntStream.range(0, images.size()).toArray();
  }

  private final class Epoch implements Iterator<Batch> {
    private final int[] order;
    private final float[][] table;
    private int next;

    Epoch(int[] order, float[][] table, int first) {
      this.order = order;
      this.table = table;
      this.next = first;
    }

    @Override
    public boolean hasNext() {
      return next < count();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has only " + count() + " batches");
      }
      int from = next * size;
      next++;
      return batch(Arrays.copyOfRange(order, from, Math.min(from + size, order.length)));
    }

    private Batch batch(int[] positions) {
      Tensor inputs =
          Tensor.zeros(positions.length, images.height(), images.width(), images.channels());
      float[] floats = inputs.data();
      int[] labels = new int[positions.length];
      byte[] image = new byte[images.format().bytes()];
      int channels = images.channels();
      int to = 0;
      for (int row = 0; row < positions.length; row++) {
        labels[row] = images.label(positions[row]);
        images.copyPixels(positions[row], image, 0);
        for (int pixel = 0; pixel < image.length; pixel += channels) {
          for (int channel = 0; channel < channels; channel++) {
            floats[to++] = table[channel][Byte.toUnsignedInt(image[pixel + channel])];
          }
        }
      }
      return new Batch(inputs, labels);
    }
  }
}
