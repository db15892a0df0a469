package decisive.memory;

import java.util.function.Consumer;

/**
 * A clique memory that can forget: it counts how often each edge was stored.
 *
 * <pre>
 *   n(i, a; j, b)   number of stored messages with symbol a in cluster i and b in j, i ≠ j
 *   store           n + 1 on all c(c − 1)/2 edges of the message
 *   forget          n − 1 on the same edges
 *   retrieve        as a {@link CliqueMemory} with w = 1 where n > 0
 * </pre>
 *
 * <p>So a message that was stored twice is to be forgotten twice. After forgetting, the memory is
 * as if the message had not been stored that once, whatever was stored before or after; what is
 * still stored stays contained.
 *
 * <p>The counts know edges, not messages. A message that was never stored, but all of whose edges
 * others have brought in, cannot be told from a stored one ({@link CliqueTheory#falseAcceptance});
 * forgetting it takes edges from the others. Forget only what was stored.
 *
 * <p>A count is 16 bits, beside the two bits of the edge in the clique memory. Any number of
 * threads may retrieve while none stores or forgets.
 */
public final class CountedCliqueMemory implements AssociativeMemory {
  /** How often an edge can be stored: 65,535 times. */
  public static final int MAX_COUNT = Character.MAX_VALUE;

  /** The edges whose count is not 0. */
  private final CliqueMemory cliques;

  /** Entry [i][j], j below i, has n(i, a; j, b) at a·l_j + b; a char is an unsigned short. */
  private final char[][][] counts;

  /**
   * An empty memory that retrieves by {@link RetrievalRule#unanimity()} unless another is given.
   *
   * @throws IllegalArgumentException if there is only one cluster, or if the edges or the counts
   *     between two clusters do not fit in one array (about 2.1e9 counts)
   */
  public CountedCliqueMemory(Clusters clusters) {
    this(clusters, RetrievalRule.unanimity());
  }

  /**
   * An empty memory that retrieves by the given rule unless another is given.
   *
   * @throws IllegalArgumentException if there is only one cluster, or if the edges or the counts
   *     between two clusters do not fit in one array (about 2.1e9 counts)
   */
  public CountedCliqueMemory(Clusters clusters, RetrievalRule rule) {
    for (int i = 1; i < clusters.count(); i++) {
      for (int j = 0; j < i; j++) {
        checkPair(clusters, i, j);
      }
    }
    cliques = new CliqueMemory(clusters, rule);
    counts = new char[clusters.count()][][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new char[i][];
      for (int j = 0; j < i; j++) {
        counts[i][j] = new char[clusters.fanals(i) * clusters.fanals(j)];
      }
    }
  }

  @Override
  public Clusters clusters() {
    return cliques.clusters();
  }

  /** The rule of retrievals that name none. */
  public RetrievalRule rule() {
    return cliques.rule();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if an edge of the message was stored {@link #MAX_COUNT} times;
   *     the memory is then unchanged
   */
  @Override
  public void store(Message message) {
    cliques.checkComplete(message, "store: message");
    for (int i = 1; i < counts.length; i++) {
      for (int j = 0; j < i; j++) {
        if (counts[i][j][edge(message, i, j)] == MAX_COUNT) {
          throw new IllegalStateException(
              "store: message "
                  + message
                  + ": "
                  + edgeText(message, i, j)
                  + " was stored "
                  + MAX_COUNT
                  + " times, which is all a count holds; forget messages that use it, or use a"
                  + " CliqueMemory");
        }
      }
    }
    for (int i = 1; i < counts.length; i++) {
      for (int j = 0; j < i; j++) {
        if (counts[i][j][edge(message, i, j)]++ == 0) {
          cliques.connect(i, message.symbol(i), j, message.symbol(j));
        }
      }
    }
  }

  /**
   * Undoes one {@link #store} of a message.
   *
   * @param message of {@link #clusters()}, nothing erased; one that was stored
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, a cluster is
   *     erased, or an edge of the message is not there, so that it is not stored; the memory is
   *     then unchanged
   */
  public void forget(Message message) {
    cliques.checkComplete(message, "forget: message");
    for (int i = 1; i < counts.length; i++) {
      for (int j = 0; j < i; j++) {
        if (counts[i][j][edge(message, i, j)] == 0) {
          throw new IllegalArgumentException(
              "forget: message "
                  + message
                  + " is not stored: there is no "
                  + edgeText(message, i, j)
                  + "; forget a message once for each time it was stored");
        }
      }
    }
    for (int i = 1; i < counts.length; i++) {
      for (int j = 0; j < i; j++) {
        if (--counts[i][j][edge(message, i, j)] == 0) {
          cliques.disconnect(i, message.symbol(i), j, message.symbol(j));
        }
      }
    }
  }

  /** As {@link CliqueMemory#contains}: whether all edges of a message are there. */
  public boolean contains(Message message) {
    return cliques.contains(message);
  }

  /**
   * {@inheritDoc}
   *
   * <p>By {@link #rule()}.
   */
  @Override
  public Recall retrieve(Message query) {
    return cliques.retrieve(query);
  }

  /** As {@link CliqueMemory#retrieve(Message, RetrievalRule)}. */
  public Recall retrieve(Message query, RetrievalRule rule) {
    return cliques.retrieve(query, rule);
  }

  /** As {@link CliqueMemory#retrieve(Candidates, RetrievalRule)}. */
  public Recall retrieve(Candidates query, RetrievalRule rule) {
    return cliques.retrieve(query, rule);
  }

  /** As {@link CliqueMemory#retrieve(Candidates, RetrievalRule, Consumer)}. */
  public Recall retrieve(Candidates query, RetrievalRule rule, Consumer<Recall> observer) {
    return cliques.retrieve(query, rule, observer);
  }

  /** As {@link CliqueMemory#cliques}: the true cliques among the winners of an answer. */
  public Cliques cliques(Recall recall, long maxVisits) {
    return cliques.cliques(recall, maxVisits);
  }

  /**
   * How many stored messages use the edge between two fanals, 0 to {@link #MAX_COUNT}; 0 between
   * those of one cluster.
   *
   * @throws IllegalArgumentException if a cluster does not exist or has no such symbol
   */
  public int count(int cluster, int symbol, int otherCluster, int otherSymbol) {
    Clusters clusters = clusters();
    clusters.fanal(cluster, symbol);
    clusters.fanal(otherCluster, otherSymbol);
    if (cluster == otherCluster) {
      return 0;
    }
    return cluster > otherCluster
        ? counts[cluster][otherCluster][symbol * clusters.fanals(otherCluster) + otherSymbol]
        : counts[otherCluster][cluster][otherSymbol * clusters.fanals(cluster) + symbol];
  }

  /** Number of edges whose count is not 0, each counted once; counted anew at each call. */
  public long edges() {
    return cliques.edges();
  }

  /** Share of the edges that are there among those that can exist, 0 to 1. */
  public double density() {
    return cliques.density();
  }

  /** 16 bits for each edge that can exist; in the heap two more, for retrieving. */
  @Override
  public long bits() {
    return cliques.bits() * Character.SIZE;
  }

  /** As in {@code counted clique memory of 8 clusters of 256 fanals, 1204 of 1835008 edges}. */
  @Override
  public String toString() {
    return "counted " + cliques;
  }

  private int edge(Message message, int i, int j) {
    return message.symbol(i) * clusters().fanals(j) + message.symbol(j);
  }

  private static String edgeText(Message message, int i, int j) {
    return "edge between symbol "
        + message.symbol(j)
        + " of cluster "
        + j
        + " and "
        + message.symbol(i)
        + " of cluster "
        + i;
  }

  private static void checkPair(Clusters clusters, int i, int j) {
    long pairs = (long) clusters.fanals(i) * clusters.fanals(j);
    if (pairs > Clusters.MAX_ARRAY) {
      throw new IllegalArgumentException(
          "counted clique memory: clusters "
              + j
              + " and "
              + i
              + " have "
              + pairs
              + " edges between them, more than the "
              + Clusters.MAX_ARRAY
              + " counts an array holds; use smaller clusters");
    }
  }
}
