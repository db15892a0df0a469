package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Damages a file in thousands of ways. A reader must answer with data of the right form, or with an
 * {@link IOException} that begins with the file, or its folder; anything else is a fault. {@code
 * -Ddecisive.mutations=100000} tries more than the 2,000 of every build.
 */
public final class FileFuzz {
  private static final int MUTATIONS = Integer.getInteger("decisive.mutations", 2_000);

  private FileFuzz() {}

  /** Reads the file, and checks the form of what it finds. */
  public interface Reader {
    void read() throws IOException;
  }

  /** Reads a data set, and looks at all of it. */
  interface SplitReader {
    Split read() throws IOException;
  }

  static void checkSplit(Path file, SplitReader reader) throws IOException {
    check(
        file,
        UnaryOperator.identity(),
        () -> {
          Split data = reader.read();
          for (ImageDataset part : new ImageDataset[] {data.train(), data.test()}) {
            assertTrue(part.size() > 0);
            for (int i = 0; i < part.size(); i++) {
              assertTrue(part.label(i) >= 0 && part.label(i) < part.classes());
              part.pixels(i);
            }
          }
        });
  }

  /**
   * @param file is damaged, and in the end as it was
   * @param repair of what would be refused at once, such as checksums
   */
  public static void check(Path file, UnaryOperator<byte[]> repair, Reader reader)
      throws IOException {
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int k = 0; k < MUTATIONS; k++) {
      byte[] damaged = repair.apply(mutation(whole, random));
      Files.write(file, damaged);
      try {
        reader.read();
      } catch (IOException expected) {
        String message = String.valueOf(expected.getMessage());
        assertTrue(
            message.startsWith(file.getParent().toString()), "does not say where: " + message);
        refused++;
      } catch (RuntimeException | Error fault) {
        throw new AssertionError(
            "mutation " + k + " of " + file + ": " + Arrays.toString(damaged), fault);
      }
    }
    Files.write(file, whole);
    assertTrue(refused > MUTATIONS / 50, refused + " of " + MUTATIONS + " were refused");
  }

  private static byte[] mutation(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(6)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
      case 2 -> { // where headers are
        for (int n = random.nextInt(3); n >= 0; n--) {
          bytes[random.nextInt(Math.min(64, bytes.length))] = (byte) random.nextInt();
        }
      }
      case 3 -> bytes = spliced(bytes, random, 0); // a piece is gone
      case 4 -> bytes = spliced(bytes, random, 2); // a piece is there twice
      default -> {
        for (int n = random.nextInt(8); n >= 0; n--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, SplittableRandom random, int times) {
    int from = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(40, bytes.length - from));
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(bytes, 0, from);
    for (int i = 0; i < times; i++) {
      spliced.write(bytes, from, length);
    }
    spliced.write(bytes, from + length, bytes.length - from - length);
    return spliced.toByteArray();
  }
}
