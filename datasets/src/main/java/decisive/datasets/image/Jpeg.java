package decisive.datasets.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG. The JDK's decoder gives the components as they are stored; they become colours
 * here, by libjpeg's formulas with its rounding (x = Cb − 128, y = Cr − 128):
 *
 * <pre>
 *   R = Y + 1.402 y      G = Y − 0.34414 x − 0.71414 y      B = Y + 1.772 x
 *   CMYK, stored as c = 255 − C and so on: R = k − (255 − c) k / 255, likewise G and B
 *   YCCK: the inks C, M, Y stand as Y, Cb, Cr of an R, G, B; k as before
 * </pre>
 */
final class Jpeg {
  private static final int CENTRE = 128;
  private static final int HALF = 1 << 15;

  private Jpeg() {}

  static DecodedImage decode(byte[] file) throws IOException {
    JpegSegments segments = JpegSegments.of(file);
    Raster components = components(segments.plain());
    int bands = components.getNumBands();
    int width = components.getWidth();
    int channels = bands == 1 ? 1 : 3;
    byte[] pixels = new byte[components.getHeight() * width * channels];
    int[] row = new int[width * bands];
    int next = 0;
    for (int y = 0; y < components.getHeight(); y++) {
      components.getPixels(0, y, width, 1, row);
      for (int x = 0; x < row.length; x += bands) {
        if (segments.hasChroma()) {
          toRgb(row, x);
        }
        for (int channel = 0; channel < channels; channel++) {
          int value = row[x + channel];
          if (bands == 4) {
            value = light(segments.hasChroma() ? value : 255 - value, row[x + 3]);
          }
          pixels[next++] = (byte) value;
        }
      }
    }
    return new DecodedImage(components.getHeight(), width, channels, pixels);
  }

  private static void toRgb(int[] row, int x) {
    int luma = row[x];
    int blue = row[x + 1] - CENTRE;
    int red = row[x + 2] - CENTRE;
    row[x] = clip(luma + ((fixed(1.402) * red + HALF) >> 16));
    row[x + 1] = clip(luma + ((-fixed(0.34414) * blue - fixed(0.71414) * red + HALF) >> 16));
    row[x + 2] = clip(luma + ((fixed(1.772) * blue + HALF) >> 16));
  }

  private static int fixed(double factor) {
    return (int) (factor * 65536 + 0.5);
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** What an ink lets through of the light that black does: k − ink · k / 255, as Pillow rounds. */
  private static int light(int ink, int black) {
    int product = ink * black + 128;
    return clip(black - (((product >> 8) + product) >> 8));
  }

  private static Raster components(byte[] jpeg) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      Raster components = reader.readRaster(0, null);
      if (!warnings.isEmpty()) {
        throw UnreadableImageException.damaged("JPEG", warnings.get(0));
      }
      return components;
    } finally {
      reader.dispose();
    }
  }
}
