package decisive.datasets;

import decisive.datasets.corruption.Corruption;
import decisive.tensor.Batch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Labelled images of one format, at positions 0 .. size-1, at least one. Bytes stay bytes: floats
 * are made a batch at a time ({@link #batches}). Immutable, and safe to read from many threads.
 */
public interface ImageDataset {
  /**
   * A data set in memory.
   *
   * @param pixels all images one after the other, {@code labels.length * format.bytes()} bytes;
   *     taken over, not copied: do not write to it afterwards
   * @param labels of each image, 0 .. classes-1; taken over as well
   * @throws IllegalArgumentException if there is no image, the lengths do not agree, or a label or
   *     a byte is out of range
   */
  static ImageDataset of(ImageFormat format, byte[] pixels, int[] labels) {
    return new StoredImages(format, pixels, labels);
  }

  ImageFormat format();

  /** Number of images, at least 1. */
  int size();

  /**
   * The class of image {@code i}.
   *
   * @throws IndexOutOfBoundsException if there is no image {@code i}
   */
  int label(int i);

  /**
   * Writes the bytes of image {@code i} (unsigned, channels-last) to {@code target} from {@code
   * offset} on.
   *
   * @throws IndexOutOfBoundsException if there is no image {@code i}, or no room for it
   */
  void copyPixels(int i, byte[] target, int offset);

  default String name() {
    return format().name();
  }

  default int height() {
    return format().height();
  }

  default int width() {
    return format().width();
  }

  default int channels() {
    return format().channels();
  }

  /** The largest value of a byte: 16 for the digits, 255 for most others. */
  default int maximum() {
    return format().maximum();
  }

  default int classes() {
    return format().classes();
  }

  default List<String> classNames() {
    return format().classNames();
  }

  /** A copy of the bytes of image {@code i}: unsigned, channels-last. */
  default byte[] pixels(int i) {
    byte[] copy = new byte[format().bytes()];
    copyPixels(i, copy, 0);
    return copy;
  }

  /** The classes of all images, in order. */
  default int[] labels() {
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(i);
    }
    return labels;
  }

  /** Images of each class. */
  default int[] classCounts() {
    int[] counts = new int[classes()];
    for (int label : labels()) {
      counts[label]++;
    }
    return counts;
  }

  /**
   * The bytes v of image {@code i} in {@code levels} bins of equal width, floor(v · levels /
   * (maximum + 1)): with maximum + 1 levels v itself, with 2 dark and bright. One number a byte, so
   * a colour image has one for each channel of a pixel.
   *
   * @param levels 2 .. maximum + 1
   * @return height · width · channels numbers in 0 .. levels-1
   */
  default int[] greyLevels(int i, int levels) {
    int values = maximum() + 1;
    if (levels < 2 || levels > values) {
      throw new IllegalArgumentException(
          "greyLevels: "
              + levels
              + " levels of "
              + name()
              + ", whose bytes hold "
              + values
              + " values; choose 2 to "
              + values);
    }
    byte[] bytes = pixels(i);
    int[] binned = new int[bytes.length];
    for (int p = 0; p < bytes.length; p++) {
      binned[p] = Byte.toUnsignedInt(bytes[p]) * levels / values;
    }
    return binned;
  }

  /**
   * The images at these positions, in this order, as a view.
   *
   * @param positions at least one, each 0 .. size-1; one may come more than once
   */
  default ImageDataset subset(int... positions) {
    return new ImageSubset(this, positions.clone());
  }

  /**
   * The same images with noise, as a view. The seed, the corruption and an image's position alone
   * decide what the noise is. Values are rounded to bytes of 0 .. 255, whatever the largest byte
   * here, so that noise is not lost where images have few levels.
   */
  default ImageDataset corrupted(Corruption corruption, long seed) {
    return new CorruptedImages(this, corruption, seed);
  }

  /**
   * Two parts with equal class shares, chosen by the seed; both keep the order of this data set.
   * Every class gives the training part its share, rounded down or up; in all there are
   * floor(trainShare · size) training images (1,437 of the 1,797 digits at 0.8). The images that
   * rounding down leaves over go to the classes that lost most by it.
   *
   * @param trainShare above 0 and below 1
   * @throws IllegalArgumentException if the share is out of range, or a class that has images would
   *     have none in one of the parts
   */
  default Split split(double trainShare, long seed) {
    return Split.stratified(this, trainShare, seed);
  }

  /**
   * Batches of {@code size} images, in order, scaled to 0 .. 1, the last one smaller if the
   * division leaves a rest; {@link ImageBatches} says how to change each of these.
   *
   * @param size at least 1
   */
  default ImageBatches batches(int size) {
    return new ImageBatches(this, size);
  }

  /** The whole data set as one batch, in order. */
  default Batch all(Normalization normalization) {
    return batches(size()).normalized(normalization).epoch(0).iterator().next();
  }

  /**
   * SHA-256 of the images' size, largest value, bytes and labels, in order, as 64 hexadecimal
   * digits: the same for the same data, however it was loaded.
   */
  default String sha256() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    ByteBuffer head = ByteBuffer.allocate(5 * Integer.BYTES);
    head.putInt(size()).putInt(height()).putInt(width()).putInt(channels()).putInt(maximum());
    digest.update(head.array());
    byte[] image = new byte[format().bytes() + Integer.BYTES];
    for (int i = 0; i < size(); i++) {
      copyPixels(i, image, 0);
      ByteBuffer.wrap(image).putInt(format().bytes(), label(i));
      digest.update(image);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
