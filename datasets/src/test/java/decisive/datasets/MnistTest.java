package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), images(5, 3, 4));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(0, 9, 1, 8, 2));
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(images(2, 3, 4)));
    Files.write(folder.resolve("t10k-labels.idx1-ubyte.gz"), gzip(labels(7, 3)));
  }

  /** Pixel p of all is p. */
  private static byte[] images(int count, int rows, int columns) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * rows * columns);
    bytes.putInt(0x803).putInt(count).putInt(rows).putInt(columns);
    for (int p = 0; bytes.hasRemaining(); p++) {
      bytes.put((byte) p);
    }
    return bytes.array();
  }

  private static byte[] labels(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length);
    bytes.putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void imagesAndLabelsAreRead() throws IOException {
    Split data = Datasets.named("mnist:" + folder, 1);
    assertEquals(5, data.train().size());
    assertArrayEquals(new int[] {0, 9, 1, 8, 2}, data.train().labels());
    assertArrayEquals(new int[] {7, 3}, data.test().labels());
    assertEquals(3, data.train().height());
    assertEquals(4, data.train().width());
    assertArrayEquals(
        new byte[] {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}, data.test().pixels(1));
    assertEquals("sneaker", Mnist.fashion(folder).test().classNames().get(7));
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() throws IOException {
    assertSays(
        "train-labels-idx1-ubyte: 4 labels for the 5 images",
        "train-labels-idx1-ubyte",
        labels(0, 1, 2, 3));
    assertSays(
        "label 10 of image 1 is outside 0 .. 9", "train-labels-idx1-ubyte", labels(0, 10, 1, 1, 1));
    assertSays(
        "begins with 00000801; IDX files of this kind with 00000803",
        "train-images-idx3-ubyte",
        labels(1, 2, 3, 4, 5, 6, 7, 8));
    byte[] lie = images(5, 3, 4);
    lie[11] = 30; // rows
    assertSays("has only 60 bytes behind its header", "train-images-idx3-ubyte", lie);
    lie[5] = 15; // 983,045 images
    assertSays("5 labels for the 983045 images of ", "train-images-idx3-ubyte", lie);
    lie[4] = 127;
    assertSays("says it has 2131689477 images", "train-images-idx3-ubyte", lie);
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    String missing = assertThrows(IOException.class, () -> Mnist.digits(folder)).getMessage();
    assertTrue(
        missing.endsWith(": has no file train-images-idx3-ubyte or train-images-idx3-ubyte.gz"));
  }

  private void assertSays(String part, String file, byte[] content) throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve(file));
    Files.write(folder.resolve(file), content);
    String message = assertThrows(IOException.class, () -> Mnist.digits(folder)).getMessage();
    assertTrue(message.contains(part), message);
    Files.write(folder.resolve(file), before);
  }

  @Test
  void theFirstBytesTellWhatIsPacked() throws IOException {
    Split data = Mnist.digits(folder);
    Files.write(folder.resolve("train-images-idx3-ubyte"), gzip(images(5, 3, 4)));
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), images(2, 3, 4));
    Split same = Mnist.digits(folder);
    assertEquals(data.train().sha256(), same.train().sha256());
    assertEquals(data.test().sha256(), same.test().sha256());
    assertSays(
        "train-images-idx3-ubyte: is a zip archive, which is not read; unpack it",
        "train-images-idx3-ubyte",
        "PK\3\4 and so on".getBytes(StandardCharsets.ISO_8859_1));
    assertSays(
        "train-images-idx3-ubyte: is Git LFS's pointer to a file",
        "train-images-idx3-ubyte",
        "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.ISO_8859_1));
  }

  /** 20,000 images of 300×300 in a small file: told from the header. */
  @Test
  void whatPacksTooWellIsNotUnpacked() throws IOException {
    byte[] labels = new byte[20_000];
    Files.write(
        folder.resolve("train-labels-idx1-ubyte"),
        ByteBuffer.allocate(20_008).putInt(0x801).putInt(20_000).put(labels).array());
    ByteBuffer header = ByteBuffer.allocate(16);
    header.putInt(0x803).putInt(20_000).putInt(300).putInt(300);
    assertSays(
        "says it has 1800000000 bytes behind its header, in a file of ",
        "train-images-idx3-ubyte",
        gzip(header.array()));
  }

  @Test
  void emnistIsTold() throws IOException {
    Files.move(
        folder.resolve("train-images-idx3-ubyte"),
        folder.resolve("emnist-letters-train-images-idx3-ubyte"));
    String message = assertThrows(IOException.class, () -> Mnist.digits(folder)).getMessage();
    assertTrue(message.contains("emnist-letters-train-images-idx3-ubyte is of EMNIST"), message);
  }

  @Test
  void damagedFilesAreRefusedOrRead() throws IOException {
    for (String file :
        new String[] {
          "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte.gz"
        }) {
      SplitMutations.check(folder.resolve(file), () -> Mnist.digits(folder));
    }
  }
}
