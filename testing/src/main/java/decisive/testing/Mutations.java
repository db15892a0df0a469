package decisive.testing;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Damages a valid file in thousands of ways. A reader must find something valid, or throw an {@link
 * IOException} or an {@link IllegalArgumentException} that begins with what it read; anything else,
 * memory out of proportion and reading without end are faults. {@code -Ddecisive.mutations=100000}
 * tries more than the 2,000 of every build; the same mutations come in the same order each time.
 */
public final class Mutations {
  /** How many there are of each file. */
  public static final int COUNT = Integer.getInteger("decisive.mutations", 2_000);

  private static final long SEED = 7;
  private static final int MOST_CHANGES = 3;
  private static final int LONGEST_PIECE = 40;

  /** Behind the first bytes there are mostly data, and few ways to go wrong. */
  private static final int HEAD = 64;

  /** For one mutation, with much to spare; for all, a minute more. */
  private static final Duration LONGEST = Duration.ofMillis(100);

  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    Byte.MIN_VALUE,
    Byte.MAX_VALUE,
    Short.MIN_VALUE,
    Short.MAX_VALUE,
    0xFFFF,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    0xFFFF_FFFFL,
    Long.MIN_VALUE,
    Long.MAX_VALUE
  };

  /** What stands in texts in the place of a number or a word. */
  private static final List<String> TOKENS =
      List.of(
          "NaN",
          "Infinity",
          "-Infinity",
          "1e999",
          "-1e999",
          "1e-999",
          "-1",
          "-0",
          "0",
          "0.5",
          "00",
          "+1",
          "2147483647",
          "2147483648",
          "-2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(400),
          "null",
          "true",
          "\"\"",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "[]",
          "{}",
          "[".repeat(2_000),
          "{\"a\":".repeat(500),
          "1-".repeat(3_000),
          "+twins".repeat(2_000),
          ",",
          ":",
          "=",
          ";",
          "%",
          "%zz",
          "\r",
          "\n",
          "\u0000",
          "\uFEFF",
          "\u00e4",
          "\u0661",
          "-",
          ".",
          " ",
          "x".repeat(5_000));

  /** Reads a file, and checks the form of what it finds. */
  public interface Reader {
    void read() throws IOException;
  }

  private final Path file;
  private final byte[] whole;
  private String named;
  private List<Class<? extends Exception>> refusals =
      List.of(IOException.class, IllegalArgumentException.class);
  private UnaryOperator<byte[]> repair = UnaryOperator.identity();
  private long memory = 64L << 20;
  private int at;
  private byte[] damaged;
  private int refused;

  private Mutations(Path file) throws IOException {
    this.file = file;
    this.whole = Files.readAllBytes(file);
    this.named = file.toString();
  }

  /**
   * Mutations of a file.
   *
   * @param file is damaged, and in the end as it was
   */
  public static Mutations of(Path file) throws IOException {
    return new Mutations(file);
  }

  /** What errors begin with, if not with the file. */
  public Mutations named(String beginning) {
    named = beginning;
    return this;
  }

  /** The one exception that a refusal may be, where the reader promises so much. */
  public Mutations refusing(Class<? extends Exception> only) {
    refusals = List.of(only);
    return this;
  }

  /** Mends what would be refused at once, such as checksums. */
  public Mutations repaired(UnaryOperator<byte[]> mend) {
    repair = mend;
    return this;
  }

  /** Bytes that reading may allocate, in sum; 64 MiB if not said. */
  public Mutations within(long bytes) {
    memory = bytes;
    return this;
  }

  /** The bytes of the mutation that is being read, to compare with what is read. */
  public byte[] bytes() {
    return damaged.clone();
  }

  /**
   * Reads the whole file, then each mutation.
   *
   * @return how many were refused
   * @throws AssertionError at the first fault; its message has the mutation
   */
  public int check(Reader reader) {
    assertTimeoutPreemptively(
        LONGEST.multipliedBy(COUNT).plusMinutes(1), () -> all(reader), () -> which("no end"));
    return refused;
  }

  private void all(Reader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    damaged = whole;
    reader.read(); // must work, and loads classes, which takes memory too
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (at = 0; at < COUNT; at++) {
        damaged = repair.apply(mutation(whole, random));
        write(channel, damaged);
        one(reader);
      }
      write(channel, whole);
    }
    assertTrue(refused > COUNT / 50, refused + " of " + COUNT + " were refused");
  }

  /** In place, since file systems take their time over a file that is emptied and closed. */
  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    channel.write(ByteBuffer.wrap(bytes), 0);
    channel.truncate(bytes.length);
  }

  private void one(Reader reader) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      reader.read();
    } catch (IOException | IllegalArgumentException expected) {
      if (refusals.stream().noneMatch(one -> one.isInstance(expected))) {
        throw new AssertionError(
            which("is refused otherwise than promised: " + expected), expected);
      }
      if (!String.valueOf(expected.getMessage()).startsWith(named)) {
        throw new AssertionError(which("does not say where: " + expected), expected);
      }
      refused++;
    } catch (RuntimeException | Error fault) {
      throw new AssertionError(which("escaped: " + fault), fault);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated <= memory, () -> which(allocated + " bytes were allocated"));
  }

  private String which(String fault) {
    String text = new String(damaged, StandardCharsets.ISO_8859_1);
    return "mutation "
        + at
        + " of "
        + file
        + ": "
        + fault
        + "\nin Base64: "
        + Base64.getEncoder().encodeToString(damaged)
        + (text.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\n') ? "\n" + text : "");
  }

  /** Some changes, one behind the other. */
  static byte[] mutation(byte[] valid, SplittableRandom random) {
    byte[] bytes = valid;
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      bytes = bytes.length == 0 ? new byte[] {(byte) random.nextInt()} : changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] from, SplittableRandom random) {
    int at = random.nextInt(random.nextInt(3) == 0 ? Math.min(HEAD, from.length) : from.length);
    int end = at + 1 + random.nextInt(Math.min(LONGEST_PIECE, from.length - at));
    byte[] piece = Arrays.copyOfRange(from, at, end);
    byte[] bytes = from.clone();
    switch (random.nextInt(12)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> Arrays.fill(bytes, at, end, (byte) 0);
      case 3 -> bytes = Arrays.copyOf(from, at);
      case 4 -> bytes = Arrays.copyOf(from, from.length + 1 + random.nextInt(100));
      case 5 -> bytes = replaced(from, at, end, new byte[0]);
      case 6 -> bytes = replaced(from, at, at, piece);
      case 7 -> bytes = replaced(from, at, at, new byte[] {(byte) random.nextInt()});
      case 8 -> { // a piece stands elsewhere too
        int other = random.nextInt(from.length - piece.length + 1);
        System.arraycopy(piece, 0, bytes, other, piece.length);
      }
      case 9 -> extreme(bytes, at, random);
      case 10 -> digit(bytes, at, random);
      default -> {
        byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
        int first = at;
        while (first < from.length && !inWord(from[first])) {
          first++;
        }
        int last = first;
        while (last < from.length && inWord(from[last])) {
          last++;
        }
        bytes = replaced(from, first, random.nextInt(4) == 0 ? first : last, token);
      }
    }
    return bytes;
  }

  private static boolean inWord(byte b) {
    return Character.isLetterOrDigit(b & 0x7F) || b == '_' || b == '.' || b == '-' || b == '"';
  }

  /** The lowest or highest integer of some width, in either order of bytes. */
  private static void extreme(byte[] bytes, int at, SplittableRandom random) {
    long value = EXTREMES[random.nextInt(EXTREMES.length)];
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] eight = ByteBuffer.allocate(Long.BYTES).order(order).putLong(value).array();
    int width = Math.min(1 << random.nextInt(4), bytes.length - at);
    int low = order == ByteOrder.BIG_ENDIAN ? Long.BYTES - width : 0;
    System.arraycopy(eight, low, bytes, at, width);
  }

  /** Changes the next digit, so that headers stay readable but lie. */
  private static void digit(byte[] bytes, int from, SplittableRandom random) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        bytes[at] = (byte) ('0' + random.nextInt(10));
        return;
      }
    }
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    return ByteBuffer.allocate(bytes.length - (to - from) + by.length)
        .put(bytes, 0, from)
        .put(by)
        .put(bytes, to, bytes.length - to)
        .array();
  }
}
