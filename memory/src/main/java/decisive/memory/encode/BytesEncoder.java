package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.HexFormat;

/**
 * Strings of n bytes cut into symbols of w bits, from the first byte's highest bit on.
 *
 * <pre>
 *   n = 3, w = 12    d3 ca fe  →  0xd3c 0xafe            2 clusters of 4096 fanals
 *   n = 1, w = 3     110 100 11  →  6 4 3                3 clusters of [8, 8, 4] fanals
 * </pre>
 *
 * <p>If w does not divide 8n the last symbol has the bits that are left. As text, bytes are
 * hexadecimal digits; each may be {@code ?} in a query ({@code ??} for a byte), and blurs the
 * symbols that its four bits reach into.
 */
public final class BytesEncoder implements Encoder<byte[]> {
  /** The most bytes a string has. */
  public static final int MAX_LENGTH = 1 << 16;

  static final int BITS = 8;

  private static final int MAX_BITS = 16;

  private final int length;
  private final int bits;
  private final Clusters clusters;

  /**
   * @param length n, bytes of a string, 1 to {@link #MAX_LENGTH}
   * @param bits w, bits of a symbol, 1 to 16
   */
  public BytesEncoder(int length, int bits) {
    if (length < 1 || length > MAX_LENGTH || bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "bytes: "
              + length
              + " bytes in symbols of "
              + bits
              + " bits; there can be 1 to "
              + MAX_LENGTH
              + " bytes, and 1 to "
              + MAX_BITS
              + " bits");
    }
    this.length = length;
    this.bits = bits;
    int[] sizes = new int[(8 * length + bits - 1) / bits];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 << (end(i) - start(i));
    }
    clusters = Clusters.ofSizes(sizes);
  }

  /** {@code bytes6}; bits unless 8. */
  @Override
  public String name() {
    EncoderName.Writer name = new EncoderName.Writer("bytes" + length);
    name.option("bits", bits, BITS);
    return name.toString();
  }

  @Override
  public Clusters clusters() {
    return clusters;
  }

  @Override
  public Message encode(byte[] value) {
    checkLength(value);
    int[] symbols = new int[clusters.count()];
    for (int i = 0; i < symbols.length; i++) {
      for (int bit = start(i); bit < end(i); bit++) {
        symbols[i] = symbols[i] << 1 | value[bit >> 3] >> (7 - (bit & 7)) & 1;
      }
    }
    return Message.of(symbols);
  }

  /** The bytes, always: any symbols make a string. */
  @Override
  public Decoded<byte[]> decode(Message message) {
    int[] symbols = CompleteMessage.symbols(message, clusters, name());
    byte[] value = new byte[length];
    for (int i = 0; i < symbols.length; i++) {
      for (int bit = start(i); bit < end(i); bit++) {
        int one = symbols[i] >> (end(i) - 1 - bit) & 1;
        value[bit >> 3] |= (byte) (one << (7 - (bit & 7)));
      }
    }
    return new Decoded.Value<>(value);
  }

  /** A part is a hexadecimal digit. */
  @Override
  public Query query(String partial) {
    int[] digits = digits(partial, "query");
    int[][] candidates = new int[clusters.count()][];
    for (int i = 0; i < candidates.length; i++) {
      int[] prefixes = {0};
      for (int bit = start(i); bit < end(i); bit++) {
        prefixes = extended(prefixes, digits[bit >> 2], 3 - (bit & 3));
      }
      candidates[i] = prefixes;
    }
    return new Query(clusters, candidates);
  }

  @Override
  public byte[] parse(String text) {
    for (int digit : digits(text, "parse")) {
      if (digit < 0) {
        throw new IllegalArgumentException(
            name() + ", parse: \"" + text + "\" has unknown digits; ? stands only in a query");
      }
    }
    return HexFormat.of().parseHex(text);
  }

  /** In lower case. */
  @Override
  public String format(byte[] value) {
    checkLength(value);
    return HexFormat.of().formatHex(value);
  }

  /** The symbol as a hexadecimal number. */
  @Override
  public String meaning(int cluster, int symbol) {
    clusters.fanal(cluster, symbol);
    return "0x" + Integer.toHexString(symbol);
  }

  @Override
  public String toString() {
    return name();
  }

  /** The prefixes, longer by one bit of a digit, or by either bit if the digit is −1. */
  private static int[] extended(int[] prefixes, int digit, int shift) {
    int choices = digit < 0 ? 2 : 1;
    int[] longer = new int[prefixes.length * choices];
    for (int i = 0; i < longer.length; i++) {
      longer[i] = prefixes[i / choices] << 1 | (digit < 0 ? i & 1 : digit >> shift & 1);
    }
    return longer;
  }

  private int start(int cluster) {
    return cluster * bits;
  }

  private int end(int cluster) {
    return Math.min(start(cluster) + bits, 8 * length);
  }

  /** The digits of a text, −1 for unknown ones. */
  private int[] digits(String text, String operation) {
    if (text.length() != 2 * length) {
      throw new IllegalArgumentException(
          name()
              + ", "
              + operation
              + ": \""
              + text
              + "\" has "
              + text.length()
              + " characters; write "
              + length
              + " bytes as "
              + 2 * length
              + " hexadecimal digits, ? for each unknown one of a query");
    }
    int[] digits = new int[text.length()];
    for (int i = 0; i < digits.length; i++) {
      char digit = text.charAt(i);
      if (digit != '?' && !HexFormat.isHexDigit(digit)) {
        throw new IllegalArgumentException(
            name()
                + ", "
                + operation
                + ": '"
                + digit
                + "' at "
                + i
                + " of \""
                + text
                + "\" is not a hexadecimal digit");
      }
      digits[i] = digit == '?' ? -1 : HexFormat.fromHexDigit(digit);
    }
    return digits;
  }

  private void checkLength(byte[] value) {
    if (value.length != length) {
      throw new IllegalArgumentException(
          name() + ", encode: " + value.length + " bytes; this encoder's strings have " + length);
    }
  }
}
