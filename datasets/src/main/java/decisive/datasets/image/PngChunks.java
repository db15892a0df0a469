package decisive.datasets.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The chunks of a PNG file that make its pixels, checked: order, checksums, declared sizes, and
 * that the compressed data unpack to just the rows that the header promises.
 *
 * <pre>
 *   signature (8 bytes), then chunks: length (4, big-endian), type (4 letters), content, CRC-32 (4)
 *   IHDR   width, height (4 each), bit depth, colour type, compression 0, filter 0, interlace
 *   PLTE   red, green, blue of each colour; IDAT together one zlib stream; IEND
 * </pre>
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final int HEADER = 13;
  private static final int COLOUR_TYPE = 9;

  private static final int GREY = 0;
  private static final int COLOUR = 2;
  private static final int INDEXED = 3;
  private static final int GREY_ALPHA = 4;
  private static final int COLOUR_ALPHA = 6;

  /** Depths that a colour type comes in. */
  private static final Map<Integer, Set<Integer>> DEPTHS =
      Map.of(
          GREY, Set.of(1, 2, 4, 8, 16),
          COLOUR, Set.of(8, 16),
          INDEXED, Set.of(1, 2, 4, 8),
          GREY_ALPHA, Set.of(8, 16),
          COLOUR_ALPHA, Set.of(8, 16));

  private static final Map<Integer, Integer> SAMPLES =
      Map.of(GREY, 1, COLOUR, 3, INDEXED, 1, GREY_ALPHA, 2, COLOUR_ALPHA, 4);

  /** First column and row of each pass of Adam7, and the steps between. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final byte[] file;
  private final byte[] signature;
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private byte[] header;
  private byte[] palette;

  private PngChunks(byte[] file) {
    this.file = file;
    this.signature = Arrays.copyOf(file, SIGNATURE);
  }

  /**
   * @throws UnreadableImageException if anything is not as it should be
   */
  static PngChunks of(byte[] file) throws UnreadableImageException {
    PngChunks chunks = new PngChunks(file);
    chunks.walk();
    chunks.checkPixels();
    return chunks;
  }

  int depth() {
    return header[8];
  }

  boolean isGrey() {
    return header[COLOUR_TYPE] == GREY || header[COLOUR_TYPE] == GREY_ALPHA;
  }

  /** Red, green and blue of each colour, or null where pixels are no indices. */
  byte[] palette() {
    return header[COLOUR_TYPE] == INDEXED ? palette : null;
  }

  /** A PNG file of the same samples without anything else; indices are given as greys. */
  byte[] greyOrColour() {
    byte[] plain = header.clone();
    if (plain[COLOUR_TYPE] == INDEXED) {
      plain[COLOUR_TYPE] = GREY;
    }
    ByteBuffer png = ByteBuffer.allocate(SIGNATURE + 3 * AROUND + HEADER + compressed.size());
    png.put(signature);
    put(png, "IHDR", plain);
    put(png, "IDAT", compressed.toByteArray());
    put(png, "IEND", new byte[0]);
    return png.array();
  }

  private static void put(ByteBuffer png, String type, byte[] content) {
    int start = png.position() + 4;
    png.putInt(content.length).put(type.getBytes(ISO_8859_1)).put(content);
    png.putInt(crc(png.array(), start, 4 + content.length));
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private void walk() throws UnreadableImageException {
    String before = "";
    for (int at = SIGNATURE; !before.equals("IEND"); ) {
      if (file.length - at < AROUND) {
        throw damaged("it ends at byte " + file.length + ", before its last chunk");
      }
      int length = ByteBuffer.wrap(file).getInt(at);
      String type = new String(file, at + 4, 4, ISO_8859_1);
      String place = "chunk " + printable(type) + " at byte " + at;
      if (length < 0 || length > file.length - at - AROUND) {
        throw damaged("it ends within " + place);
      }
      if (ByteBuffer.wrap(file).getInt(at + 8 + length) != crc(file, at + 4, 4 + length)) {
        throw damaged(place + " has a wrong checksum");
      }
      if (before.isEmpty() != type.equals("IHDR")) {
        throw damaged(before.isEmpty() ? "it begins with " + place : "a second " + place);
      }
      take(type, place, before, Arrays.copyOfRange(file, at + 8, at + 8 + keep(type, length)));
      before = type;
      at += AROUND + length;
    }
    if (compressed.size() == 0) {
      throw damaged("it has no pixels");
    }
  }

  /** What only describes is not even copied. */
  private static int keep(String type, int length) {
    return Character.isUpperCase(type.charAt(0)) ? length : 0;
  }

  private void take(String type, String place, String before, byte[] content)
      throws UnreadableImageException {
    switch (type) {
      case "IHDR" -> readHeader(content);
      case "PLTE" -> {
        if (palette != null || content.length % 3 != 0 || content.length == 0) {
          throw damaged(place + " is no palette");
        }
        if (content.length > 3 * 256 || compressed.size() > 0) {
          throw damaged(place + " is too long, or behind the pixels");
        }
        palette = content;
      }
      case "IDAT" -> {
        if (compressed.size() > 0 && !before.equals("IDAT")) {
          throw damaged(place + " is not beside the other pixels");
        }
        if (header[COLOUR_TYPE] == INDEXED && palette == null) {
          throw damaged("it has no palette");
        }
        compressed.writeBytes(content);
      }
      case "IEND" -> {}
      default -> {
        if (Character.isUpperCase(type.charAt(0)) || !printable(type).equals(type)) {
          throw damaged(place + " is unknown");
        }
      }
    }
  }

  private void readHeader(byte[] content) throws UnreadableImageException {
    if (content.length != HEADER) {
      throw damaged("its header has " + content.length + " bytes");
    }
    header = content;
    ByteBuffer fields = ByteBuffer.wrap(content);
    UnreadableImageException.checkSize("PNG", fields.getInt(0), fields.getInt(4));
    int type = content[COLOUR_TYPE];
    if (!DEPTHS.getOrDefault(type, Set.of()).contains((int) content[8])) {
      throw damaged("colour type " + type + " of " + content[8] + " bits");
    }
    if (content[10] != 0 || content[11] != 0 || (content[12] & ~1) != 0) {
      throw damaged("unknown compression, filter or interlace");
    }
  }

  /** Unpacks all, keeps nothing. */
  private void checkPixels() throws UnreadableImageException {
    long expected = unpackedBytes();
    long found = 0;
    byte[] scratch = new byte[1 << 14];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed.toByteArray());
      while (!inflater.finished() && found <= expected) {
        int now = inflater.inflate(scratch);
        if (now == 0 && !inflater.finished()) {
          throw damaged("its pixels end after " + found + " of " + expected + " bytes");
        }
        found += now;
      }
    } catch (DataFormatException e) {
      throw damaged("its pixels cannot be unpacked: " + e.getMessage());
    } finally {
      inflater.end();
    }
    if (found != expected) {
      throw damaged(
          "its pixels take "
              + (found < expected ? found : "more than " + expected)
              + " bytes, its size "
              + expected);
    }
  }

  /** Rows of all passes, each with its filter's byte in front. */
  private long unpackedBytes() {
    ByteBuffer fields = ByteBuffer.wrap(header);
    int bits = SAMPLES.get((int) header[COLOUR_TYPE]) * depth();
    long bytes = 0;
    for (int[] pass : header[12] == 0 ? ONE_PASS : PASSES) {
      long columns = (fields.getInt(0) - pass[0] + pass[2] - 1) / pass[2];
      long rows = (fields.getInt(4) - pass[1] + pass[3] - 1) / pass[3];
      bytes += columns == 0 ? 0 : rows * (1 + (columns * bits + 7) / 8);
    }
    return bytes;
  }

  private static String printable(String type) {
    return type.replaceAll("[^A-Za-z]", "?");
  }

  private static UnreadableImageException damaged(String how) {
    return UnreadableImageException.damaged("PNG", how);
  }
}
