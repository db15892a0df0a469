package decisive.memory;

import java.util.Arrays;

/**
 * One symbol per cluster, 0 or more; in a query some clusters may be erased. A sparse message, for
 * a {@link SparseCliqueMemory}, leaves most clusters unused. Immutable.
 *
 * <p>A message does not know its {@link Clusters}: the memory it is given to checks its length and
 * the upper limit of its symbols.
 */
public final class Message {
  /** Stands for the symbol of an erased cluster. */
  public static final int ERASED = -1;

  /** Stands where a sparse message has no symbol, because it does not use the cluster. */
  public static final int UNUSED = -2;

  private final int[] symbols;
  private final int known;

  private Message(int[] symbols) {
    int known = 0;
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] < UNUSED) {
        throw new IllegalArgumentException(
            "message: symbol "
                + symbols[i]
                + " of cluster "
                + i
                + " is negative; symbols are 0 or more, Message.ERASED (-1) where unknown,"
                + " Message.UNUSED (-2) where a sparse message has none");
      }
      if (symbols[i] >= 0) {
        known++;
      }
    }
    this.symbols = symbols;
    this.known = known;
  }

  /**
   * @param symbols one per cluster, 0 or more, or {@link #ERASED}, or {@link #UNUSED}
   * @throws IllegalArgumentException if there are none, or one is below {@link #UNUSED}
   */
  public static Message of(int... symbols) {
    if (symbols.length == 0) {
      throw new IllegalArgumentException(
          "message: it has no symbols; give one for each cluster of the memory");
    }
    return new Message(symbols.clone());
  }

  /**
   * What a sparse message is made from, as in {@code unused(100).with(3, 17).with(42, 5)}.
   *
   * @param length number of clusters, 1 or more
   * @throws IllegalArgumentException if it is below 1
   */
  public static Message unused(int length) {
    if (length < 1) {
      throw new IllegalArgumentException(
          "message: length " + length + "; give the number of clusters of the memory");
    }
    int[] symbols = new int[length];
    Arrays.fill(symbols, UNUSED);
    return new Message(symbols);
  }

  /**
   * The same message with this symbol in one cluster.
   *
   * @param symbol 0 or more, or {@link #ERASED}, or {@link #UNUSED}
   * @throws IllegalArgumentException if the cluster does not exist, or the symbol is below {@link
   *     #UNUSED}
   */
  public Message with(int cluster, int symbol) {
    checkCluster(cluster);
    int[] changed = symbols.clone();
    changed[cluster] = symbol;
    return new Message(changed);
  }

  /** The same message with these clusters erased; erasing an erased one changes nothing. */
  public Message erase(int... clusters) {
    int[] rest = symbols.clone();
    for (int cluster : clusters) {
      checkCluster(cluster);
      rest[cluster] = ERASED;
    }
    return new Message(rest);
  }

  /**
   * The same message with its unused clusters erased too, so that nobody knows any more which
   * clusters it uses.
   */
  public Message eraseUnused() {
    return new Message(Arrays.stream(symbols).map(symbol -> Math.max(symbol, ERASED)).toArray());
  }

  /** Number of clusters: known, erased and unused. */
  public int length() {
    return symbols.length;
  }

  /** Number of clusters that have a symbol. */
  public int known() {
    return known;
  }

  /** The symbol of a cluster, or {@link #ERASED}, or {@link #UNUSED}. */
  public int symbol(int cluster) {
    checkCluster(cluster);
    return symbols[cluster];
  }

  public boolean isErased(int cluster) {
    return symbol(cluster) == ERASED;
  }

  public boolean isUnused(int cluster) {
    return symbol(cluster) == UNUSED;
  }

  /** Writes all symbols, one after the other. */
  void copyTo(int[] array, int from) {
    System.arraycopy(symbols, 0, array, from, symbols.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message message && Arrays.equals(symbols, message.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(symbols);
  }

  /** As in {@code [3, ?, -, 7]}, with ? for an erased cluster and - for an unused one. */
  @Override
  public String toString() {
    return Arrays.toString(symbols).replace("-1", "?").replace("-2", "-");
  }

  private void checkCluster(int cluster) {
    if (cluster < 0 || cluster >= symbols.length) {
      throw new IllegalArgumentException(
          "cluster "
              + cluster
              + " does not exist: the clusters of message "
              + this
              + " run from 0 to "
              + (symbols.length - 1));
    }
  }
}
