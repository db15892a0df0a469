package decisive.memory;

/**
 * The hetero-associative memory: stores pairs (x, y) and finds y from x or a part of x.
 *
 * <pre>
 *   W = min(1, Σ y xᵀ)      Equation 1; W is n2 × n1, one bit a coefficient
 *   z = W x                 Algorithm 1: z_b = number of known fanals of x connected to fanal b,
 *                           then winner-takes-all in every output cluster, ties kept
 * </pre>
 *
 * <p>n1 and n2 are the fanals of the input and of the output. Storing takes c1·c2 bit writes,
 * whatever was stored before; storing a pair again changes nothing, and the order of pairs does not
 * matter. Nothing can be removed. Any number of threads may retrieve while none stores.
 *
 * <p>Source: the DecisiveNets paper, Section 3.2, Equation 1 and Algorithm 1.
 */
public final class HeteroMemory {
  private final Clusters input;
  private final Clusters output;

  /** W transposed: row a holds the output fanals connected to input fanal a, so W x adds rows. */
  private final BitMatrix connections;

  /**
   * An empty memory.
   *
   * @throws IllegalArgumentException if W does not fit in one array (about 1.3e11 bits)
   */
  public HeteroMemory(Clusters input, Clusters output) {
    if (BitMatrix.words(input.total(), output.total()) > Clusters.MAX_ARRAY) {
      throw new IllegalArgumentException(
          "hetero memory: from "
              + input
              + " to "
              + output
              + ", W is "
              + output.total()
              + " x "
              + input.total()
              + " = "
              + (long) input.total() * output.total()
              + " bits, more than an array of "
              + Clusters.MAX_ARRAY
              + " longs holds; use fewer or smaller clusters");
    }
    this.input = input;
    this.output = output;
    connections = new BitMatrix(input.total(), output.total());
  }

  public Clusters input() {
    return input;
  }

  public Clusters output() {
    return output;
  }

  /**
   * Connects every fanal of x to every fanal of y: W ← max(W, y xᵀ).
   *
   * @param x of {@link #input()}, nothing erased
   * @param y of {@link #output()}, nothing erased
   * @throws IllegalArgumentException if a length is wrong, a symbol is out of range, or a cluster
   *     is erased; the memory is then unchanged
   */
  public void store(Message x, Message y) {
    int[] from = complete(x, input, "store: input message");
    int[] to = complete(y, output, "store: output message");
    for (int a : from) {
      for (int b : to) {
        connections.set(a, b);
      }
    }
  }

  /**
   * Algorithm 1. The scores are the number of known clusters of x whose fanal is connected.
   *
   * @param x of {@link #input()}; some clusters may be erased, but not all
   * @return winners and scores over {@link #output()}
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public Recall retrieve(Message x) {
    int[] active = input.active(x, "retrieve: input message");
    if (active.length == 0) {
      throw new IllegalArgumentException(
          "retrieve: all "
              + x.length()
              + " clusters of the input message are erased; at least one must be known");
    }
    int[] scores = new int[output.total()];
    for (int a : active) {
      connections.addRow(a, scores);
    }
    return Recall.ofHighest(output, scores, active.length);
  }

  /**
   * Algorithm 1 from a blurred message, by sum-of-max: each known cluster votes at most once for a
   * fanal, however many of its candidates are connected to it.
   *
   * <pre>
   *   z_b = Σ_j max_{a ∈ S_j} W[b, (j, a)]     over the known clusters j; S_j are the candidates
   * </pre>
   *
   * <p>With one candidate in each known cluster this is z = W x. If each S_j holds the symbol of a
   * stored x, every fanal of its y has the full score, so y is among the winners. (Under a plain
   * sum, the votes of wrong candidates could outdo it.)
   *
   * @param x of {@link #input()}; some clusters may be erased, but not all
   * @return winners and scores over {@link #output()}
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public Recall retrieve(Candidates x) {
    checkBlurred(x);
    int[] scores = new int[output.total()];
    for (int j = 0; j < input.count(); j++) {
      int[] fanals = x.symbols(j);
      for (int n = 0; n < fanals.length; n++) {
        fanals[n] += input.offset(j);
      }
      connections.addUnion(fanals, scores);
    }
    return Recall.ofHighest(output, scores, x.known());
  }

  /**
   * Whether two fanals are connected: the coefficient W[outputFanal, inputFanal].
   *
   * @param inputFanal an index of {@link #input()}, as {@link Clusters#fanal} gives
   * @param outputFanal an index of {@link #output()}
   */
  public boolean connected(int inputFanal, int outputFanal) {
    checkFanal(inputFanal, input, "input");
    checkFanal(outputFanal, output, "output");
    return connections.get(inputFanal, outputFanal);
  }

  /** Number of connections, the ones of W; counted anew at each call. */
  public long edges() {
    return connections.cardinality();
  }

  /** Share of the ones among the bits of W, 0 to 1: the d of the formulas, as it is. */
  public double density() {
    return (double) edges() / bits();
  }

  /** Size of W in bits, n1·n2. In the heap each of the n1 rows is rounded up to 64 bits. */
  public long bits() {
    return (long) input.total() * output.total();
  }

  /**
   * The fanals of a message to store.
   *
   * @param role what the message is, to begin an error with
   */
  static int[] complete(Message message, Clusters clusters, String role) {
    int[] active = clusters.active(message, role);
    if (active.length < message.length()) {
      throw new IllegalArgumentException(
          role
              + " "
              + message
              + " has erased clusters; only complete messages can be stored, erase in the query");
    }
    return active;
  }

  /**
   * As in {@code hetero memory from 8 clusters of 2 fanals to 1 cluster of 10 fanals, 8 of 160}.
   */
  @Override
  public String toString() {
    return "hetero memory from "
        + input
        + " to "
        + output
        + ", "
        + edges()
        + " of "
        + bits()
        + " connections";
  }

  private void checkBlurred(Candidates x) {
    if (x.length() != input.count()) {
      throw new IllegalArgumentException(
          "retrieve: input candidates "
              + x
              + " have length "
              + x.length()
              + ", this side of the memory has "
              + input
              + ": give "
              + input.count()
              + " sets of candidates, erase a cluster where they are unknown");
    }
    for (int j = 0; j < input.count(); j++) {
      for (int symbol : x.symbols(j)) {
        input.fanal(j, symbol, "retrieve: input candidates, ");
      }
    }
    if (x.known() == 0) {
      throw new IllegalArgumentException(
          "retrieve: all "
              + x.length()
              + " clusters of the input candidates are erased; at least one must be known");
    }
  }

  private static void checkFanal(int fanal, Clusters clusters, String side) {
    if (fanal < 0 || fanal >= clusters.total()) {
      throw new IllegalArgumentException(
          "connected: "
              + side
              + " fanal "
              + fanal
              + " does not exist: fanals run from 0 to "
              + (clusters.total() - 1));
    }
  }
}
