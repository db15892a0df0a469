package decisive.memory;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * What a memory answers to a query: in each cluster the fanals with the highest score win, ties
 * kept (the second step of Algorithm 1), so the answer is one message or a few candidates a
 * cluster.
 *
 * <p>A fanal's score is the number of known clusters of the query that are connected to it, 0 to
 * {@link #known()}. Where nothing is connected, all fanals of a cluster tie at 0 and all win: such
 * an answer knows nothing, and {@link #unanimous()} is false. Immutable.
 */
public final class Recall {
  private final Clusters clusters;
  private final int[] scores;
  private final int known;

  /** Per cluster, the highest score and how many fanals reach it. */
  private final int[] best;

  private final int[] winners;

  /**
   * @param scores one per fanal of {@code clusters}; kept, not copied
   * @param known number of known clusters of the query: the highest score there can be
   */
  Recall(Clusters clusters, int[] scores, int known) {
    this.clusters = clusters;
    this.scores = scores;
    this.known = known;
    best = new int[clusters.count()];
    winners = new int[clusters.count()];
    for (int i = 0; i < best.length; i++) {
      int end = clusters.offset(i) + clusters.fanals(i);
      for (int fanal = clusters.offset(i); fanal < end; fanal++) {
        if (winners[i] == 0 || scores[fanal] > best[i]) {
          best[i] = scores[fanal];
          winners[i] = 1;
        } else if (scores[fanal] == best[i]) {
          winners[i]++;
        }
      }
    }
  }

  /** The clusters the answer is over: the memory's output. */
  public Clusters clusters() {
    return clusters;
  }

  /** Number of clusters of the query that were not erased. */
  public int known() {
    return known;
  }

  /** Whether every cluster has exactly one winner, so that there is a {@link #message()}. */
  public boolean unique() {
    return ambiguous() == 0;
  }

  /**
   * Whether the winners of every cluster reach the full score {@link #known()}: all known clusters
   * of the query agree on them. Always true when the query is a part of a stored message; where it
   * is false, the query was not stored.
   */
  public boolean unanimous() {
    for (int score : best) {
      if (score < known) {
        return false;
      }
    }
    return true;
  }

  /**
   * The answer, if it is {@link #unique()}.
   *
   * @throws IllegalStateException if a cluster has more than one winner
   */
  public Message message() {
    if (!unique()) {
      int first = 0;
      while (winners[first] == 1) {
        first++;
      }
      throw new IllegalStateException(
          "recall: "
              + ambiguous()
              + " of "
              + winners.length
              + " clusters have more than one winner (cluster "
              + first
              + ": "
              + winners[first]
              + "); ask unique() first, or candidates(cluster)");
    }
    int[] symbols = new int[winners.length];
    Arrays.setAll(symbols, i -> candidates(i)[0]);
    return Message.of(symbols);
  }

  /** The winners of a cluster, ties included: its symbols of highest score, increasing. */
  public int[] candidates(int cluster) {
    int offset = clusters.offset(cluster);
    int[] candidates = new int[winners[cluster]];
    for (int symbol = 0, n = 0; n < candidates.length; symbol++) {
      if (scores[offset + symbol] == best[cluster]) {
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
    return scores[fanal] == best[cluster] ? 1.0 / winners[cluster] : 0;
  }

  /** As in {@code [0: 4 (3 of 3), 1: 0|2 (2 of 3)]}: cluster, winners, score of known. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < winners.length; i++) {
      StringJoiner symbols = new StringJoiner("|");
      for (int symbol : candidates(i)) {
        symbols.add(Integer.toString(symbol));
      }
      text.add(i + ": " + symbols + " (" + best[i] + " of " + known + ")");
    }
    return text.toString();
  }

  private int ambiguous() {
    int clusters = 0;
    for (int count : winners) {
      clusters += count > 1 ? 1 : 0;
    }
    return clusters;
  }
}
