package decisive.memory;

/**
 * What to expect of a {@link HeteroMemory} after M pairs of independent, uniformly random messages:
 * c1 clusters of l1 fanals to c2 clusters of l2.
 *
 * <p>An error is a recall, from the κ known clusters of a stored x, in which some fanal that is not
 * of y also scores κ, so that a cluster is ambiguous.
 */
public final class HeteroTheory {
  private final Clusters input;
  private final int l1;
  private final int l2;

  /** Output fanals that a recall could wrongly light: c2·(l2 − 1). */
  private final int others;

  /**
   * @throws IllegalArgumentException if the clusters of a side differ in size
   */
  public HeteroTheory(Clusters input, Clusters output) {
    checkUniform(input, "input");
    checkUniform(output, "output");
    this.input = input;
    l1 = input.fanals(0);
    l2 = output.fanals(0);
    others = output.total() - output.count();
  }

  /**
   * Expected density of W: d = 1 − (1 − 1/(l1·l2))^M.
   *
   * @param pairs M, 0 or more
   */
  public double density(long pairs) {
    checkPairs(pairs);
    return atLeastOne(1.0 / ((double) l1 * l2), pairs);
  }

  /**
   * The textbook error Pe = 1 − (1 − d^κ)^(c2·(l2 − 1)). Too low: it takes the κ connections of a
   * fanal for independent, but all come from the pairs whose y holds that fanal. See {@link
   * #correctedError}.
   *
   * @param pairs M, 0 or more
   * @param known κ, 1 to c1
   */
  public double error(long pairs, int known) {
    checkKnown(known);
    return atLeastOne(StrictMath.pow(density(pairs), known), others);
  }

  /**
   * The error with that dependence: Pe ≈ 1 − (1 − p)^(c2·(l2 − 1)), where p is the probability that
   * a wrong fanal is connected to all κ. It is in the y of m pairs, m binomial, and each of the κ
   * is then met with probability 1 − (1 − 1/l1)^m:
   *
   * <pre>
   *   p = Σ_m C(M, m) (1/l2)^m (1 − 1/l2)^(M−m) · (1 − (1 − 1/l1)^m)^κ
   * </pre>
   *
   * <p>Expanding the last factor gives the usual alternating sum Σ_j C(κ, j) (−1)^j [1 − (1 − (1 −
   * 1/l1)^j)/l2]^M, which cancels badly when κ is large. Still an approximation: wrong fanals are
   * assumed independent of each other.
   *
   * @param pairs M, 0 or more
   * @param known κ, 1 to c1
   */
  public double correctedError(long pairs, int known) {
    checkPairs(pairs);
    checkKnown(known);
    if (others == 0) {
      return 0;
    }
    double p = BinomialMean.of(pairs, 1.0 / l2, m -> allConnected(m, known));
    return atLeastOne(p, others);
  }

  /** A fanal in m pairs is connected to all known ones: (1 − (1 − 1/l1)^m)^κ. */
  private double allConnected(long m, int known) {
    return StrictMath.pow(atLeastOne(1.0 / l1, m), known);
  }

  /** 1 − (1 − p)^n, without losing small p. */
  static double atLeastOne(double p, long n) {
    return n == 0 ? 0 : -StrictMath.expm1(n * StrictMath.log1p(-p));
  }

  private static void checkUniform(Clusters clusters, String side) {
    if (!clusters.isUniform()) {
      throw new IllegalArgumentException(
          "hetero theory: the formulas want clusters of equal size, the "
              + side
              + " has "
              + clusters);
    }
  }

  private static void checkPairs(long pairs) {
    if (pairs < 0) {
      throw new IllegalArgumentException(
          "hetero theory: " + pairs + " pairs; there must be 0 or more");
    }
  }

  private void checkKnown(int known) {
    if (known < 1 || known > input.count()) {
      throw new IllegalArgumentException(
          "hetero theory: "
              + known
              + " known clusters; with "
              + input
              + " at the input there are 1 to "
              + input.count());
    }
  }
}
