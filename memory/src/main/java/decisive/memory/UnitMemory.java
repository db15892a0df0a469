package decisive.memory;

import java.util.Arrays;

/**
 * What {@link WillshawMemory} and {@link AmariMemory} share. A message is a vector v of n zeros and
 * ones, and units that are one together are connected. A step is
 *
 * <pre>
 *   s_i = v_i + Σ_{j≠i} w_ij v_j       memory of the active units, and what the others say
 *   v_i ← 1 if s_i ≥ θ, otherwise 0    θ by the {@link UnitRule}, over all n units
 * </pre>
 *
 * repeated until nothing changes or the iterations run out. The clusters only say how messages are
 * written as vectors and answers are read; retrieval ignores them, so a cluster of the answer may
 * have several active units or none.
 */
abstract sealed class UnitMemory implements AssociativeMemory permits WillshawMemory, AmariMemory {
  private final Clusters clusters;
  private final UnitRule rule;
  private final int iterations;

  UnitMemory(String name, Clusters clusters, UnitRule rule, int iterations) {
    Checked.iterations(name, iterations);
    this.clusters = clusters;
    this.rule = rule;
    this.iterations = iterations;
  }

  /** Connects every two of these different units. */
  abstract void connect(int[] units);

  /** scores_i += w_ij for every i, where j is the unit and w_jj = 0. */
  abstract void addWeights(int unit, int[] scores);

  @Override
  public Clusters clusters() {
    return clusters;
  }

  @Override
  public void store(Message message) {
    connect(Checked.stored(message, clusters));
  }

  /**
   * Stores a vector that need not have a one in every cluster: the form of these models in their
   * sources, where any c of the n units may be active.
   *
   * @param units indices of its ones, 0 to n − 1, in any order, none twice
   * @throws IllegalArgumentException if there are none, one is out of range or given twice; the
   *     memory is then unchanged
   */
  public void storeUnits(int... units) {
    checkUnits("store", units);
    connect(units);
  }

  @Override
  public Recall retrieve(Message query) {
    return iterate(Checked.query(query, clusters));
  }

  /**
   * Retrieves from some of the ones of a vector.
   *
   * @param units indices of the known ones, 0 to n − 1, in any order, none twice
   * @throws IllegalArgumentException if there are none, one is out of range or given twice
   */
  public Recall retrieveUnits(int... units) {
    checkUnits("retrieve", units);
    return iterate(units);
  }

  private Recall iterate(int[] known) {
    int n = clusters.total();
    boolean[] active = new boolean[n];
    for (int unit : known) {
      active[unit] = true;
    }
    int count = known.length;
    int[] scores = new int[n];
    boolean converged = false;
    int step = 0;
    while (!converged && step < iterations) {
      Arrays.fill(scores, 0);
      for (int i = 0; i < n; i++) {
        if (active[i]) {
          scores[i]++;
          addWeights(i, scores);
        }
      }
      int threshold = rule.threshold(scores, count);
      converged = true;
      count = 0;
      for (int i = 0; i < n; i++) {
        boolean wins = scores[i] >= threshold;
        converged &= wins == active[i];
        active[i] = wins;
        count += wins ? 1 : 0;
      }
      step++;
    }
    return new Recall(clusters, active, scores, known.length, step, converged);
  }

  private void checkUnits(String operation, int[] units) {
    if (units.length == 0) {
      throw new IllegalArgumentException(
          operation + ": there are no units; give the index of at least one");
    }
    int n = clusters.total();
    boolean[] seen = new boolean[n];
    for (int unit : units) {
      checkUnit(operation, unit);
      if (seen[unit]) {
        throw new IllegalArgumentException(
            operation + ": unit " + unit + " is given twice; give each active unit once");
      }
      seen[unit] = true;
    }
  }

  final void checkUnit(String operation, int unit) {
    if (unit < 0 || unit >= clusters.total()) {
      throw new IllegalArgumentException(
          operation
              + ": unit "
              + unit
              + " does not exist: units run from 0 to "
              + (clusters.total() - 1));
    }
  }
}
