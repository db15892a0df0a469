package decisive.memory;

/**
 * The Amari memory: as the {@link WillshawMemory}, but weights are summed instead of cut at 1.
 *
 * <pre>
 *   W = Σ x xᵀ                         over the stored vectors of 0 and 1; w_ii not used
 *   s_i = v_i + Σ_{j≠i} w_ij v_j       score of a unit, from the active ones; it counts itself
 *   v_i ← 1 if s_i ≥ θ, otherwise 0    θ by the {@link UnitRule}, over all n units
 * </pre>
 *
 * <p>A unit that is in many messages, or shares many with one known unit, outscores one that is
 * connected to all of them: so it holds fewer messages than Willshaw's, in more bits. The diagonal,
 * the number of messages a unit is in, would drown the rest; a unit counts itself once instead.
 *
 * <p>Storing again adds again. Order does not matter. Any number of threads may retrieve while none
 * stores.
 *
 * <p>Source: S. Amari, "Characteristics of sparsely encoded associative memory" (1989).
 */
public final class AmariMemory extends UnitMemory {
  private final int n;

  /** Row by row, both directions, the diagonal 0. */
  private final int[] weights;

  /** Ones of all stored vectors together; no score exceeds it by more than 1. */
  private long ones;

  /** With k winners, k the number of clusters, and at most 4 iterations. */
  public AmariMemory(Clusters clusters) {
    this(clusters, new UnitRule.Winners(clusters.count()), 4);
  }

  /**
   * An empty memory.
   *
   * @param iterations cap on the steps of a retrieval, 1 or more
   * @throws IllegalArgumentException if the cap is below 1, or the n² weights do not fit in an
   *     array
   */
  public AmariMemory(Clusters clusters, UnitRule rule, int iterations) {
    super("Amari memory", clusters, rule, iterations);
    n = clusters.total();
    Checked.weightsFit("Amari memory", n, (long) n * n);
    weights = new int[n * n];
  }

  /**
   * @throws IllegalStateException if scores could no longer be ints: after 2³¹ − 2 ones in all
   */
  @Override
  void connect(int[] units) {
    if (ones + units.length >= Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "store: the stored messages have "
              + ones
              + " ones, and with more the scores could overflow; start a new memory");
    }
    ones += units.length;
    for (int i : units) {
      for (int j : units) {
        if (i != j) {
          weights[i * n + j]++;
        }
      }
    }
  }

  @Override
  void addWeights(int unit, int[] scores) {
    int row = unit * n;
    for (int i = 0; i < n; i++) {
      scores[i] += weights[row + i];
    }
  }

  /**
   * In how many stored messages two different units are both one: w_ij; 0 for a unit and itself.
   */
  public int weight(int i, int j) {
    checkUnit("weight", i);
    checkUnit("weight", j);
    return weights[i * n + j];
  }

  /** An int for every two units: 32 n (n − 1)/2. The heap holds both directions. */
  @Override
  public long bits() {
    return 32L * n * (n - 1) / 2;
  }

  /** As in {@code Amari memory of 8 clusters of 256 fanals}. */
  @Override
  public String toString() {
    return "Amari memory of " + clusters();
  }
}
