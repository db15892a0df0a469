package decisive.memory;

import java.util.List;
import java.util.function.Consumer;

/**
 * The clique memory of sparse messages: of χ clusters a message uses c, any c, and connects its
 * fanals in these. The other clusters are {@link Message#UNUSED}, which is known of them, while of
 * an {@link Message#ERASED} one it is not known what symbol it has. A query may be
 *
 * <ul>
 *   <li><em>guided</em>: which c clusters take part is known, but of some not the symbol. All rules
 *       are then those of a {@link CliqueMemory} of these c clusters, and with c = χ this memory
 *       equals it.
 *   <li><em>unguided</em>: more clusters are erased than the message can use ({@link
 *       Message#eraseUnused}), and the answer also says which take part ({@link
 *       Recall#participants}).
 * </ul>
 *
 * <pre>{@code
 * var memory = new SparseCliqueMemory(Clusters.uniform(100, 64), 4);
 * Message message = Message.unused(100).with(3, 17).with(42, 5).with(60, 0).with(99, 63);
 * memory.store(message);
 * memory.retrieve(message.erase(42)).message();                // guided
 * memory.retrieve(message.erase(42).eraseUnused()).message();  // unguided
 * }</pre>
 *
 * <p>Unguided, the rules mean:
 *
 * <ul>
 *   <li>{@link RetrievalRule.Unanimity}: a fanal stays if c − 1 other clusters at least, and among
 *       them all whose symbol is known, have an active fanal connected to it. As before, a part of
 *       a stored message is kept, the active set only shrinks, and its fixed point is unique.
 *   <li>{@link RetrievalRule.Voting}: an erased cluster has no active fanal at first, whatever the
 *       score; otherwise the clusters that do not take part would be the loudest. Choose {@link
 *       RetrievalRule.Selection#GLOBAL_WINNER_TAKES_ALL}, or {@link
 *       RetrievalRule.Selection#LOSERS_KICKED_OUT}, which begins with the global winners here, and
 *       γ = 1, by which known and missing fanals score alike. Winner-takes-all gives a winner to
 *       every cluster with any score above 0.
 * </ul>
 *
 * <p>{@link SparseCliqueTheory} says what to expect. Any number of threads may retrieve while none
 * stores.
 *
 * <p>Source: B. K. Aliabadi, C. Berrou, V. Gripon and X. Jiang, "Storing sparse messages in
 * networks of neural cliques" (2014).
 */
public final class SparseCliqueMemory implements AssociativeMemory {
  private final Blocks blocks;
  private final EdgeMatrix edges;
  private final int used;
  private final RetrievalRule rule;

  /**
   * An empty memory that retrieves by {@link RetrievalRule#unanimity()} unless another is given.
   *
   * @param clusters all χ of them
   * @param used c, how many of them every message uses; 2 to χ
   * @throws IllegalArgumentException if {@code used} is out of range, or if the edges do not fit in
   *     one array (about 6.8e10 of them)
   */
  public SparseCliqueMemory(Clusters clusters, int used) {
    this(clusters, used, RetrievalRule.unanimity());
  }

  /**
   * An empty memory that retrieves by the given rule unless another is given.
   *
   * @param clusters all χ of them
   * @param used c, how many of them every message uses; 2 to χ
   * @throws IllegalArgumentException if {@code used} is out of range, or if the edges do not fit in
   *     one array (about 6.8e10 of them)
   */
  public SparseCliqueMemory(Clusters clusters, int used, RetrievalRule rule) {
    if (used < 2 || used > clusters.count()) {
      throw new IllegalArgumentException(
          "sparse clique memory: messages that use "
              + used
              + " of "
              + clusters
              + "; they must use 2 at least, and "
              + clusters.count()
              + " at most");
    }
    blocks = new Blocks(clusters);
    edges = new EdgeMatrix(blocks);
    this.used = used;
    this.rule = rule;
  }

  @Override
  public Clusters clusters() {
    return blocks.clusters;
  }

  /** How many clusters every message uses, c. */
  public int used() {
    return used;
  }

  /** The rule of retrievals that name none. */
  public RetrievalRule rule() {
    return rule;
  }

  /**
   * {@inheritDoc}
   *
   * @param message of {@link #clusters()}, with a symbol in {@link #used()} of them and the others
   *     unused
   */
  @Override
  public void store(Message message) {
    int[] participants = checkedComplete(message, "store: message");
    for (int i : participants) {
      for (int j : participants) {
        if (j < i) {
          edges.set(i, message.symbol(i), j, message.symbol(j));
        }
      }
    }
  }

  /**
   * Stores many messages.
   *
   * @throws IllegalArgumentException if a message cannot be stored, naming its index; then none is
   */
  public void storeAll(List<Message> messages) {
    int index = 0;
    for (Message message : messages) {
      checkedComplete(message, "store: message " + index++);
    }
    messages.forEach(this::store);
  }

  /**
   * Whether all edges of a message are there: always so if it was stored, and by chance otherwise
   * ({@link SparseCliqueTheory#falseAcceptance}).
   *
   * @param message as in {@link #store}
   * @throws IllegalArgumentException as {@link #store}
   */
  public boolean contains(Message message) {
    int[] participants = checkedComplete(message, "contains: message");
    for (int i : participants) {
      for (int j : participants) {
        if (j < i && !edges.get(i, message.symbol(i), j, message.symbol(j))) {
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

  /** As {@link #retrieve(Message, RetrievalRule, Consumer)}, without an observer. */
  public Recall retrieve(Message query, RetrievalRule rule) {
    return retrieve(query, rule, null);
  }

  /**
   * Retrieves step by step; the observer is given the state after every step, as in {@link
   * CliqueMemory#retrieve(Candidates, RetrievalRule, Consumer)}.
   *
   * @param query of {@link #clusters()}, with 1 to {@link #used()} symbols, and so many erased
   *     clusters that a message fits
   * @param observer called once a step, in this thread; may be null
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or no
   *     message of {@link #used()} symbols fits the query
   */
  public Recall retrieve(Message query, RetrievalRule rule, Consumer<Recall> observer) {
    checkSymbols(query, "retrieve: query");
    int open = count(query, Message.ERASED);
    if (query.known() == 0) {
      throw new IllegalArgumentException(
          "retrieve: no cluster of query " + query + " has a symbol; at least one must be known");
    }
    if (query.known() > used || query.known() + open < used) {
      throw new IllegalArgumentException(
          "retrieve: query "
              + query
              + " has "
              + query.known()
              + " symbols and "
              + open
              + " erased clusters; a message of this memory has "
              + used
              + " symbols, "
              + (query.known() > used ? "leave some out" : "erase the clusters they may be in"));
    }
    return new SparseRetrieval(edges, used, query, rule).run(observer);
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

  /** As in {@code sparse clique memory of 4 of 100 clusters of 64 fanals, 6 of 20275200 edges}. */
  @Override
  public String toString() {
    return "sparse clique memory of "
        + used
        + " of "
        + clusters()
        + ", "
        + edges()
        + " of "
        + bits()
        + " edges";
  }

  /** The clusters that a message to store uses, increasing. */
  private int[] checkedComplete(Message message, String role) {
    checkSymbols(message, role);
    if (count(message, Message.ERASED) > 0) {
      throw new IllegalArgumentException(
          role
              + " "
              + message
              + " has erased clusters; give each a symbol, or Message.UNUSED if it has none");
    }
    if (message.known() != used) {
      throw new IllegalArgumentException(
          role
              + " "
              + message
              + " uses "
              + message.known()
              + " clusters; every message of this memory uses "
              + used);
    }
    int[] participants = new int[used];
    for (int i = 0, n = 0; n < used; i++) {
      if (!message.isUnused(i)) {
        participants[n++] = i;
      }
    }
    return participants;
  }

  private void checkSymbols(Message message, String role) {
    blocks.clusters.checkLength(message, role);
    for (int i = 0; i < blocks.count; i++) {
      if (message.symbol(i) >= 0) {
        blocks.clusters.fanal(i, message.symbol(i), role + ", ");
      }
    }
  }

  private static int count(Message message, int symbol) {
    int count = 0;
    for (int i = 0; i < message.length(); i++) {
      count += message.symbol(i) == symbol ? 1 : 0;
    }
    return count;
  }
}
