package decisive.memory;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * What a memory answers to a query: in each cluster the fanals that are active in the end, so the
 * answer is one message, a few candidates a cluster, or in some cluster nothing at all; and how it
 * got there. In a sparse memory a cluster without winner takes no part in the answer.
 *
 * <p>{@link #scores} are those of the last step. In a memory of one step a fanal's score is the
 * number of known clusters of the query that are connected to it, 0 to {@link #known()}. Unanimity
 * does not count: its winners have the full score and the others 0. Immutable.
 */
public final class Recall {
  /** Winners of a cluster that {@link #toString} lists. */
  private static final int SHOWN = 20;

  private final Clusters clusters;

  /** The active fanals, increasing. */
  private final int[] active;

  /** Entry i is where the active fanals of cluster i begin; the last entry is their number. */
  private final int[] starts;

  /** One per fanal; null if active ones have the full score and the others 0. */
  private final int[] scores;

  private final int fullScore;

  /** Clusters that a message uses: all, but in sparse memories. */
  private final int used;

  private final int known;
  private final int steps;
  private final boolean converged;

  /**
   * @param active one per fanal of {@code clusters}
   * @param scores one per fanal, of the last step; kept, not copied; the full score is {@code
   *     known}
   * @param known number of known clusters of the query
   * @param steps that were taken, 1 or more
   * @param converged whether a further step would change nothing
   */
  Recall(
      Clusters clusters, boolean[] active, int[] scores, int known, int steps, boolean converged) {
    this(
        clusters,
        starts(clusters, active),
        indices(active),
        scores,
        known,
        clusters.count(),
        known,
        steps,
        converged);
  }

  /**
   * @param starts entry i is where the active fanals of cluster i begin, the last entry is their
   *     number; kept, not copied
   * @param active the active fanals of {@code clusters}, increasing; kept, not copied
   * @param scores one per fanal, of the last step; kept, not copied; null if active fanals have the
   *     full score and the others 0
   * @param fullScore the score of a fanal with which everything agrees
   * @param used number of clusters that a message uses
   * @param known number of known clusters of the query
   * @param steps that were taken, 1 or more
   * @param converged whether a further step would change nothing
   */
  Recall(
      Clusters clusters,
      int[] starts,
      int[] active,
      int[] scores,
      int fullScore,
      int used,
      int known,
      int steps,
      boolean converged) {
    this.clusters = clusters;
    this.active = active;
    this.scores = scores;
    this.fullScore = fullScore;
    this.used = used;
    this.known = known;
    this.steps = steps;
    this.converged = converged;
    this.starts = starts;
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

  /**
   * The clusters that take part in the answer: those with a winner, increasing. All of them, unless
   * the answer is {@link #empty()} or of a {@link SparseCliqueMemory}.
   */
  public int[] participants() {
    return IntStream.range(0, clusters.count()).filter(i -> winners(i) > 0).toArray();
  }

  /**
   * Whether every cluster has exactly one winner, so that there is a {@link #message()}; in a
   * sparse memory, as many clusters as a message uses, and the others none.
   */
  public boolean unique() {
    for (int i = 0; i < clusters.count(); i++) {
      if (winners(i) > 1) {
        return false;
      }
    }
    return active.length == used;
  }

  /**
   * Whether some cluster has no winner, in a sparse memory, whether fewer clusters have one than a
   * message uses: nothing that is stored fits the query.
   */
  public boolean empty() {
    int participants = 0;
    for (int i = 0; i < clusters.count(); i++) {
      participants += winners(i) > 0 ? 1 : 0;
    }
    return participants < used;
  }

  /**
   * Whether the winners of every cluster reach the full score, with which everything agrees. In a
   * memory of one step that is {@link #known()}: always reached when the query is a part of a
   * stored message; where it is not, the query was not stored. In a clique memory it is c − 1, and
   * γ more under voting; under sum-of-sum, where an ambiguous cluster has several votes, reaching
   * it proves something only if the answer is {@link #unique()}.
   */
  public boolean unanimous() {
    if (scores != null) {
      for (int fanal : active) {
        if (scores[fanal] < fullScore) {
          return false;
        }
      }
    }
    return !empty();
  }

  /**
   * The answer, if it is {@link #unique()}.
   *
   * @return in a sparse memory with {@link Message#UNUSED} where a cluster takes no part
   * @throws IllegalStateException if a cluster has more than one winner, or too few or too many
   *     have one
   */
  public Message message() {
    if (!unique()) {
      throw new IllegalStateException(
          (used == clusters.count() ? wrongClusters() : wrongParticipants())
              + "; ask unique() first, or candidates(cluster)");
    }
    int[] symbols = new int[clusters.count()];
    Arrays.fill(symbols, Message.UNUSED);
    for (int i = 0; i < symbols.length; i++) {
      if (winners(i) > 0) {
        symbols[i] = active[starts[i]] - clusters.offset(i);
      }
    }
    return Message.of(symbols);
  }

  private String wrongClusters() {
    int several = 0;
    int first = -1;
    for (int i = clusters.count() - 1; i >= 0; i--) {
      several += winners(i) != 1 ? 1 : 0;
      first = winners(i) != 1 ? i : first;
    }
    return "recall: "
        + several
        + " of "
        + clusters.count()
        + " clusters have not one winner (cluster "
        + first
        + ": "
        + winners(first)
        + ")";
  }

  private String wrongParticipants() {
    return "recall: "
        + participants().length
        + " clusters take part with "
        + active.length
        + " winners, where a message uses "
        + used
        + " with one each";
  }

  /** The winners of a cluster: its active symbols, increasing; may be empty. */
  public int[] candidates(int cluster) {
    int offset = clusters.offset(cluster);
    int[] candidates = Arrays.copyOfRange(active, starts[cluster], starts[cluster + 1]);
    for (int n = 0; n < candidates.length; n++) {
      candidates[n] -= offset;
    }
    return candidates;
  }

  /** The scores of a cluster's fanals, by symbol: its part of z = W x. */
  public int[] scores(int cluster) {
    int offset = clusters.offset(cluster);
    if (scores != null) {
      return Arrays.copyOfRange(scores, offset, offset + clusters.fanals(cluster));
    }
    int[] full = new int[clusters.fanals(cluster)];
    for (int symbol : candidates(cluster)) {
      full[symbol] = fullScore;
    }
    return full;
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
    int found = Arrays.binarySearch(active, starts[cluster], starts[cluster + 1], fanal);
    return found >= 0 ? 1.0 / winners(cluster) : 0;
  }

  /**
   * As in {@code [0: 4 (3 of 3), 1: 0|2 (2 of 3)]}: cluster, winners, highest score of full; of
   * many winners the first and their number; of a sparse memory, only the clusters that take part.
   */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    boolean sparse = used < clusters.count();
    for (int i : sparse ? participants() : IntStream.range(0, clusters.count()).toArray()) {
      StringJoiner symbols = new StringJoiner("|");
      int[] scores = scores(i);
      int best = 0;
      for (int symbol : candidates(i)) {
        if (winners(i) <= SHOWN || symbols.length() == 0) {
          symbols.add(Integer.toString(symbol));
        }
        best = Math.max(best, scores[symbol]);
      }
      if (winners(i) > SHOWN) {
        symbols.add("… " + winners(i) + " winners");
      }
      text.add(i + ": " + symbols + " (" + best + " of " + fullScore + ")");
    }
    return text.toString();
  }

  private int winners(int cluster) {
    return starts[cluster + 1] - starts[cluster];
  }

  private static int[] starts(Clusters clusters, boolean[] active) {
    int[] starts = new int[clusters.count() + 1];
    for (int i = 0; i < clusters.count(); i++) {
      starts[i + 1] = starts[i];
      int end = clusters.offset(i) + clusters.fanals(i);
      for (int fanal = clusters.offset(i); fanal < end; fanal++) {
        starts[i + 1] += active[fanal] ? 1 : 0;
      }
    }
    return starts;
  }

  private static int[] indices(boolean[] active) {
    return IntStream.range(0, active.length).filter(fanal -> active[fanal]).toArray();
  }
}
