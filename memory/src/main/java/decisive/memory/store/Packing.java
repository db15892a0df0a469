package decisive.memory.store;

import decisive.memory.Clusters;
import decisive.memory.Message;

/** Messages as bits: every symbol takes the bits its cluster needs, every message whole bytes. */
final class Packing {
  /** Bytes of a message, b. */
  final int messageBytes;

  private final Clusters clusters;
  private final int[] fanals;
  private final int[] widths;

  Packing(Clusters clusters) {
    this.clusters = clusters;
    fanals = new int[clusters.count()];
    widths = new int[clusters.count()];
    long bits = 0;
    for (int i = 0; i < widths.length; i++) {
      fanals[i] = clusters.fanals(i);
      widths[i] = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(fanals[i] - 1));
      bits += widths[i];
    }
    // No overflow: c clusters have c fanals or more, fewer than 2^31, and log2 l < l.
    messageBytes = (int) ((bits + 7) / 8);
  }

  /**
   * @param index which of the appended messages it is
   * @throws IllegalArgumentException if the message cannot be stored
   */
  void check(Message message, int index) {
    String role = "append: message " + index;
    if (message.length() != fanals.length) {
      throw new IllegalArgumentException(
          role
              + " has length "
              + message.length()
              + ", the store has "
              + clusters
              + ": give "
              + fanals.length
              + " symbols");
    }
    if (message.known() < message.length()) {
      throw new IllegalArgumentException(
          role + " " + message + " has erased clusters; a stored message is complete");
    }
    for (int i = 0; i < fanals.length; i++) {
      if (message.symbol(i) >= fanals[i]) {
        throw new IllegalArgumentException(
            role
                + ", cluster "
                + i
                + ": symbol "
                + message.symbol(i)
                + " is out of range; with "
                + fanals[i]
                + " fanals its symbols are 0 to "
                + (fanals[i] - 1));
      }
    }
  }

  /** Writes a checked message into {@code bytes}, where zeros are, from {@code at} on. */
  void pack(Message message, byte[] bytes, int at) {
    long pending = 0;
    int n = 0;
    int next = at;
    for (int i = 0; i < widths.length; i++) {
      pending |= (long) message.symbol(i) << n;
      for (n += widths[i]; n >= Byte.SIZE; n -= Byte.SIZE) {
        bytes[next++] = (byte) pending;
        pending >>>= Byte.SIZE;
      }
    }
    if (n > 0) {
      bytes[next] = (byte) pending;
    }
  }

  /**
   * @return the message that begins at {@code at}, or null if there is none: a symbol is out of
   *     range or a bit that is left over is not 0
   */
  Message unpack(byte[] bytes, int at) {
    int[] symbols = new int[widths.length];
    long pending = 0;
    int n = 0;
    int next = at;
    for (int i = 0; i < widths.length; i++) {
      for (; n < widths[i]; n += Byte.SIZE) {
        pending |= (bytes[next++] & 0xffL) << n;
      }
      symbols[i] = (int) (pending & (1L << widths[i]) - 1);
      if (symbols[i] >= fanals[i]) {
        return null;
      }
      pending >>>= widths[i];
      n -= widths[i];
    }
    return pending == 0 ? Message.of(symbols) : null;
  }
}
