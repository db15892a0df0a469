package decisive.memory.store;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.tensor.io.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a store's file begins with.
 *
 * @param description UTF-8 of 65,536 bytes or less
 */
record StoreHeader(Clusters clusters, String description) {
  private static final byte[] MAGIC = {(byte) 0x89, 'D', 'M', 'E', 'M', '\r', '\n', 0x1a};
  private static final int VERSION = 1;
  private static final int MAX_DESCRIPTION = 1 << 16;

  /** With more, c(c − 1) longs of edges, one for every pair at least, exceed an array. */
  private static final int MAX_CLUSTERS = 46_341;

  /** Bytes before the sizes of the clusters. */
  private static final int FIXED = 20;

  private static final String OTHER = "give a file that was created as one";
  private static final String DAMAGED = "the file is damaged, restore it from a copy";

  /**
   * @throws IllegalArgumentException if the description is too long or not well-formed, or there is
   *     no clique memory of these clusters
   */
  byte[] encode() {
    CliqueMemory.heapBytes(clusters);
    ByteBuffer text;
    try {
      text = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(description));
    } catch (CharacterCodingException lone) {
      throw new IllegalArgumentException(
          "create: the description has half a surrogate pair and is no text; correct it", lone);
    }
    if (text.remaining() > MAX_DESCRIPTION) {
      throw new IllegalArgumentException(
          "create: the description takes "
              + text.remaining()
              + " bytes; "
              + MAX_DESCRIPTION
              + " are allowed");
    }
    int c = clusters.count();
    byte[] bytes = new byte[FIXED + 4 * c + text.remaining() + 4];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION).putInt(c).putInt(text.remaining());
    for (int i = 0; i < c; i++) {
      out.putInt(clusters.fanals(i));
    }
    out.put(text);
    out.putInt(checksum(bytes));
    return bytes;
  }

  /** Reads from byte 0 of the file on. */
  static StoreHeader read(StoreBytes in) throws IOException {
    if (in.size() < MAGIC.length || !Arrays.equals(in.bytes(0, MAGIC.length), MAGIC)) {
      throw new FormatException(in.file(), 0, "this is not the file of a memory", OTHER);
    }
    if (in.size() < FIXED) {
      throw cut(in);
    }
    ByteBuffer fixed = ByteBuffer.wrap(in.bytes(0, FIXED)).order(ByteOrder.LITTLE_ENDIAN);
    int version = fixed.getInt(8);
    int c = fixed.getInt(12);
    int d = fixed.getInt(16);
    if (version != VERSION) {
      throw new FormatException(
          in.file(),
          8,
          "the format's version is " + version + ", this program knows version " + VERSION,
          version > VERSION ? "open it with a newer program" : DAMAGED);
    }
    if (c < 2 || c > MAX_CLUSTERS) {
      throw new FormatException(in.file(), 12, "there cannot be " + c + " clusters", DAMAGED);
    }
    if (d < 0 || d > MAX_DESCRIPTION) {
      throw new FormatException(
          in.file(), 16, "a description cannot be of " + d + " bytes", DAMAGED);
    }
    int length = FIXED + 4 * c + d + 4;
    if (in.size() < length) {
      throw cut(in);
    }
    byte[] bytes = in.bytes(0, length);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (all.getInt(length - 4) != checksum(bytes)) {
      throw new FormatException(
          in.file(), length - 4, "the header's checksum is not that of its content", DAMAGED);
    }
    int[] fanals = new int[c];
    Arrays.setAll(fanals, i -> all.getInt(FIXED + 4 * i));
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, FIXED + 4 * c, d);
      Clusters clusters = Clusters.ofSizes(fanals);
      CliqueMemory.heapBytes(clusters);
      return new StoreHeader(clusters, StandardCharsets.UTF_8.newDecoder().decode(text).toString());
    } catch (IllegalArgumentException sizes) {
      throw new FormatException(in.file(), FIXED, sizes.getMessage(), DAMAGED);
    } catch (CharacterCodingException malformed) {
      throw new FormatException(in.file(), FIXED + 4L * c, "the description is not UTF-8", DAMAGED);
    }
  }

  private static FormatException cut(StoreBytes in) {
    return new FormatException(in.file(), in.size(), "the file ends within its header", DAMAGED);
  }

  /** Of all bytes but the last four. */
  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    return (int) crc.getValue();
  }
}
