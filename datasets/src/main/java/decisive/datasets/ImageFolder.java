package decisive.datasets;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A folder of PNG and JPEG images, a folder in it for each class, all of one size. Where the folder
 * holds {@code train} and {@code test}, these are the two parts; otherwise it is split by seed.
 *
 * <p>The first image decides: if it is grey, all must be, and have one channel; otherwise all have
 * three, red, green and blue. Transparency is passed over.
 */
public final class ImageFolder {
  private static final int LARGEST_SIDE = 4096;
  private static final double TRAIN_SHARE = 0.8;

  private ImageFolder() {}

  /**
   * @throws IOException if there is no such folder, a class has no image, a file is no image, or
   *     their sizes differ: the message names the files
   */
  public static Split read(Path folder, long seed) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder; it should have a folder for each class");
    }
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    if (!Files.isDirectory(train) || !Files.isDirectory(test)) {
      return all(folder).split(TRAIN_SHARE, seed);
    }
    ImageDataset learn = all(train);
    ImageDataset judge = all(test);
    if (!learn.format().equals(judge.format())) {
      throw new IOException(
          folder
              + ": train and test differ: "
              + describe(learn.format())
              + " and "
              + describe(judge.format()));
    }
    return new Split(learn, judge);
  }

  /**
   * One image as a data set of its own, whose class is the file's name.
   *
   * @throws IOException if there is no such file, or it is no image
   */
  public static ImageDataset one(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file; it should be a PNG or JPEG image");
    }
    return read(List.of(file), List.of(0), List.of(file.getFileName().toString()));
  }

  private static String describe(ImageFormat format) {
    return format.width() + "×" + format.height() + " with classes " + format.classNames();
  }

  private static ImageDataset all(Path folder) throws IOException {
    List<String> classes = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path directory : sorted(folder)) {
      if (Files.isDirectory(directory)) {
        List<Path> images = sorted(directory).stream().filter(ImageFolder::isImage).toList();
        if (images.isEmpty()) {
          throw new IOException(directory + ": this class has no PNG or JPEG image");
        }
        images.forEach(image -> labels.add(classes.size()));
        files.addAll(images);
        classes.add(directory.getFileName().toString());
      }
    }
    if (classes.isEmpty()) {
      throw new IOException(folder + ": has no folder in it; it should have one for each class");
    }
    return read(files, labels, classes);
  }

  private static ImageDataset read(List<Path> files, List<Integer> labels, List<String> classes)
      throws IOException {
    BufferedImage first = decode(files.get(0));
    int channels = first.getRaster().getNumBands() == 1 ? 1 : 3;
    ImageFormat format =
        new ImageFormat("images", first.getHeight(), first.getWidth(), channels, 255, classes);
    if ((long) files.size() * format.bytes() > Integer.MAX_VALUE - 8) {
      throw new IOException(
          files.get(0).getParent().getParent() + ": its images are more than 2 GiB; use fewer");
    }
    byte[] pixels = new byte[files.size() * format.bytes()];
    for (int i = 0; i < files.size(); i++) {
      BufferedImage image = i == 0 ? first : decode(files.get(i));
      if (image.getWidth() != format.width() || image.getHeight() != format.height()) {
        throw new IOException(
            files.get(i)
                + ": is "
                + image.getWidth()
                + "×"
                + image.getHeight()
                + ", while "
                + files.get(0)
                + " is "
                + format.width()
                + "×"
                + format.height()
                + "; make them of one size");
      }
      if (channels == 1 && image.getRaster().getNumBands() != 1) {
        throw new IOException(
            files.get(i) + ": has colours, while " + files.get(0) + " is grey; make them alike");
      }
      copy(image, channels, pixels, i * format.bytes());
    }
    return ImageDataset.of(format, pixels, labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void copy(BufferedImage image, int channels, byte[] target, int from) {
    int next = from;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (channels == 1) {
          target[next++] = (byte) image.getRaster().getSample(x, y, 0);
        } else {
          int rgb = image.getRGB(x, y);
          target[next++] = (byte) (rgb >> 16);
          target[next++] = (byte) (rgb >> 8);
          target[next++] = (byte) rgb;
        }
      }
    }
  }

  private static BufferedImage decode(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException(file + ": is no PNG or JPEG image, whatever its name");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        BufferedImage image = decode(file, reader);
        if (image.getRaster().getNumBands() == 1 && image.getSampleModel().getSampleSize(0) != 8) {
          throw new IOException(file + ": is grey, but not of 8 bits; convert it first");
        }
        return image;
      } finally {
        reader.dispose();
      }
    }
  }

  /** Looks at the size before it makes room for the pixels. */
  private static BufferedImage decode(Path file, ImageReader reader) throws IOException {
    int width;
    int height;
    try {
      width = reader.getWidth(0);
      height = reader.getHeight(0);
      if (Math.max(width, height) <= LARGEST_SIDE) {
        return reader.read(0);
      }
    } catch (RuntimeException | IOException damaged) {
      throw new IOException(file + ": cannot be decoded (" + damaged.getMessage() + ")", damaged);
    }
    throw new IOException(
        file + ": is " + width + "×" + height + "; images up to 4096×4096 are read");
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
