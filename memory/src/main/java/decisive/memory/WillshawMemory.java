package decisive.memory;

/**
 * The Willshaw memory: vectors of n zeros and ones, few of them ones, stored in one bit for every
 * two units.
 *
 * <pre>
 *   W = min(1, Σ x xᵀ)                 coefficient-wise, over the stored vectors
 *   s_i = v_i + Σ_{j≠i} w_ij v_j       score of a unit, from the active ones; it counts itself
 *   v_i ← 1 if s_i ≥ θ, otherwise 0    θ by the {@link UnitRule}, over all n units
 * </pre>
 *
 * <p>For a unit that was ever stored w_ii = 1, so counting itself is what the diagonal does; the
 * diagonal is not stored, and a unit that was never stored keeps its own vote too.
 *
 * <p>A {@link Message} over c clusters of l fanals is a vector with c ones of n = c·l, one in each
 * cluster. Its cliques are those of the clique memory, but a retrieval ignores the clusters: units
 * of one cluster are rivals like any others, and nothing makes it have a winner. Vectors with ones
 * anywhere, the usual form of this model, go through {@link #storeUnits} and {@link
 * #retrieveUnits}; over one cluster of n fanals the answer's {@code candidates(0)} are its ones:
 *
 * <pre>{@code
 * var memory = new WillshawMemory(Clusters.ofSizes(2048), new UnitRule.Winners(8), 4);
 * memory.storeUnits(3, 141, 592, 653, 897, 932, 1023, 1984);
 * memory.retrieveUnits(3, 141, 592, 653).candidates(0);      // all eight
 * }</pre>
 *
 * <p>Storing again changes nothing, and order does not matter. Any number of threads may retrieve
 * while none stores.
 *
 * <p>Source: D. J. Willshaw, O. P. Buneman and H. C. Longuet-Higgins, "Non-holographic associative
 * memory" (1969); iterated retrieval after F. Schwenker, F. T. Sommer and G. Palm, "Iterative
 * retrieval of sparsely coded associative memory patterns" (1996).
 */
public final class WillshawMemory extends UnitMemory {
  private final BitMatrix connections;

  /** With k winners, k the number of clusters, and at most 4 iterations. */
  public WillshawMemory(Clusters clusters) {
    this(clusters, new UnitRule.Winners(clusters.count()), 4);
  }

  /**
   * An empty memory.
   *
   * @param iterations cap on the steps of a retrieval, 1 or more
   * @throws IllegalArgumentException if the cap is below 1, or the n² bits of W do not fit in an
   *     array
   */
  public WillshawMemory(Clusters clusters, UnitRule rule, int iterations) {
    super("Willshaw memory", clusters, rule, iterations);
    int n = clusters.total();
    Checked.weightsFit("Willshaw memory", n, BitMatrix.words(n, n));
    connections = new BitMatrix(n, n);
  }

  @Override
  void connect(int[] units) {
    for (int i : units) {
      for (int j : units) {
        if (i != j) {
          connections.set(i, j);
        }
      }
    }
  }

  @Override
  void addWeights(int unit, int[] scores) {
    connections.addRow(unit, scores);
  }

  /** Whether two different units are connected: w_ij. A unit is not connected to itself. */
  public boolean connected(int i, int j) {
    checkUnit("connected", i);
    checkUnit("connected", j);
    return connections.get(i, j);
  }

  /** Number of connected pairs of units; counted anew at each call. */
  public long edges() {
    return connections.cardinality() / 2;
  }

  /** Share of the pairs of units that are connected, 0 to 1; 0 if there is only one unit. */
  public double density() {
    return bits() == 0 ? 0 : (double) edges() / bits();
  }

  /** A bit for every two units: n (n − 1)/2. The heap holds both directions. */
  @Override
  public long bits() {
    long n = clusters().total();
    return n * (n - 1) / 2;
  }

  /** As in {@code Willshaw memory of 8 clusters of 256 fanals, 1204 of 2096128 edges}. */
  @Override
  public String toString() {
    return "Willshaw memory of " + clusters() + ", " + edges() + " of " + bits() + " edges";
  }
}
