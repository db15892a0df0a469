package decisive.datasets.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG. The JDK's decoder is given the pixels' own chunks alone, which {@link PngChunks} has
 * checked, and of a palette image a grey one of the indices; samples become colours here.
 *
 * <p>Source: "Portable Network Graphics (PNG) Specification (Third Edition)", W3C, 2025.
 */
final class Png {
  private Png() {}

  static DecodedImage decode(byte[] file) throws IOException {
    PngChunks chunks = PngChunks.of(file);
    Raster samples = samples(chunks.greyOrColour());
    byte[] palette = chunks.palette();
    if (palette != null) {
      return coloured(samples, palette);
    }
    int channels = chunks.isGrey() ? 1 : 3;
    int largest = (1 << chunks.depth()) - 1;
    int width = samples.getWidth();
    byte[] pixels = new byte[samples.getHeight() * width * channels];
    int bands = samples.getNumBands();
    int[] row = new int[width * bands];
    int next = 0;
    for (int y = 0; y < samples.getHeight(); y++) {
      samples.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < channels; channel++) {
          int sample = row[x * bands + channel];
          pixels[next++] = (byte) (chunks.depth() == 16 ? sample >> 8 : sample * 255 / largest);
        }
      }
    }
    return new DecodedImage(samples.getHeight(), width, channels, pixels);
  }

  /** A palette of greys makes a grey image. */
  private static DecodedImage coloured(Raster indices, byte[] palette) throws IOException {
    int width = indices.getWidth();
    byte[] pixels = new byte[indices.getHeight() * width * 3];
    int[] row = new int[width];
    int next = 0;
    for (int y = 0; y < indices.getHeight(); y++) {
      indices.getPixels(0, y, width, 1, row);
      for (int index : row) {
        if (3 * index >= palette.length) {
          throw UnreadableImageException.damaged(
              "PNG", "colour " + index + " of a palette of " + palette.length / 3);
        }
        System.arraycopy(palette, 3 * index, pixels, next, 3);
        next += 3;
      }
    }
    DecodedImage image = new DecodedImage(indices.getHeight(), width, 3, pixels);
    for (int p = 0; p < palette.length; p += 3) {
      if (palette[p] != palette[p + 1] || palette[p] != palette[p + 2]) {
        return image;
      }
    }
    return image.inGrey();
  }

  /** From memory, so that no temporary file is needed. */
  private static Raster samples(byte[] png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in, true, true);
      return reader.read(0).getRaster();
    } finally {
      reader.dispose();
    }
  }
}
