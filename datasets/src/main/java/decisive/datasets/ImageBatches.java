package decisive.datasets;

import decisive.datasets.transform.Augmentation;
import decisive.datasets.transform.Pixels;
import decisive.datasets.transform.Size;
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
 * are asked for. Immutable: {@link #normalized}, {@link #shuffled}, {@link #augmented} and {@link
 * #dropLast} return changed copies, in any order; {@link #prefetched} comes last:
 *
 * <pre>{@code
 * data.train().batches(64).normalized(Normalization.of(data.train())).shuffled(seed)
 *     .augmented(Augmentation.parse("crop4,flip"), seed).prefetched()
 * }</pre>
 */
public final class ImageBatches implements Batches {
  private final ImageDataset images;
  private final int size;
  private final Normalization normalization;
  private final OptionalLong seed;
  private final Augmentation augmentation;
  private final long augmentationSeed;
  private final boolean dropLast;

  /** The normalised value of each byte, for each channel. */
  private final float[][] table;

  private final float[] black;

  /** Of an augmented image. */
  private final Size made;

  ImageBatches(ImageDataset images, int size) {
    this(
        images,
        size,
        Normalization.none(images.channels()),
        OptionalLong.empty(),
        Augmentation.NONE,
        0,
        false);
  }

  private ImageBatches(
      ImageDataset images,
      int size,
      Normalization normalization,
      OptionalLong seed,
      Augmentation augmentation,
      long augmentationSeed,
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
    this.augmentation = augmentation;
    this.augmentationSeed = augmentationSeed;
    this.dropLast = dropLast;
    this.table = normalization.table(images.maximum());
    this.black = new float[table.length];
    for (int channel = 0; channel < black.length; channel++) {
      black[channel] = table[channel][0];
    }
    this.made = augmentation.sizeOf(size(images));
  }

  /** With each channel normalised. */
  public ImageBatches normalized(Normalization normalization) {
    return new ImageBatches(
        images, size, normalization, seed, augmentation, augmentationSeed, dropLast);
  }

  /** With a new order of the images in each epoch, given by the seed and the epoch alone. */
  public ImageBatches shuffled(long seed) {
    return new ImageBatches(
        images,
        size,
        normalization,
        OptionalLong.of(seed),
        augmentation,
        augmentationSeed,
        dropLast);
  }

  /**
   * With images changed anew in each epoch, after normalising. The seed, the epoch and an image's
   * position in the data set alone decide how: neither batches nor threads nor the order do.
   *
   * @throws IllegalArgumentException if the images are too small for it
   */
  public ImageBatches augmented(Augmentation augmentation, long seed) {
    return new ImageBatches(images, size, normalization, this.seed, augmentation, seed, dropLast);
  }

  /** Without the last batch where it would be smaller than the others. */
  public ImageBatches dropLast() {
    return new ImageBatches(
        images, size, normalization, seed, augmentation, augmentationSeed, true);
  }

  /** The same batches, made ahead while the reader works on one. */
  public PrefetchedBatches prefetched() {
    return new PrefetchedBatches(this);
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
    Generator chance = new Generator(augmentationSeed).split("augmentation").split(epoch);
    return () -> new Epoch(order, chance, fromBatch);
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
    private final Generator chance;
    private int next;

    Epoch(int[] order, Generator chance, int first) {
      this.order = order;
      this.chance = chance;
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
      int[] labels = new int[positions.length];
      Tensor inputs =
          Tensor.zeros(positions.length, made.height(), made.width(), images.channels());
      int length = inputs.size() / positions.length;
      for (int row = 0; row < positions.length; row++) {
        labels[row] = images.label(positions[row]);
        Pixels image = augmentation.apply(pixels(positions[row]), chance.split(positions[row]));
        System.arraycopy(image.values(), 0, inputs.data(), row * length, length);
      }
      return new Batch(inputs, labels);
    }
  }

  /** An image, normalised. */
  private Pixels pixels(int position) {
    byte[] bytes = images.pixels(position);
    float[] values = new float[bytes.length];
    int channels = table.length;
    for (int pixel = 0; pixel < bytes.length; pixel += channels) {
      for (int channel = 0; channel < channels; channel++) {
        values[pixel + channel] = table[channel][Byte.toUnsignedInt(bytes[pixel + channel])];
      }
    }
    return new Pixels(size(images), black, values);
  }

  private static Size size(ImageDataset images) {
    return new Size(images.height(), images.width());
  }
}
