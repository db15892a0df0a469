package decisive.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * MNIST and data sets of its kind (Fashion-MNIST), grey images in IDX files, compressed by gzip or
 * not (their first bytes tell).
 *
 * <pre>
 *   images   00 00 08 03, number, rows, columns (4 bytes each, big-endian), then a byte a pixel
 *   labels   00 00 08 01, number, then a byte a label
 * </pre>
 *
 * <p>Source: Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits"; H.
 * Xiao, K. Rasul and R. Vollgraf, "Fashion-MNIST" (2017).
 */
public final class Mnist {
  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;
  private static final int MOST_IMAGES = 1_000_000;
  private static final int LARGEST_SIDE = 1024;

  /** Content of more bytes is at most so many times what its file has: MNIST's is five times. */
  private static final int SMALL = 1 << 24;

  private static final int MOST_PACKED = 100;

  private Mnist() {}

  /**
   * Handwritten digits: 60,000 images of 28×28 to learn from, 10,000 to be judged by.
   *
   * @param folder with {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
   *     t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each with {@code .gz} or not
   * @throws IOException if a file is missing, or not as it should be
   */
  public static Split digits(Path folder) throws IOException {
    return read(folder, "mnist", DIGITS);
  }

  /** Fashion-MNIST: articles of clothing, in files of the same names as {@link #digits}. */
  public static Split fashion(Path folder) throws IOException {
    return read(folder, "fashion-mnist", CLOTHES);
  }

  private static Split read(Path folder, String name, List<String> classes) throws IOException {
    return new Split(part(folder, "train", name, classes), part(folder, "t10k", name, classes));
  }

  private static ImageDataset part(Path folder, String part, String name, List<String> classes)
      throws IOException {
    Path images = find(folder, part + "-images", "idx3-ubyte");
    Path labels = find(folder, part + "-labels", "idx1-ubyte");
    int[] numbers = labels(labels, classes.size());
    try (InputStream in = PackedFile.open(images)) {
      int[] header = header(images, in, IMAGES, 3);
      if (header[0] != numbers.length) {
        throw new IOException(
            labels
                + ": "
                + numbers.length
                + " labels for the "
                + header[0]
                + " images of "
                + images);
      }
      if (header[1] < 1 || header[2] < 1 || Math.max(header[1], header[2]) > LARGEST_SIDE) {
        throw new IOException(
            images + ": images of " + header[1] + "×" + header[2] + " pixels; 1 to 1024 are read");
      }
      byte[] pixels = content(images, in, (long) header[0] * header[1] * header[2]);
      ImageFormat format = new ImageFormat(name, header[1], header[2], 1, 255, classes);
      return ImageDataset.of(format, pixels, numbers);
    } catch (EOFException | ZipException damaged) {
      throw notGzip(images, damaged);
    }
  }

  /** The labels come first: they are few, and tell how many images there must be. */
  private static int[] labels(Path file, int classes) throws IOException {
    byte[] bytes;
    try (InputStream in = PackedFile.open(file)) {
      bytes = content(file, in, header(file, in, LABELS, 1)[0]);
    } catch (EOFException | ZipException damaged) {
      throw notGzip(file, damaged);
    }
    int[] numbers = new int[bytes.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Byte.toUnsignedInt(bytes[i]);
      if (numbers[i] >= classes) {
        throw new IOException(
            file
                + ": label "
                + numbers[i]
                + " of image "
                + i
                + " is outside 0 .. "
                + (classes - 1)
                + "; sets of other classes, such as EMNIST, are not read");
      }
    }
    return numbers;
  }

  /** The names have a dot in place of the second hyphen where a browser unpacked them. */
  private static Path find(Path folder, String start, String end) throws IOException {
    for (String name : List.of(start + "-" + end, start + "." + end)) {
      for (String file : List.of(name, name + ".gz")) {
        if (Files.isRegularFile(folder.resolve(file))) {
          return folder.resolve(file);
        }
      }
    }
    throw new IOException(
        folder
            + (Files.isDirectory(folder) ? ": has no file " : ": no such folder, with a file ")
            + start
            + "-"
            + end
            + " or "
            + start
            + "-"
            + end
            + ".gz"
            + emnist(folder));
  }

  /** EMNIST's images are transposed, and its classes 10 to 62: as MNIST they would be wrong. */
  private static String emnist(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "emnist-*")) {
      Iterator<Path> found = files.iterator();
      return found.hasNext()
          ? "; "
              + found.next().getFileName()
              + " is of EMNIST, whose transposed images are not read"
          : "";
    }
  }

  /** The numbers behind the magic one. */
  private static int[] header(Path file, InputStream in, int magic, int numbers)
      throws IOException {
    byte[] bytes = in.readNBytes(4 + 4 * numbers);
    ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(bytes, 4 + 4 * numbers));
    int found = buffer.getInt();
    if (bytes.length < 4 + 4 * numbers || found != magic) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: begins with %08x; IDX files of this kind with %08x",
              file,
              found,
              magic));
    }
    int[] header = new int[numbers];
    Arrays.setAll(header, i -> buffer.getInt());
    if (header[0] < 1 || header[0] > MOST_IMAGES) {
      throw new IOException(
          file + ": says it has " + header[0] + " images; 1 to " + MOST_IMAGES + " are read");
    }
    return header;
  }

  /** What follows the header, which must be just so long. */
  private static byte[] content(Path file, InputStream in, long length) throws IOException {
    if (length > Integer.MAX_VALUE - 8) {
      throw new IOException(file + ": says it has " + length + " bytes; more than an array holds");
    }
    long stored = Files.size(file);
    if (length > SMALL && length / stored > MOST_PACKED) {
      throw new IOException(
          file
              + ": says it has "
              + length
              + " bytes behind its header, in a file of "
              + stored
              + "; no images pack so well, fetch it again");
    }
    byte[] bytes = in.readNBytes((int) length); // grows as it reads: a lie costs nothing
    if (bytes.length < length || in.read() >= 0) {
      throw new IOException(
          file
              + ": has "
              + (bytes.length < length ? "only " + bytes.length : "more than " + length)
              + " bytes behind its header, which says "
              + length
              + "; fetch it again");
    }
    return bytes;
  }

  private static IOException notGzip(Path file, IOException damaged) {
    return new IOException(
        file + ": is not a whole gzip file (" + damaged.getMessage() + "); fetch it again",
        damaged);
  }
}
