package decisive.memory;

import decisive.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The clique memory: a stored message is a clique, every fanal of it connected to every other.
 *
 * <pre>
 *   store       w(i, a; j, b) = 1 for all i ≠ j, a = symbol i, b = symbol j of the message
 *   contains    all c(c − 1)/2 edges of the message are there
 *   retrieve    from the candidates of the query, step by step, by a {@link RetrievalRule}
 * </pre>
 *
 * <p>Storing is one-shot; storing a message again changes nothing, the order of messages does not
 * matter, and nothing can be removed (a {@link CountedCliqueMemory} can forget). Messages share
 * edges, so that when there are many of them (see {@link CliqueTheory}) a query may have several
 * answers, all of which the {@link Recall} reports, and a message that was never stored may be
 * contained.
 *
 * <p>In the heap every edge takes two bits, one at each end, and the fanals of a cluster are
 * rounded up to a multiple of 64. Any number of threads may retrieve while none stores.
 *
 * <p>Source: V. Gripon and C. Berrou, "Sparse neural networks with large learning diversity"
 * (2011).
 */
public final class CliqueMemory implements AssociativeMemory {
  /** Messages that are stored together, a row at a time, in {@link #storeAll}. */
  private static final int STORE_CHUNK = 1 << 18;

  /** Queries of one task in {@link #retrieveAll}. */
  private static final int RETRIEVE_CHUNK = 256;

  private final Blocks blocks;
  private final EdgeMatrix edges;
  private final RetrievalRule rule;
  private final ThreadLocal<CliqueRetrieval> retrievals;

  /**
   * An empty memory that retrieves by {@link RetrievalRule#unanimity()} unless another is given.
   *
   * @throws IllegalArgumentException if there is only one cluster, or if the edges do not fit in
   *     one array (about 6.8e10 of them)
   */
  public CliqueMemory(Clusters clusters) {
    this(clusters, RetrievalRule.unanimity());
  }

  /**
   * An empty memory that retrieves by the given rule unless another is given.
   *
   * @throws IllegalArgumentException if there is only one cluster, or if the edges do not fit in
   *     one array (about 6.8e10 of them)
   */
  public CliqueMemory(Clusters clusters, RetrievalRule rule) {
    checkEdges(clusters);
    Blocks layout = new Blocks(clusters);
    this.rule = rule;
    blocks = layout;
    edges = new EdgeMatrix(layout);
    retrievals = ThreadLocal.withInitial(() -> new CliqueRetrieval(layout));
  }

  /**
   * Bytes of heap that the edges of such a memory take; a few more are needed besides.
   *
   * @throws IllegalArgumentException if there is none: only one cluster, or more edges than fit in
   *     one array
   */
  public static long heapBytes(Clusters clusters) {
    checkEdges(clusters);
    return (long) Long.BYTES * EdgeMatrix.longs(new Blocks(clusters));
  }

  @Override
  public Clusters clusters() {
    return blocks.clusters;
  }

  /** The rule of retrievals that name none. */
  public RetrievalRule rule() {
    return rule;
  }

  @Override
  public void store(Message message) {
    checkComplete(message, "store: message");
    for (int i = 1; i < blocks.count; i++) {
      for (int j = 0; j < i; j++) {
        edges.set(i, message.symbol(i), j, message.symbol(j));
      }
    }
  }

  /**
   * Stores many messages, faster than one by one and on all {@link Workers}; what is stored does
   * not depend on their number.
   *
   * @throws IllegalArgumentException if a message cannot be stored, naming its index; then none is
   */
  public void storeAll(List<Message> messages) {
    int index = 0;
    for (Message message : messages) {
      checkComplete(message, "store: message", index++);
    }
    int chunk = Math.min(STORE_CHUNK, Clusters.MAX_ARRAY / blocks.count);
    int[] symbols = new int[Math.min(chunk, messages.size()) * blocks.count];
    int n = 0;
    for (Message message : messages) {
      message.copyTo(symbols, n++ * blocks.count);
      if (n == chunk) {
        storeChunk(symbols, n);
        n = 0;
      }
    }
    storeChunk(symbols, n);
  }

  /** The rows of a cluster are written by one task, so no two tasks write the same word. */
  private void storeChunk(int[] symbols, int n) {
    Workers.forEach(blocks.count, i -> edges.setRows(i, symbols, n));
  }

  /**
   * Whether all edges of a message are there: always so if it was stored, and by chance otherwise
   * ({@link CliqueTheory#falseAcceptance}).
   *
   * @param message of {@link #clusters()}, nothing erased
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or a cluster
   *     is erased
   */
  public boolean contains(Message message) {
    checkComplete(message, "contains: message");
    for (int i = 1; i < blocks.count; i++) {
      for (int j = 0; j < i; j++) {
        if (!edges.get(i, message.symbol(i), j, message.symbol(j))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>By {@link #rule()}.
   */
  @Override
  public Recall retrieve(Message query) {
    return retrieve(query, rule);
  }

  /**
   * @param query of {@link #clusters()}; some clusters may be erased, but not all
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public Recall retrieve(Message query, RetrievalRule rule) {
    checkQuery(query, -1);
    return retrievals.get().retrieve(edges, query, rule, null);
  }

  /**
   * Retrieves from a blurred message.
   *
   * @param query of {@link #clusters()}; some clusters may be erased, but not all
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public Recall retrieve(Candidates query, RetrievalRule rule) {
    return retrieve(query, rule, null);
  }

  /**
   * Retrieves step by step. The observer is given the state after every step: the active sets, the
   * scores they were chosen by (under unanimity, the number of other clusters that support a
   * fanal), and whether the step changed nothing. Without an observer unanimity counts no scores.
   *
   * @param query of {@link #clusters()}; some clusters may be erased, but not all
   * @param observer called once a step, in this thread; may be null
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public Recall retrieve(Candidates query, RetrievalRule rule, Consumer<Recall> observer) {
    checkQuery(query);
    // An observer may retrieve as well; it must not find these buffers in use.
    CliqueRetrieval retrieval = observer == null ? retrievals.get() : new CliqueRetrieval(blocks);
    return retrieval.retrieve(edges, query, rule, observer);
  }

  /** As {@link #retrieveAll(List, RetrievalRule)} by {@link #rule()}. */
  public List<Recall> retrieveAll(List<Message> queries) {
    return retrieveAll(queries, rule);
  }

  /**
   * Retrieves many messages on all {@link Workers}.
   *
   * @return one answer for each query, in their order
   * @throws IllegalArgumentException if a query cannot be asked, naming its index
   */
  public List<Recall> retrieveAll(List<Message> queries, RetrievalRule rule) {
    Message[] all = queries.toArray(Message[]::new);
    Recall[] recalls = new Recall[all.length];
    Workers.forEach(
        (all.length + RETRIEVE_CHUNK - 1) / RETRIEVE_CHUNK,
        task -> {
          CliqueRetrieval retrieval = retrievals.get();
          int end = Math.min(all.length, (task + 1) * RETRIEVE_CHUNK);
          for (int q = task * RETRIEVE_CHUNK; q < end; q++) {
            if (canBeAsked(all[q])) {
              recalls[q] = retrieval.retrieve(edges, all[q], rule, null);
            }
          }
        });
    for (int q = 0; q < all.length; q++) {
      if (recalls[q] == null) {
        checkQuery(all[q], q); // the first that cannot be asked, whatever the threads
      }
    }
    return Arrays.asList(recalls);
  }

  /**
   * The true cliques among the winners of an answer: complete messages this memory contains. By
   * exact search, whose time may grow exponentially with the number of winners; hence the bound.
   *
   * @param recall an answer of this memory, or of another of the same clusters
   * @param maxVisits most candidates to try, 1 or more
   * @return the cliques, and whether the search could end; empty and complete if a cluster has no
   *     winner
   * @throws IllegalArgumentException if the answer is of other clusters, or {@code maxVisits} is
   *     below 1
   */
  public Cliques cliques(Recall recall, long maxVisits) {
    if (!recall.clusters().equals(blocks.clusters)) {
      throw new IllegalArgumentException(
          "cliques: the recall is of " + recall.clusters() + ", this memory of " + blocks.clusters);
    }
    if (maxVisits < 1) {
      throw new IllegalArgumentException(
          "cliques: at most " + maxVisits + " candidates; allow 1 at least");
    }
    ActiveSets candidates = new ActiveSets(blocks);
    for (int i = 0; i < blocks.count; i++) {
      for (int symbol : recall.candidates(i)) {
        candidates.activate(i, symbol);
      }
    }
    return new CliqueSearch(edges, maxVisits).among(candidates);
  }

  /**
   * Whether two fanals are connected; those of one cluster never are.
   *
   * @throws IllegalArgumentException if a cluster does not exist or has no such symbol
   */
  public boolean connected(int cluster, int symbol, int otherCluster, int otherSymbol) {
    blocks.clusters.fanal(cluster, symbol);
    blocks.clusters.fanal(otherCluster, otherSymbol);
    return cluster != otherCluster && edges.get(cluster, symbol, otherCluster, otherSymbol);
  }

  /** Adds an edge, for memories that keep more about an edge than that it is there. */
  void connect(int cluster, int symbol, int otherCluster, int otherSymbol) {
    edges.set(cluster, symbol, otherCluster, otherSymbol);
  }

  /** Takes an edge away, for memories that know when nothing uses it any more. */
  void disconnect(int cluster, int symbol, int otherCluster, int otherSymbol) {
    edges.clear(cluster, symbol, otherCluster, otherSymbol);
  }

  /** Number of edges, each counted once; counted anew at each call. */
  public long edges() {
    return edges.edges();
  }

  /** Share of the edges that are there among those that can exist, 0 to 1: d of the formulas. */
  public double density() {
    return (double) edges() / bits();
  }

  /** Number of edges that can exist, Σ_{i &lt; j} l_i·l_j; in the heap each takes two bits. */
  @Override
  public long bits() {
    return edges.possible();
  }

  /** As in {@code clique memory of 8 clusters of 256 fanals, 1204 of 1835008 edges}. */
  @Override
  public String toString() {
    return "clique memory of " + clusters() + ", " + edges() + " of " + bits() + " edges";
  }

  /**
   * @param role what the message is, to begin an error with
   * @throws IllegalArgumentException if it does not fit the clusters or has an erased one
   */
  void checkComplete(Message message, String role) {
    checkComplete(message, role, -1);
  }

  /**
   * @param index which of several messages it is, or −1
   */
  private void checkComplete(Message message, String role, int index) {
    checkSymbols(message, role, index);
    if (message.known() < message.length()) {
      throw new IllegalArgumentException(
          named(role, index)
              + " "
              + message
              + " has erased clusters; a stored message is complete, erase in the query");
    }
  }

  private static void checkEdges(Clusters clusters) {
    if (clusters.count() < 2) {
      throw new IllegalArgumentException(
          "clique memory: " + clusters + " have no edges; give two clusters at least");
    }
  }

  private void checkQuery(Message query, int index) {
    checkSymbols(query, "retrieve: query", index);
    checkKnown(query.known(), index);
  }

  private void checkQuery(Candidates query) {
    if (query.length() != blocks.count) {
      throw new IllegalArgumentException(
          "retrieve: query "
              + query
              + " has length "
              + query.length()
              + ", the memory has "
              + blocks.clusters
              + ": give "
              + blocks.count
              + " sets of candidates, erase a cluster where they are unknown");
    }
    for (int i = 0; i < blocks.count; i++) {
      for (int symbol : query.symbols(i)) {
        blocks.clusters.fanal(i, symbol, "retrieve: query, ");
      }
    }
    checkKnown(query.known(), -1);
  }

  private void checkKnown(int known, int index) {
    if (known == 0) {
      throw new IllegalArgumentException(
          named("retrieve: query", index)
              + " has all "
              + blocks.count
              + " clusters erased; at least one must be known");
    }
  }

  private void checkSymbols(Message message, String role, int index) {
    if (!fits(message)) {
      blocks.clusters.active(message, named(role, index)); // says what is wrong
    }
  }

  private boolean canBeAsked(Message query) {
    return fits(query) && query.known() > 0;
  }

  private boolean fits(Message message) {
    boolean fits = message.length() == blocks.count;
    for (int i = 0; fits && i < blocks.count; i++) {
      int symbol = message.symbol(i);
      fits = symbol >= Message.ERASED && symbol < blocks.fanals[i];
    }
    return fits;
  }

  private static String named(String role, int index) {
    return index < 0 ? role : role + " " + index;
  }
}
