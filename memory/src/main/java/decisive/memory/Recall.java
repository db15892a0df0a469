package decisive.memory;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * What a memory answers to a query: in each cluster the fanals that are active in the end, so the
 * answer is one message, a few candidates a cluster, or in some cluster nothing at all; and how it
 * got there.
 *
 * <p>{@link #scores} are those of the last step. In a memory of one step a fanal's score is the
 * number of known clusters of the query that are connected to it, 0 to {@link #known()}. Immutable.
 */
public final class Recall {
  private final Clusters clusters;
  private final boolean[] active;
  private final int[] scores;
  private final int known;
  private final int steps;
  private final boolean converged;

  /** Per cluster, how many fanals are active. */
  private final int[] winners;

  /**
   * @param active one per fanal of {@code clusters}; kept, not copied
   * @param scores one per fanal, of the last step; kept, not copied
   * @param known number of known clusters of the query
   * @param steps that were taken, 1 or more
   * @param converged whether a further step would change nothing
   */
  Recall(
      Clusters clusters, boolean[] active, int[] scores, int known, int steps, boolean converged) {
    this.clusters = clusters;
    this.active = active;
    this.scores = scores;
    this.known = known;
    this.steps = steps;
    this.converged = converged;
    winners = new int[clusters.count()];
    for (int i = 0; i < winners.length; i++) {
      int end = clusters.offset(i) + clusters.fanals(i);
      for (int fanal = clusters.offset(i); fanal < end; fanal++) {
        winners[i] += active[fanal] ? 1 : 0;
      }
    }
  }

  /**
   * The answer of one step of winner-takes-all: in every cluster the fanals of the highest score,
   * ties kept (the second step of Algorithm 1). Where nothing is connected, all fanals of a cluster
   * tie at 0 and all win: such an answer knows nothing, and {@link #unanimous()} is false.
   */
  static Recall ofHighest(Clusters clusters, int[] scores, int known) {
    boolean[] active = new boolean[scores.length];
    for (int i = 0; i < clusters.count(); i++) {
      int end = clusters.offset(i) + clusters.fanals(i);
      int best = Integer.MIN_VALUE;
      for (int fanal = clusters.offset(i); fanal < end; fanal++) {
        best = Math.max(best, scores[fanal]);
      }
      for (int fanal = clusters.offset(i); fanal < end; fanal++) {
        active[fanal] = scores[fanal] == best;
      }
    }
    return new Recall(clusters, active, scores, known, 1, true);
  }

  /** The clusters the answer is over: the memory's output. */
  public Clusters clusters() {
    return clusters;
  }

  /** Number of clusters of the query that were not erased. */
  public int known() {
    return known;
  }

  /** Steps that were taken. */
  public int steps() {
    return steps;
  }

  /** Whether a further step would change nothing; false if the steps ran out before. */
  public boolean converged() {
    return converged;
  }

  /** Whether every cluster has exactly one winner, so that there is a {@link #message()}. */
  public boolean unique() {
    for (int count : winners) {
      if (count != 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether some cluster has no winner: nothing that is stored fits the query. */
  public boolean empty() {
    for (int count : winners) {
      if (count == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the winners of every cluster reach the full score {@link #known()}: all known clusters
   * of the query agree on them. In a memory of one step it is always true when the query is a part
   * of a stored message; where it is false, the query was not stored.
   */
  public boolean unanimous() {
    for (int i = 0; i < winners.length; i++) {
      for (int symbol : candidates(i)) {
        if (scores[clusters.offset(i) + symbol] < known) {
          return false;
        }
      }
    }
    return !empty();
  }

  /**
   * The answer, if it is {@link #unique()}.
   *
   * @throws IllegalStateException if a cluster has no winner, or more than one
   */
  public Message message() {
    int several = 0;
    int first = -1;
    for (int i = winners.length - 1; i >= 0; i--) {
      several += winners[i] != 1 ? 1 : 0;
      first = winners[i] != 1 ? i : first;
    }
    if (several > 0) {
      throw new IllegalStateException(
          "recall: "
              + several
              + " of "
              + winners.length
              + " clusters have not one winner (cluster "
              + first
              + ": "
              + winners[first]
              + "); ask unique() first, or candidates(cluster)");
    }
    int[] symbols = new int[winners.length];
    Arrays.setAll(symbols, i -> candidates(i)[0]);
    return Message.of(symbols);
  }

  /** The winners of a cluster: its active symbols, increasing; may be empty. */
  public int[] candidates(int cluster) {
    int offset = clusters.offset(cluster);
    int[] candidates = new int[winners[cluster]];
    for (int symbol = 0, n = 0; n < candidates.length; symbol++) {
      if (active[offset + symbol]) {
        candidates[n++] = symbol;
      }
    }
    return candidates;
  }

  /** The scores of a cluster's fanals, by symbol: its part of z = W x. */
  public int[] scores(int cluster) {
    int offset = clusters.offset(cluster);
    return Arrays.copyOfRange(scores, offset, offset + clusters.fanals(cluster));
  }

  /**
   * How much of the answer a symbol gets when the winners of its cluster share it equally: 1 over
   * their number if the symbol is one of them, otherwise 0. Averaged over queries with the true
   * symbol, it is the accuracy of a memory that picks among ties at random.
   *
   * @throws IllegalArgumentException if the cluster does not exist or has no such symbol
   */
  public double share(int cluster, int symbol) {
    int fanal = clusters.fanal(cluster, symbol);
    return active[fanal] ? 1.0 / winners[cluster] : 0;
  }

  /** As in {@code [0: 4 (3 of 3), 1: 0|2 (2 of 3)]}: cluster, winners, highest score of known. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < winners.length; i++) {
      StringJoiner symbols = new StringJoiner("|");
      int best = 0;
      for (int symbol : candidates(i)) {
        symbols.add(Integer.toString(symbol));
        best = Math.max(best, scores[clusters.offset(i) + symbol]);
      }
      text.add(i + ": " + symbols + " (" + best + " of " + known + ")");
    }
    return text.toString();
  }
}
