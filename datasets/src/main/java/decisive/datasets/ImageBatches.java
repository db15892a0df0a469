package decisive.datasets;

import decisive.datasets.transform.Augmentation;
import decisive.datasets.transform.Pixels;
import decisive.datasets.transform.Size;
import decisive.tensor.Batch;
import decisive.tensor.BatchSampler;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.OptionalInt;

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
  private final BatchSampler sampler;
  private final Normalization normalization;
  private final Augmentation augmentation;
  private final long augmentationSeed;

  /** The normalised value of each byte, for each channel. */
  private final float[][] table;

  private final float[] black;

  /** Of an augmented image. */
  private final Size made;

  ImageBatches(ImageDataset images, int size) {
    this(
        images,
        new BatchSampler(images.name(), images.size(), size),
        Normalization.none(images.channels()),
        Augmentation.NONE,
        0);
  }

  private ImageBatches(
      ImageDataset images,
      BatchSampler sampler,
      Normalization normalization,
      Augmentation augmentation,
      long augmentationSeed) {
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
    this.images = images;
    this.sampler = sampler;
    this.normalization = normalization;
    this.augmentation = augmentation;
    this.augmentationSeed = augmentationSeed;
    this.table = normalization.table(images.maximum());
    this.black = new float[table.length];
    for (int channel = 0; channel < black.length; channel++) {
      black[channel] = table[channel][0];
    }
    this.made = augmentation.sizeOf(size(images));
  }

  /** With each channel normalised. */
  public ImageBatches normalized(Normalization normalization) {
    return new ImageBatches(images, sampler, normalization, augmentation, augmentationSeed);
  }

  /** With a new order of the images in each epoch, given by the seed and the epoch alone. */
  public ImageBatches shuffled(long seed) {
    return new ImageBatches(
        images, sampler.shuffled(seed), normalization, augmentation, augmentationSeed);
  }

  /**
   * With images changed anew in each epoch, after normalising. The seed, the epoch and an image's
   * position in the data set alone decide how: neither batches nor threads nor the order do.
   *
   * @throws IllegalArgumentException if the images are too small for it
   */
  public ImageBatches augmented(Augmentation augmentation, long seed) {
    return new ImageBatches(images, sampler, normalization, augmentation, seed);
  }

  /** Without the last batch where it would be smaller than the others. */
  public ImageBatches dropLast() {
    return new ImageBatches(
        images, sampler.droppingLast(), normalization, augmentation, augmentationSeed);
  }

  /** The same batches, made ahead while the reader works on one. */
  public PrefetchedBatches prefetched() {
    return new PrefetchedBatches(this);
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

  /** Makes none of the batches that it leaves out. */
  @Override
  public Iterable<Batch> epoch(int epoch, int fromBatch) {
    Generator chance = new Generator(augmentationSeed).split("augmentation").split(epoch);
    return sampler.epoch(epoch, fromBatch, positions -> batch(positions, chance));
  }

  /**
   * The position in the data set of each image of the epoch, in the order of the batches; those of
   * a dropped batch too.
   *
   * @param epoch 0 or more
   */
  public int[] order(int epoch) {
    return sampler.order(epoch);
  }

  private Batch batch(int[] positions, Generator chance) {
    int[] labels = new int[positions.length];
    Tensor inputs = Tensor.zeros(positions.length, made.height(), made.width(), images.channels());
    int length = inputs.size() / positions.length;
    for (int row = 0; row < positions.length; row++) {
      labels[row] = images.label(positions[row]);
      Pixels image = augmentation.apply(pixels(positions[row]), chance.split(positions[row]));
      System.arraycopy(image.values(), 0, inputs.data(), row * length, length);
    }
    return new Batch(inputs, labels);
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

  /** How the data set is cut, and whether its images are changed. */
  @Override
  public String toString() {
    return sampler
        + (normalization.equals(Normalization.none(normalization.channels())) ? "" : ", normalized")
        + (augmentation.equals(Augmentation.NONE) ? "" : ", augmented by " + augmentation);
  }
}
