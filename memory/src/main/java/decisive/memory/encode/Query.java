package decisive.memory.encode;

import decisive.memory.Candidates;
import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * What is known of a message, cluster by cluster: the symbols that are still possible.
 *
 * <p>A cluster is <em>known</em> with one candidate, <em>erased</em> when all its symbols are
 * candidates, and <em>blurred</em> between the two. Memories that can start from blurred clusters
 * take {@link #blurred()}; for the others {@link #message()} erases what is blurred, which throws
 * knowledge away but never says anything false. Immutable.
 */
public final class Query {
  private final Clusters clusters;
  private final int[][] candidates;

  /**
   * @param candidates the possible symbols of each cluster, increasing; kept, not copied
   */
  Query(Clusters clusters, int[][] candidates) {
    this.clusters = clusters;
    this.candidates = candidates;
  }

  /** All symbols of a cluster of this size: the candidates of an erased one. */
  static int[] all(int fanals) {
    int[] all = new int[fanals];
    Arrays.setAll(all, symbol -> symbol);
    return all;
  }

  public Clusters clusters() {
    return clusters;
  }

  /**
   * The symbol of each known cluster; blurred clusters are erased like those nothing is known of.
   */
  public Message message() {
    int[] symbols = new int[candidates.length];
    Arrays.setAll(symbols, i -> candidates[i].length == 1 ? candidates[i][0] : Message.ERASED);
    return Message.of(symbols);
  }

  /** The same for a memory that takes candidates: clusters of which nothing is known are erased. */
  public Candidates blurred() {
    Candidates blurred = Candidates.of(message());
    for (int i = 0; i < candidates.length; i++) {
      if (candidates[i].length > 1 && candidates[i].length < clusters.fanals(i)) {
        blurred = blurred.with(i, candidates[i]);
      }
    }
    return blurred;
  }

  /** The possible symbols of every cluster, each increasing and with one symbol at least. */
  public int[][] candidates() {
    int[][] copy = new int[candidates.length][];
    Arrays.setAll(copy, this::candidates);
    return copy;
  }

  /**
   * The possible symbols of one cluster, increasing; all of them if nothing is known of it.
   *
   * @throws IllegalArgumentException if the cluster does not exist
   */
  public int[] candidates(int cluster) {
    clusters.offset(cluster); // refuses a cluster that does not exist
    return candidates[cluster].clone();
  }

  /** Whether every symbol of the message is possible; false too for an erased one. */
  public boolean admits(Message message) {
    if (message.length() != candidates.length) {
      return false;
    }
    for (int i = 0; i < candidates.length; i++) {
      if (Arrays.binarySearch(candidates[i], message.symbol(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** As in {@code [66, 26 of 676, ?]}: a symbol, the number of candidates, ? for an erased one. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < candidates.length; i++) {
      int count = candidates[i].length;
      int fanals = clusters.fanals(i);
      if (count == 1) {
        text.add(Integer.toString(candidates[i][0]));
      } else {
        text.add(count == fanals ? "?" : count + " of " + fanals);
      }
    }
    return text.toString();
  }
}
