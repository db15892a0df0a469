package decisive.memory;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A blurred message: in each cluster a set of symbols of which one may be correct, or nothing at
 * all where the cluster is erased. A {@link Message} is the case of one symbol a cluster.
 * Immutable.
 *
 * <p>Like a message it does not know its {@link Clusters}: the memory checks lengths and the upper
 * limit of symbols.
 */
public final class Candidates {
  /** Increasing and distinct; null where erased. */
  private final int[][] symbols;

  private Candidates(int[][] symbols) {
    this.symbols = symbols;
  }

  /**
   * One candidate in each known cluster; erased clusters stay erased.
   *
   * @throws IllegalArgumentException if a cluster is unused
   */
  public static Candidates of(Message message) {
    int[][] symbols = new int[message.length()][];
    for (int i = 0; i < symbols.length; i++) {
      if (message.isUnused(i)) {
        throw new IllegalArgumentException(
            "candidates: cluster " + i + " is unused; retrieve sparse messages as they are");
      }
      symbols[i] = message.isErased(i) ? null : new int[] {message.symbol(i)};
    }
    return new Candidates(symbols);
  }

  /**
   * The winners of an answer, to be passed on as a query.
   *
   * @throws IllegalArgumentException if a cluster has no winner
   */
  public static Candidates of(Recall recall) {
    int[][] symbols = new int[recall.clusters().count()][];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = checked(i, recall.candidates(i));
    }
    return new Candidates(symbols);
  }

  /**
   * The same, but with these candidates in one cluster, instead of those it had.
   *
   * @param cluster 0 to {@code length() - 1}
   * @param symbols one or more, in any order; repeated ones count once
   * @throws IllegalArgumentException if the cluster does not exist, there are no symbols, or one is
   *     negative
   */
  public Candidates with(int cluster, int... symbols) {
    checkCluster(cluster);
    int[][] changed = this.symbols.clone();
    changed[cluster] = checked(cluster, Arrays.stream(symbols).sorted().distinct().toArray());
    return new Candidates(changed);
  }

  /** Number of clusters, known and erased. */
  public int length() {
    return symbols.length;
  }

  /** Number of clusters that are not erased. */
  public int known() {
    int known = 0;
    for (int[] set : symbols) {
      known += set == null ? 0 : 1;
    }
    return known;
  }

  public boolean isErased(int cluster) {
    checkCluster(cluster);
    return symbols[cluster] == null;
  }

  /** The candidates of a cluster, increasing; empty if it is erased. */
  public int[] symbols(int cluster) {
    return isErased(cluster) ? new int[0] : symbols[cluster].clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Candidates candidates && Arrays.deepEquals(symbols, candidates.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(symbols);
  }

  /** As in {@code [3|5, ?, 7]}, with ? for an erased cluster. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int[] set : symbols) {
      text.add(
          set == null
              ? "?"
              : Arrays.stream(set).mapToObj(Integer::toString).collect(Collectors.joining("|")));
    }
    return text.toString();
  }

  private static int[] checked(int cluster, int[] sorted) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException(
          "candidates: cluster " + cluster + " has none; give one at least, or erase the cluster");
    }
    if (sorted[0] < 0) {
      throw new IllegalArgumentException(
          "candidates: symbol "
              + sorted[0]
              + " of cluster "
              + cluster
              + " is negative; symbols are 0 or more");
    }
    return sorted;
  }

  private void checkCluster(int cluster) {
    if (cluster < 0 || cluster >= symbols.length) {
      throw new IllegalArgumentException(
          "cluster "
              + cluster
              + " does not exist: the clusters of "
              + this
              + " run from 0 to "
              + (symbols.length - 1));
    }
  }
}
