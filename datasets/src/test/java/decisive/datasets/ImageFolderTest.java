package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  private static final Path CASES = Path.of("../../shared/cases/folders");

  /** What systems and programs leave beside images. */
  @Test
  void whatSystemsLeaveIsPassedOver() throws IOException {
    photos();
    String sha256 = ImageFolder.read(folder, 1).train().sha256();
    image(".ipynb_checkpoints/0-checkpoint.png", 3, 2, BufferedImage.TYPE_INT_RGB, 1);
    image("__MACOSX/cats/0.png", 3, 2, BufferedImage.TYPE_INT_RGB, 1);
    image("cats/.thumbnails/0.png", 9, 9, BufferedImage.TYPE_INT_RGB, 1);
    image("cats/@eaDir/0.png", 9, 9, BufferedImage.TYPE_INT_RGB, 1);
    Files.createDirectory(folder.resolve(".git"));
    for (String name :
        List.of(
            "cats/._0.png", "cats/Thumbs.db", "dogs/desktop.ini", "dogs/.DS_Store", "._x.png")) {
      Files.writeString(folder.resolve(name), "no image");
    }
    Files.writeString(folder.resolve("labels.csv"), "no image");
    Split data = ImageFolder.read(folder, 1);
    assertEquals(List.of("cats", "dogs"), data.train().classNames());
    assertEquals(sha256, data.train().sha256());
  }

  @Test
  void imagesWithoutAPlaceAreNamed() throws IOException {
    photos();
    for (String name : List.of("a.gif", "b.webp", "c.bmp", "d.tiff")) {
      Files.writeString(folder.resolve("cats/" + name), "other");
    }
    assertSays("cats: 4 files or folders (a.gif, b.webp, c.bmp, …) are no PNG or JPEG; convert");
    for (String name : List.of("b.webp", "c.bmp", "d.tiff")) {
      Files.delete(folder.resolve("cats/" + name));
    }
    assertSays("cats: a.gif is no PNG or JPEG; convert what is not, or move it away");
    Files.delete(folder.resolve("cats/a.gif"));
    image("cats/kittens/1.png", 3, 2, BufferedImage.TYPE_INT_RGB, 1);
    assertSays("cats: has images and folders (kittens); move either away");
    Files.delete(folder.resolve("cats/kittens/1.png"));
    Files.delete(folder.resolve("cats/kittens"));
    image("cover.png", 3, 2, BufferedImage.TYPE_INT_RGB, 1);
    assertSays(": cover.png lies beside the folders of the classes; move it into one, or away");
    Files.delete(folder.resolve("cover.png"));
    Files.createSymbolicLink(folder.resolve("dogs/9.png"), folder.resolve("gone"));
    assertSays("dogs/9.png: is a link to nothing");
    Files.delete(folder.resolve("dogs/9.png"));
    Files.copy(folder.resolve("dogs/1.png"), folder.resolve("dogs/photo")); // no extension
    assertEquals(11, size(ImageFolder.read(folder, 1)));
  }

  private static int size(Split data) {
    return data.train().size() + data.test().size();
  }

  @Test
  void partsAreKnownOrExplained() throws IOException {
    for (String part : List.of("Train", "val")) {
      image(part + "/a/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
      image(part + "/b/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
    }
    image("val/b/2.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertEquals(3, ImageFolder.read(folder, 1).test().size());
    image("test/a/1.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertSays("the classes of Train are [a, b], those of test [a]; give both the same folders");
    image("test/b/1.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0xff0000);
    Split data = ImageFolder.read(folder, 1);
    assertEquals(2, data.test().size());
    assertEquals(3, data.train().channels()); // one image of test has colours
    Path alone = folder.resolve("Train");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.move(alone, other.resolve("train"));
    String message = assertThrows(IOException.class, () -> ImageFolder.read(other, 1)).getMessage();
    assertTrue(message.contains("has train but no test or val beside it"), message);
    assertSays("has test but no train beside it"); // other, val and test are left
  }

  @Test
  void foldersInFoldersAreExplained() throws IOException {
    image("animals/cats/1.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0);
    assertSays("animals: has no images but folders (cats); if these are the classes, name this");
  }

  /** One coloured image makes all have three channels; indices of palettes are no greys. */
  @Test
  void greysAmongColoursAreColours() throws IOException {
    for (int i = 0; i < 5; i++) {
      image("a/" + i + ".png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0x808080);
      image("b/" + i + ".png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0xffffff);
    }
    image("b/2.png", 2, 2, BufferedImage.TYPE_BYTE_INDEXED, 0xff0000);
    Split data = ImageFolder.read(folder, 1);
    ImageDataset all = JoinedImages.of(List.of(data.train(), data.test()));
    assertEquals(3, all.channels());
    for (int i = 0; i < all.size(); i++) {
      byte[] pixels = all.pixels(i);
      boolean red = pixels[0] == -1 && pixels[1] == 0 && pixels[2] == 0;
      assertTrue(red || pixels[0] == pixels[1] && pixels[1] == pixels[2]);
    }
    assertEquals(3, ImageFolder.one(folder.resolve("a/1.png"), 3).channels());
    assertEquals(76, ImageFolder.one(folder.resolve("b/2.png"), 1).pixels(0)[0]);
  }

  @Test
  void sharedCases() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "needs the shared cases");
    for (String name : List.of("ipynb_images", "appledouble", "grey_trns")) {
      assertEquals(2, ImageFolder.read(CASES.resolve(name), 1).train().classes(), name);
    }
    assertEquals(1, ImageFolder.read(CASES.resolve("grey_trns"), 1).train().channels());
    assertEquals(3, ImageFolder.read(CASES.resolve("grey_then_palette"), 1).train().channels());
    String message =
        assertThrows(IOException.class, () -> ImageFolder.read(CASES.resolve("jpg_trunc"), 1))
            .getMessage();
    assertTrue(message.contains("b/99.jpg: is a damaged JPEG image"), message);
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
    SplitMutations.check(folder.resolve("cats/2.png"), () -> ImageFolder.read(folder, 1));
    image("cats/5.jpg", 3, 2, BufferedImage.TYPE_INT_RGB, 0xff);
    image("dogs/5.jpg", 3, 2, BufferedImage.TYPE_INT_RGB, 0xff);
    SplitMutations.check(folder.resolve("cats/5.jpg"), () -> ImageFolder.read(folder, 1));
  }
}
