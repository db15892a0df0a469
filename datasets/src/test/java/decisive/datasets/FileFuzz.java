package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Damages a file in thousands of ways. A reader must answer with data of the right form, or with an
 * {@link IOException} that begins with the file, or its folder; anything else is a fault.
 */
final class FileFuzz {
  private FileFuzz() {}

  interface Reader {
    Split read() throws IOException;
  }

  /**
   * @param file is damaged, and in the end as it was
   */
  static void check(Path file, int mutations, Reader reader) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int k = 0; k < mutations; k++) {
      Files.write(file, mutation(whole, random));
      try {
        Split data = reader.read();
        for (ImageDataset part : new ImageDataset[] {data.train(), data.test()}) {
          assertTrue(part.size() > 0);
          for (int i = 0; i < part.size(); i++) {
            assertTrue(part.label(i) >= 0 && part.label(i) < part.classes());
            part.pixels(i);
          }
        }
      } catch (IOException expected) {
        String message = String.valueOf(expected.getMessage());
        assertTrue(
            message.startsWith(file.getParent().toString()), "does not say where: " + message);
        refused++;
      }
    }
    Files.write(file, whole);
    assertTrue(refused > mutations / 20, refused + " of " + mutations + " were refused");
  }

  private static byte[] mutation(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
      case 2 -> { // where headers are
        for (int n = random.nextInt(3); n >= 0; n--) {
          bytes[random.nextInt(Math.min(64, bytes.length))] = (byte) random.nextInt();
        }
      }
      default -> {
        for (int n = random.nextInt(8); n >= 0; n--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }
}
