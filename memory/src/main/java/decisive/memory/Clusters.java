package decisive.memory;

import java.util.Arrays;

/**
 * How the neurons of one side of a memory are grouped: c clusters, cluster i of l_i fanals.
 *
 * <p>Symbol a of cluster i is the fanal (i, a). Fanals are numbered cluster after cluster: (i, a)
 * has index {@code offset(i) + a}, from 0 to {@code total() - 1}. Immutable.
 */
public final class Clusters {
  /** The longest array every JVM can allocate: the scores of a recall are one int a fanal. */
  static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** Entry i is the index of the first fanal of cluster i; the last entry is the total. */
  private final int[] offsets;

  private Clusters(int[] fanals) {
    if (fanals.length == 0) {
      throw new IllegalArgumentException("clusters: there are none; give at least one cluster");
    }
    offsets = new int[fanals.length + 1];
    for (int i = 0; i < fanals.length; i++) {
      if (fanals[i] < 1) {
        throw new IllegalArgumentException(
            "clusters: cluster "
                + i
                + " has "
                + fanals[i]
                + " fanals; every cluster has at least 1");
      }
      offsets[i + 1] = checkedTotal((long) offsets[i] + fanals[i]);
    }
  }

  /**
   * Clusters of equal size: c = {@code clusters}, l = {@code fanals}.
   *
   * @throws IllegalArgumentException if either is below 1, or c·l fanals exceed an array
   */
  public static Clusters uniform(int clusters, int fanals) {
    if (clusters < 1 || fanals < 1) {
      throw new IllegalArgumentException(
          "clusters: "
              + clusters
              + " clusters of "
              + fanals
              + " fanals; there must be at least 1 of each");
    }
    checkedTotal((long) clusters * fanals);
    int[] sizes = new int[clusters];
    Arrays.fill(sizes, fanals);
    return new Clusters(sizes);
  }

  /**
   * Clusters of the given sizes: {@code ofSizes(26, 26, 10)} has three.
   *
   * @param fanals l_i of each cluster, at least 1
   * @throws IllegalArgumentException if there are none, one is below 1, or their sum exceeds an
   *     array
   */
  public static Clusters ofSizes(int... fanals) {
    return new Clusters(fanals);
  }

  /** Number of clusters, c. */
  public int count() {
    return offsets.length - 1;
  }

  /** Number of fanals of one cluster, l_i; its symbols are 0 to l_i − 1. */
  public int fanals(int cluster) {
    checkCluster(cluster);
    return offsets[cluster + 1] - offsets[cluster];
  }

  /** Number of fanals of all clusters, n. */
  public int total() {
    return offsets[count()];
  }

  /** Index of the first fanal of a cluster. */
  public int offset(int cluster) {
    checkCluster(cluster);
    return offsets[cluster];
  }

  /**
   * Index of the fanal of a symbol, 0 to {@code total() - 1}.
   *
   * @throws IllegalArgumentException if the cluster does not exist or has no such symbol
   */
  public int fanal(int cluster, int symbol) {
    return fanal(cluster, symbol, "");
  }

  /** Whether all clusters have the same number of fanals. */
  public boolean isUniform() {
    for (int i = 1; i < count(); i++) {
      if (fanals(i) != fanals(0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Indices of the fanals a message lights, in increasing order; erased clusters light none.
   *
   * @param role what the message is, to begin an error with: {@code "store: input message"}
   * @throws IllegalArgumentException if the length differs from c, a symbol is out of range, or a
   *     cluster is unused
   */
  int[] active(Message message, String role) {
    checkLength(message, role);
    int[] active = new int[message.known()];
    int n = 0;
    for (int i = 0; i < count(); i++) {
      if (message.isUnused(i)) {
        throw new IllegalArgumentException(
            role
                + ": cluster "
                + i
                + " is unused; only a SparseCliqueMemory has messages that leave clusters out");
      }
      if (!message.isErased(i)) {
        active[n++] = fanal(i, message.symbol(i), role + ", ");
      }
    }
    return active;
  }

  /**
   * @param role what the message is, to begin an error with
   * @throws IllegalArgumentException if the length differs from c
   */
  void checkLength(Message message, String role) {
    if (message.length() != count()) {
      throw new IllegalArgumentException(
          role
              + " has length "
              + message.length()
              + ", this side of the memory has "
              + this
              + ": give "
              + count()
              + " symbols, Message.ERASED where one is unknown");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Clusters clusters && Arrays.equals(offsets, clusters.offsets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets);
  }

  /** As in {@code 8 clusters of 256 fanals} or {@code 3 clusters of [26, 26, 10] fanals}. */
  @Override
  public String toString() {
    int[] sizes = new int[count()];
    Arrays.setAll(sizes, this::fanals);
    return (count() == 1 ? "1 cluster" : count() + " clusters")
        + " of "
        + (isUniform() ? sizes[0] : Arrays.toString(sizes))
        + " fanals";
  }

  /**
   * As {@link #fanal(int, int)}.
   *
   * @param context what an error begins with: {@code "store: input message, "}
   */
  int fanal(int cluster, int symbol, String context) {
    int limit = fanals(cluster);
    if (symbol < 0 || symbol >= limit) {
      throw new IllegalArgumentException(
          context
              + "cluster "
              + cluster
              + ": symbol "
              + symbol
              + " is out of range; with "
              + limit
              + " fanals its symbols are 0 to "
              + (limit - 1));
    }
    return offsets[cluster] + symbol;
  }

  private void checkCluster(int cluster) {
    if (cluster < 0 || cluster >= count()) {
      throw new IllegalArgumentException(
          "cluster " + cluster + " does not exist: clusters run from 0 to " + (count() - 1));
    }
  }

  private static int checkedTotal(long total) {
    if (total > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "clusters: "
              + total
              + " fanals are more than an array holds ("
              + MAX_ARRAY
              + "); use fewer or smaller clusters");
    }
    return (int) total;
  }
}
