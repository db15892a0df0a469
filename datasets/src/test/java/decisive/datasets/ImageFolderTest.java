package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path folder;

  private void image(String file, int width, int height, int type, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, 0, rgb);
    }
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    ImageIO.write(image, file.substring(file.lastIndexOf('.') + 1), path.toFile());
  }

  private void photos() throws IOException {
    for (int i = 0; i < 5; i++) {
      image("cats/" + i + ".png", 3, 2, BufferedImage.TYPE_INT_RGB, 0x102030 + i);
      image("dogs/" + i + ".png", 3, 2, BufferedImage.TYPE_INT_RGB, 0xff0000);
    }
  }

  @Test
  void foldersAreClasses() throws IOException {
    photos();
    Files.writeString(folder.resolve("cats/notes.txt"), "no image");
    Split data = Datasets.named("images:" + folder, 1);
    assertEquals(List.of("cats", "dogs"), data.train().classNames());
    assertEquals(8, data.train().size());
    assertEquals(2, data.test().size());
    int dog = data.test().label(0) == 1 ? 0 : 1;
    byte red = (byte) 255;
    assertArrayEquals(
        new byte[] {red, 0, 0, red, 0, 0, red, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        data.test().pixels(dog));
  }

  @Test
  void greyImagesHaveOneChannel() throws IOException {
    image("train/a/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
    image("train/b/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
    image("test/a/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
    image("test/b/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
    Split data = ImageFolder.read(folder, 1);
    assertEquals(1, data.train().channels());
    assertArrayEquals(new byte[] {-1, -1, 0, 0}, data.train().pixels(0));
    assertArrayEquals(new byte[] {-1, -1, 0, 0}, data.test().pixels(1));
  }

  @Test
  void whatDoesNotFitTogetherIsNamed() throws IOException {
    photos();
    image("dogs/7.png", 4, 2, BufferedImage.TYPE_INT_RGB, 0);
    assertSays("7.png: is 4×2, while ");
    Files.delete(folder.resolve("dogs/7.png"));
    Files.writeString(folder.resolve("dogs/8.jpg"), "no image");
    assertSays("8.jpg: is no PNG or JPEG image, whatever its name");
    Files.delete(folder.resolve("dogs/8.jpg"));
    Files.createDirectory(folder.resolve("empty"));
    assertSays("empty: this class has no PNG or JPEG image");
  }

  @Test
  void thereMustBeClasses() {
    assertSays("has no folder in it; it should have one for each class");
  }

  private void assertSays(String part) {
    String message =
        assertThrows(IOException.class, () -> ImageFolder.read(folder, 1)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void damagedImagesAreRefusedOrRead() throws IOException {
    photos();
    FileFuzz.check(folder.resolve("cats/2.png"), 5_000, () -> ImageFolder.read(folder, 1));
    image("cats/5.jpg", 3, 2, BufferedImage.TYPE_INT_RGB, 0xff);
    image("dogs/5.jpg", 3, 2, BufferedImage.TYPE_INT_RGB, 0xff);
    FileFuzz.check(folder.resolve("cats/5.jpg"), 5_000, () -> ImageFolder.read(folder, 1));
  }
}
