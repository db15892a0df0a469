package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static final ImageDataset IMAGES =
      ImageDataset.of(
          new ImageFormat("two", 16, 16, 1, 16, List.of("dark", "bright")),
          pixels(),
          new int[] {1, 0, 1});

  /** Two bright images and a dark one between. */
  private static byte[] pixels() {
    byte[] pixels = new byte[3 * 256];
    Arrays.fill(pixels, 0, 256, (byte) 16);
    Arrays.fill(pixels, 512, 768, (byte) 8);
    return pixels;
  }

  @Test
  void aRowAClassEnlarged() throws IOException {
    BufferedImage sheet = ContactSheet.of(IMAGES, 2);
    assertEquals(2 * (32 + 2) + 2, sheet.getWidth());
    assertEquals(2 * (32 + 2) + 2, sheet.getHeight());
    assertEquals(0xff000000, sheet.getRGB(10, 10));
    assertEquals(0xffffffff, sheet.getRGB(10, 2 + 34));
    assertEquals(0xff7f7f7f, sheet.getRGB(2 + 34, 40));
    BufferedImage again = ImageIO.read(new ByteArrayInputStream(ContactSheet.png(sheet)));
    assertEquals(0xff7f7f7f, again.getRGB(2 + 34, 40));
  }

  @Test
  void notWithoutBounds() {
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(IMAGES, 0));
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(IMAGES, 10_000_000));
  }
}
