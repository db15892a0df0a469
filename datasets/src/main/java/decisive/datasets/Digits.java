package decisive.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The embedded data set: 1,797 handwritten digits, 8×8 pixels, one channel, grey levels 0 to 16.
 *
 * <p>E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits" (its test part), UCI
 * Machine Learning Repository, 1998, CC BY 4.0; the attribution lies beside the resource.
 */
public final class Digits {
  private static final String RESOURCE = "digits.csv.gz";
  private static final int IMAGES = 1797;
  private static final ImageFormat FORMAT =
      new ImageFormat(
          "digits", 8, 8, 1, 16, List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

  private Digits() {}

  /**
   * @throws UncheckedIOException if the resource is missing or damaged; the message says where
   */
  public static ImageDataset load() {
    try (InputStream resource = Digits.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException(RESOURCE + ": not beside the classes; build the project again");
      }
      return read(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * @param compressed gzip over lines of 64 grey levels and a label, each line ended by a newline
   */
  static ImageDataset read(InputStream compressed) throws IOException {
    int columns = FORMAT.bytes() + 1;
    byte[] text = decompress(compressed, IMAGES * columns * "16,".length());
    byte[] pixels = new byte[IMAGES * FORMAT.bytes()];
    int[] labels = new int[IMAGES];
    DigitsText fields = new DigitsText(text, RESOURCE);
    for (int line = 0; line < IMAGES; line++) {
      for (int column = 0; column < FORMAT.bytes(); column++) {
        pixels[line * FORMAT.bytes() + column] = (byte) fields.next(FORMAT.maximum(), ',');
      }
      labels[line] = fields.next(FORMAT.classes() - 1, '\n');
    }
    fields.end();
    return ImageDataset.of(FORMAT, pixels, labels);
  }

  private static byte[] decompress(InputStream compressed, int atMost) throws IOException {
    byte[] text;
    try (GZIPInputStream gzip = new GZIPInputStream(compressed)) {
      text = gzip.readNBytes(atMost + 1);
    } catch (IOException e) {
      throw new IOException(
          RESOURCE + ": not a whole gzip file (" + e.getMessage() + "); " + DigitsText.FIX, e);
    }
    if (text.length > atMost) {
      throw new IOException(
          RESOURCE + ": more than the " + atMost + " bytes it can have; " + DigitsText.FIX);
    }
    return text;
  }
}
