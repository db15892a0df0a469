package decisive.datasets;

import decisive.datasets.corruption.Corruption;
import decisive.datasets.corruption.Noise;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of many images: the first of every class, a row a class, or one with all noises. */
public final class ContactSheet {
  private static final int GAP = 2;
  private static final int SMALLEST = 32;
  private static final int LARGE = 128;
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
    List<List<Tile>> rows = new ArrayList<>();
    for (int label = 0; label < images.classes(); label++) {
      rows.add(new ArrayList<>());
    }
    for (int i = 0; i < images.size(); i++) {
      List<Tile> row = rows.get(images.label(i));
      if (row.size() < columns) {
        row.add(new Tile(images, i));
      }
    }
    return of(rows, columns, SMALLEST);
  }

  /**
   * A clean image, as often as there are kinds of noise, and beside it all severities of a kind.
   *
   * @param image its position
   * @param seed of the noise
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public static BufferedImage corruptions(ImageDataset images, int image, long seed) {
    List<List<Tile>> rows = new ArrayList<>();
    for (Noise noise : Noise.values()) {
      List<Tile> row = new ArrayList<>(List.of(new Tile(images, image)));
      for (int severity = 1; severity <= Noise.SEVERITIES; severity++) {
        row.add(new Tile(images.corrupted(Corruption.of(noise, severity), seed), image));
      }
      rows.add(row);
    }
    return of(rows, 1 + Noise.SEVERITIES, LARGE);
  }

  /** An image of a data set. */
  private record Tile(ImageDataset images, int position) {}

  /**
   * @param rows tiles of one size, at most {@code columns} in each row, and one in all at least
   * @param smallest pixels of a tile's longer side
   */
  private static BufferedImage of(List<List<Tile>> rows, int columns, int smallest) {
    ImageFormat format =
        rows.stream().flatMap(List::stream).findFirst().orElseThrow().images().format();
    int scale = Math.max(1, smallest / Math.max(format.height(), format.width()));
    long width = columns * ((long) format.width() * scale + GAP) + GAP;
    long height = rows.size() * ((long) format.height() * scale + GAP) + GAP;
    if (width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "contact sheet: "
              + columns
              + " images of each of "
              + rows.size()
              + " classes make "
              + width
              + "×"
              + height
              + " pixels; take fewer columns");
    }
    BufferedImage sheet = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
    int top = GAP;
    for (List<Tile> row : rows) {
      int left = GAP;
      for (Tile tile : row) {
        draw(sheet, tile.images(), tile.position(), left, top, scale);
        left += format.width() * scale + GAP;
      }
      top += format.height() * scale + GAP;
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

  /** As a PNG file's bytes; needs no temporary file, as ImageIO's own streams may. */
  public static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("a PNG in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
