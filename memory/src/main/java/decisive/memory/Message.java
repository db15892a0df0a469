package decisive.memory;

import java.util.Arrays;

/**
 * One symbol per cluster, 0 or more; in a query some clusters may be erased. Immutable.
 *
 * <p>A message does not know its {@link Clusters}: the memory it is given to checks its length and
 * the upper limit of its symbols.
 */
public final class Message {
  /** Stands for the symbol of an erased cluster. */
  public static final int ERASED = -1;

  private final int[] symbols;
  private final int known;

  private Message(int[] symbols) {
    int known = 0;
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] < ERASED) {
        throw new IllegalArgumentException(
            "message: symbol "
                + symbols[i]
                + " of cluster "
                + i
                + " is negative; symbols are 0 or more, Message.ERASED (-1) where unknown");
      }
      if (symbols[i] != ERASED) {
        known++;
      }
    }
    this.symbols = symbols;
    this.known = known;
  }

  /**
   * @param symbols one per cluster, 0 or more, or {@link #ERASED}
   * @throws IllegalArgumentException if there are none, or one is below {@link #ERASED}
   */
  public static Message of(int... symbols) {
    if (symbols.length == 0) {
      throw new IllegalArgumentException(
          "message: it has no symbols; give one for each cluster of the memory");
    }
    return new Message(symbols.clone());
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

  /** Number of clusters, known and erased. */
  public int length() {
    return symbols.length;
  }

  /** Number of clusters that are not erased. */
  public int known() {
    return known;
  }

  /** The symbol of a cluster, or {@link #ERASED}. */
  public int symbol(int cluster) {
    checkCluster(cluster);
    return symbols[cluster];
  }

  public boolean isErased(int cluster) {
    return symbol(cluster) == ERASED;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message message && Arrays.equals(symbols, message.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(symbols);
  }

  /** As in {@code [3, ?, 7]}, with ? for an erased cluster. */
  @Override
  public String toString() {
    return Arrays.toString(symbols).replace("-1", "?");
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
