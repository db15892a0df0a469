package decisive.datasets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture of a data set: the first images of every class, a row a class. */
public final class ContactSheet {
  private static final int GAP = 2;
  private static final int SMALLEST = 32;
  private static final int MOST_PIXELS = 100_000_000;

  private ContactSheet() {}

  /**
   * Small images are enlarged by a whole number, without smoothing. Where a class has fewer images
   * the row ends early.
   *
   * @param columns most images of a class, 1 or more
   * @throws IllegalArgumentException if there are no columns, or the picture would be of more than
   *     100 million pixels
   */
  public static BufferedImage of(ImageDataset images, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("contact sheet: " + columns + " columns; want 1 or more");
    }
    int scale = Math.max(1, SMALLEST / Math.max(images.height(), images.width()));
    int width = columns * (images.width() * scale + GAP) + GAP;
    long height = (long) images.classes() * (images.height() * scale + GAP) + GAP;
    if (width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "contact sheet: "
              + columns
              + " images of each of "
              + images.classes()
              + " classes make "
              + width
              + "×"
              + height
              + " pixels; take fewer columns");
    }
    BufferedImage sheet = new BufferedImage(width, (int) height, BufferedImage.TYPE_INT_RGB);
    int[] shown = new int[images.classes()];
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i);
      if (shown[label] < columns) {
        int x = GAP + shown[label]++ * (images.width() * scale + GAP);
        draw(sheet, images, i, x, GAP + label * (images.height() * scale + GAP), scale);
      }
    }
    return sheet;
  }

  private static void draw(
      BufferedImage sheet, ImageDataset images, int i, int left, int top, int scale) {
    byte[] pixels = images.pixels(i);
    int channels = images.channels();
    for (int y = 0; y < images.height() * scale; y++) {
      for (int x = 0; x < images.width() * scale; x++) {
        int at = (y / scale * images.width() + x / scale) * channels;
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          int value = Byte.toUnsignedInt(pixels[at + (channels == 3 ? channel : 0)]);
          rgb = rgb << 8 | value * 255 / images.maximum();
        }
        sheet.setRGB(left + x, top + y, rgb);
      }
    }
  }

  /** As a PNG file's bytes. */
  public static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a PNG in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
