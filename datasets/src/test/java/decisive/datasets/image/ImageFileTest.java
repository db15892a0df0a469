package decisive.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import decisive.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against Pillow 9.4. The files beside this class's resources are of every kind that PNG has (grey,
 * colour, palette, alpha, transparent colour; 1 to 16 bits; plain and interlaced; all filters;
 * profiles) and of the kinds of JPEG (baseline, progressive, subsampled, RGB, CMYK, YCCK, with and
 * without JFIF's and Adobe's marks), random pixels packed by {@code struct} and {@code zlib}, or
 * saved by Pillow and patched. The numbers in {@code expected.txt} are of
 *
 * <pre>
 *   im = Image.open(name)
 *   if im.mode == "I":  # 16-bit greys, which Pillow cuts off at 255: the upper byte, as of colours
 *       im = Image.fromarray((np.asarray(im) >> 8).astype(np.uint8))
 *   print(name, im.mode, im.width, im.height,
 *         im.convert("L").tobytes().hex(), im.convert("RGB").tobytes().hex())
 * </pre>
 *
 * In {@code bad} are damaged and hostile files with the error expected of each.
 */
class ImageFileTest {
  /** A JDK's decoder may round otherwise than Pillow's; those of JDK 17 and 25 agree with it. */
  private static final int ROUNDING = 2;

  @TempDir private Path folder;

  private static Path resource(String name) {
    try {
      return Path.of(ImageFileTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void pixelsAreThoseOfPillow() throws IOException {
    List<String> lines = Files.readAllLines(resource("expected.txt"));
    assertTrue(lines.size() > 70, "kinds: " + lines.size());
    for (String line : lines) {
      String[] fields = line.split(" ");
      DecodedImage image = ImageFile.read(resource(fields[0]));
      assertEquals(Integer.parseInt(fields[2]), image.width(), line);
      assertEquals(Integer.parseInt(fields[3]), image.height(), line);
      int rounding = fields[0].endsWith("png") ? 0 : ROUNDING;
      assertNear(fields[0], fields[4], image.inGrey().pixels(), rounding);
      assertNear(fields[0], fields[5], image.inColour().pixels(), rounding);
      boolean grey = fields[0].startsWith("ga16") || List.of("1", "L", "LA").contains(fields[1]);
      assertEquals(grey, image.isGrey(), fields[0]);
    }
  }

  private static void assertNear(String name, String hex, byte[] found, int rounding) {
    byte[] expected = HexFormat.of().parseHex(hex);
    assertEquals(expected.length, found.length, name);
    for (int p = 0; p < expected.length; p++) {
      int difference = Byte.toUnsignedInt(expected[p]) - Byte.toUnsignedInt(found[p]);
      assertTrue(Math.abs(difference) <= rounding, name + " at byte " + p + ": " + difference);
    }
  }

  @Test
  void damagedAndHostileFilesAreRefused() throws IOException {
    for (String line : Files.readAllLines(resource("bad/expected.txt"))) {
      Path file = resource("bad/" + line.substring(0, line.indexOf(':')));
      String message = assertThrows(IOException.class, () -> ImageFile.read(file)).getMessage();
      assertTrue(message.startsWith(file.resolveSibling(line).toString()), message);
    }
  }

  /** A palette of greys alone is no colour: MNIST saved by a program that likes palettes. */
  @Test
  void greyPaletteIsGrey() throws IOException {
    byte[] png = Files.readAllBytes(resource("pal8.png"));
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 33; // the palette's chunk
    for (int i = 0; i < bytes.getInt(at); i++) {
      png[at + 8 + i] = (byte) (255 - i / 3);
    }
    CRC32 crc = new CRC32();
    crc.update(png, at + 4, 4 + bytes.getInt(at));
    bytes.putInt(at + 8 + bytes.getInt(at), (int) crc.getValue());
    DecodedImage image = ImageFile.read(Files.write(folder.resolve("grey.png"), png));
    assertTrue(image.isGrey());
    assertEquals(7 * 5, image.pixels().length);
  }

  /** Two hundred thousand texts before the pixels are passed over, as they are unread. */
  @Test
  void metadataIsNotParsed() throws IOException {
    byte[] png = Files.readAllBytes(resource("grey8.png"));
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(png, 0, 33);
    byte[] text = "\0\0\0\5tEXtCity\0".getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(text, 4, text.length - 4);
    byte[] chunk =
        ByteBuffer.allocate(text.length + 4).put(text).putInt((int) crc.getValue()).array();
    for (int i = 0; i < 200_000; i++) {
      many.writeBytes(chunk);
    }
    many.write(png, 33, png.length - 33);
    Path file = Files.write(folder.resolve("many.png"), many.toByteArray());
    assertArrayEquals(
        ImageFile.read(resource("grey8.png")).pixels(), ImageFile.read(file).pixels());
  }

  @Test
  void manyScansAreRefused() throws IOException {
    byte[] jpeg = Files.readAllBytes(resource("grey-p.jpg"));
    int scan = 0;
    while (jpeg[scan] != -1 || jpeg[scan + 1] != (byte) 0xda) {
      scan++;
    }
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(jpeg, 0, scan);
    for (int i = 0; i < 201; i++) {
      many.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    many.writeBytes(new byte[] {-1, (byte) 0xd9});
    Path file = Files.write(folder.resolve("many.jpg"), many.toByteArray());
    String message = assertThrows(IOException.class, () -> ImageFile.read(file)).getMessage();
    assertTrue(message.contains("many.jpg: is a damaged JPEG image (it has more than 200 scans)"));
  }

  @Test
  void whatIsNoFileIsNotOpened() throws IOException, InterruptedException {
    assertSays("none.png: no such file; it should be a PNG or JPEG image", "none.png");
    Files.createDirectory(folder.resolve("dir.png"));
    assertSays("dir.png: is a folder, not an image", "dir.png");
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("gone.png"));
    assertSays("link.png: is a link to nothing", "link.png");
    Path pipe = folder.resolve("pipe.png");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertSays("pipe.png: is a pipe or a device, not a file", "pipe.png");
  }

  @Test
  void unreadableFileIsNamed() throws IOException {
    Path file = Files.copy(resource("grey8.png"), folder.resolve("mine.png"));
    assertTrue(file.toFile().setReadable(false));
    assumeTrue(!Files.isReadable(file), "root may read all");
    assertSays("mine.png: may not be read; check its permissions", "mine.png");
  }

  /** Of all kinds, each damaged behind sound checksums, so that damage comes further. */
  @Test
  void damagedImagesAreRefusedOrRead() throws IOException {
    for (String name : List.of("rgba8i.png", "pal2.png", "ycc-q30-s2p.jpg", "ycck.jpg")) {
      Path file = Files.copy(resource(name), folder.resolve(name));
      Mutations.of(file)
          .refusing(IOException.class)
          .repaired(name.endsWith("png") ? ImageFileTest::withChecksums : UnaryOperator.identity())
          .check(
              () -> {
                DecodedImage image = ImageFile.read(file);
                assertEquals(
                    image.width() * image.height() * image.channels(), image.pixels().length);
              });
    }
  }

  private static byte[] withChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    for (int at = 8; at + 12 <= png.length; ) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, 4 + length);
      bytes.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return png;
  }

  private void assertSays(String part, String name) {
    Path file = folder.resolve(name);
    String message = assertThrows(IOException.class, () -> ImageFile.read(file)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
