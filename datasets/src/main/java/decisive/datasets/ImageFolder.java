package decisive.datasets;

import decisive.datasets.image.DecodedImage;
import decisive.datasets.image.ImageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of PNG and JPEG images, a folder in it for each class ({@link ClassFolders} says what is
 * passed over), all of one size; {@link ImageFile} says what their pixels are.
 *
 * <p>Where the folder holds {@code train} and {@code test}, these are the two parts ({@code val} is
 * left alone then, for it is neither); where it holds {@code train} and {@code val} (or {@code
 * valid}, {@code validation}), those are. Otherwise it is split by seed.
 *
 * <p>If all images are grey they have one channel; if any has colours, all have three, red, green
 * and blue, and of a grey one these are equal.
 */
public final class ImageFolder {
  private static final double TRAIN_SHARE = 0.8;
  private static final List<String> TRAIN = List.of("train", "training");
  private static final List<String> TEST = List.of("test", "testing");
  private static final List<String> VALIDATION = List.of("val", "valid", "validation");

  private ImageFolder() {}

  /**
   * @throws IOException if there is no such folder, a class has no image, a file is no image, or
   *     their sizes differ: the message names the files
   */
  public static Split read(Path folder, long seed) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder; it should have a folder for each class");
    }
    List<Path> entries = ClassFolders.entries(folder);
    Optional<Path> train = part(entries, TRAIN);
    Optional<Path> validation = part(entries, VALIDATION);
    Optional<Path> test = part(entries, TEST).or(() -> validation);
    if (train.isPresent() && test.isPresent()) {
      return parts(folder, ClassFolders.of(train.get()), ClassFolders.of(test.get()));
    }
    Optional<Path> only = train.or(() -> test);
    if (only.isPresent()
        && ClassFolders.entries(only.get()).stream().anyMatch(Files::isDirectory)) {
      throw new IOException(
          folder
              + ": has "
              + only.get().getFileName()
              + " but no "
              + (train.isPresent() ? "test or val" : "train")
              + " beside it; add it, or name "
              + only.get()
              + " to split that");
    }
    Images images = new Images(ClassFolders.of(folder));
    return images.dataset(images.channels).split(TRAIN_SHARE, seed);
  }

  private static Optional<Path> part(List<Path> entries, List<String> names) {
    return entries.stream()
        .filter(Files::isDirectory)
        .filter(entry -> names.contains(entry.getFileName().toString().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static Split parts(Path folder, ClassFolders train, ClassFolders test)
      throws IOException {
    if (!train.classes().equals(test.classes())) {
      throw new IOException(
          folder
              + ": the classes of "
              + train.folder().getFileName()
              + " are "
              + train.classes()
              + ", those of "
              + test.folder().getFileName()
              + " "
              + test.classes()
              + "; give both the same folders");
    }
    Images learn = new Images(train);
    Images judge = new Images(test);
    if (learn.height != judge.height || learn.width != judge.width) {
      throw new IOException(
          folder
              + ": train and test differ: "
              + learn.width
              + "×"
              + learn.height
              + " and "
              + judge.width
              + "×"
              + judge.height
              + "; make them of one size");
    }
    int channels = Math.max(learn.channels, judge.channels);
    return new Split(learn.dataset(channels), judge.dataset(channels));
  }

  /**
   * One image as a data set of its own, whose class is the file's name.
   *
   * @param channels that it shall have: 1 makes greys of colours, 3 colours of greys
   * @throws IOException if there is no such file, or it is no image
   */
  public static ImageDataset one(Path file, int channels) throws IOException {
    DecodedImage read = ImageFile.read(file);
    DecodedImage image = channels == 1 ? read.inGrey() : read.inColour();
    ImageFormat format =
        new ImageFormat(
            "images",
            image.height(),
            image.width(),
            image.channels(),
            255,
            List.of(file.getFileName().toString()));
    return ImageDataset.of(format, image.pixels(), new int[] {0});
  }

  /** The pixels of all images, grey until the first that is not. */
  private static final class Images {
    private final ClassFolders source;
    private final int height;
    private final int width;
    private int channels;
    private byte[] pixels;

    Images(ClassFolders source) throws IOException {
      this.source = source;
      DecodedImage first = ImageFile.read(source.files().get(0));
      this.height = first.height();
      this.width = first.width();
      this.channels = first.channels();
      this.pixels = new byte[bytes(channels)];
      for (int i = 0; i < source.files().size(); i++) {
        Path file = source.files().get(i);
        put(file, i, i == 0 ? first : ImageFile.read(file));
      }
    }

    private int bytes(int channels) throws IOException {
      long bytes = (long) source.files().size() * height * width * channels;
      if (bytes > Integer.MAX_VALUE - 8) {
        throw new IOException(
            source.folder() + ": its images are more than 2 GiB; use fewer, or smaller ones");
      }
      return (int) bytes;
    }

    private void put(Path file, int i, DecodedImage image) throws IOException {
      if (image.width() != width || image.height() != height) {
        throw new IOException(
            file
                + ": is "
                + image.width()
                + "×"
                + image.height()
                + ", while "
                + source.files().get(0)
                + " is "
                + width
                + "×"
                + height
                + "; make them of one size");
      }
      if (image.channels() > channels) {
        widen();
      }
      byte[] bytes = channels == 1 ? image.pixels() : image.inColour().pixels();
      System.arraycopy(bytes, 0, pixels, i * bytes.length, bytes.length);
    }

    private void widen() throws IOException {
      bytes(3);
      pixels = DecodedImage.threefold(pixels);
      channels = 3;
    }

    ImageDataset dataset(int wanted) throws IOException {
      if (wanted > channels) {
        widen();
      }
      ImageFormat format =
          new ImageFormat("images", height, width, channels, 255, source.classes());
      int[] labels = source.labels().stream().mapToInt(Integer::intValue).toArray();
      return ImageDataset.of(format, pixels, labels);
    }
  }
}
