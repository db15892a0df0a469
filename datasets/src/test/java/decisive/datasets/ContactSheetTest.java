package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.datasets.corruption.Corruption;
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
  void allNoisesOfAnImage() {
    BufferedImage sheet = ContactSheet.corruptions(IMAGES, 1, 3);
    assertEquals(6 * (128 + 2) + 2, sheet.getWidth());
    assertEquals(3 * (128 + 2) + 2, sheet.getHeight());
    ImageDataset salted = IMAGES.corrupted(Corruption.parse("impulse:5"), 3);
    int impulses = 0;
    for (int row = 0; row < 3; row++) {
      assertEquals(0xff000000, sheet.getRGB(2 + 77, 2 + row * 130 + 50), "clean and black");
    }
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        int grey = Byte.toUnsignedInt(salted.pixels(1)[y * 16 + x]);
        assertEquals(
            0xff000000 | grey * 0x10101, sheet.getRGB(2 + 5 * 130 + x * 8, 2 + 2 * 130 + y * 8));
        impulses += grey == 255 ? 1 : 0;
      }
    }
    assertTrue(impulses > 0);
    assertThrows(IndexOutOfBoundsException.class, () -> ContactSheet.corruptions(IMAGES, 3, 1));
  }

  @Test
  void notWithoutBounds() {
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(IMAGES, 0));
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(IMAGES, 10_000_000));
  }
}
