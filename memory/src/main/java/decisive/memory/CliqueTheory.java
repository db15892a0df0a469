package decisive.memory;

/**
 * What to expect of a {@link CliqueMemory} of c clusters of l fanals after M independent, uniformly
 * random messages. Logarithms are to base 2: capacities are in bits.
 *
 * <p>An error is a recall, in one step from the κ = c − ce known clusters of a stored message, in
 * which some wrong fanal of the ce erased clusters is connected to all κ, so that a cluster is
 * ambiguous. Further steps repair many of these: the formulas bound their error from above.
 *
 * <p>Source: V. Gripon and C. Berrou, "Sparse neural networks with large learning diversity"
 * (2011), but for {@link #correctedError}.
 */
public final class CliqueTheory {
  private final Clusters clusters;
  private final int c;
  private final int l;

  /**
   * @throws IllegalArgumentException if there is only one cluster, or clusters differ in size
   */
  public CliqueTheory(Clusters clusters) {
    if (clusters.count() < 2 || !clusters.isUniform()) {
      throw new IllegalArgumentException(
          "clique theory: the formulas want two or more clusters of equal size, not " + clusters);
    }
    this.clusters = clusters;
    c = clusters.count();
    l = clusters.fanals(0);
  }

  /**
   * Expected density d = 1 − (1 − 1/l²)^M.
   *
   * @param messages M, 0 or more
   */
  public double density(long messages) {
    checkMessages(messages);
    return messages == 0
        ? 0
        : -StrictMath.expm1(messages * StrictMath.log1p(-1 / ((double) l * l)));
  }

  /**
   * Bits stored for each bit of the memory, η = M c log2 l / (c(c − 1)l²/2) = 2 M log2 l / ((c −
   * 1)l²). It says nothing of whether they can be retrieved.
   *
   * @param messages M, 0 or more
   */
  public double efficiency(long messages) {
    checkMessages(messages);
    return 2.0 * messages * log2(l) / ((c - 1.0) * l * l);
  }

  /** The number of messages with η = 1: (c − 1)l² / (2 log2 l); infinite if l is 1. */
  public double messagesOfFullEfficiency() {
    return (c - 1.0) * l * l / (2 * log2(l));
  }

  /**
   * The textbook error Pe = 1 − (1 − d^κ)^((l − 1)ce). Too low: it takes the κ edges of a fanal for
   * independent, but all come from the messages that hold that fanal. See {@link #correctedError}.
   *
   * @param messages M, 0 or more
   * @param erased ce, 0 to c − 1
   */
  public double error(long messages, int erased) {
    checkMessages(messages);
    checkErased(erased);
    return erased == 0 ? 0 : erasedPart(erased).error(messages, c - erased);
  }

  /**
   * The error with that dependence:
   *
   * <pre>
   *   p  = Σ_{j=0..κ} C(κ, j) (−1)^j [1 − (1 − (1 − 1/l)^j)/l]^M
   *   Pe ≈ 1 − (1 − p)^((l − 1)ce)
   * </pre>
   *
   * <p>Still an approximation: wrong fanals are assumed independent of each other.
   *
   * @param messages M, 0 or more
   * @param erased ce, 0 to c − 1
   */
  public double correctedError(long messages, int erased) {
    checkMessages(messages);
    checkErased(erased);
    return erased == 0 ? 0 : erasedPart(erased).correctedError(messages, c - erased);
  }

  /**
   * Probability that the memory contains a random message it was not given: d^(c(c − 1)/2). Taken
   * for independent edges.
   *
   * @param messages M, 0 or more
   */
  public double falseAcceptance(long messages) {
    return StrictMath.pow(density(messages), c * (c - 1.0) / 2);
  }

  /** One step towards the erased clusters is a recall of a hetero-associative memory. */
  private HeteroTheory erasedPart(int erased) {
    return new HeteroTheory(clusters, Clusters.uniform(erased, l));
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  private static void checkMessages(long messages) {
    if (messages < 0) {
      throw new IllegalArgumentException(
          "clique theory: " + messages + " messages; there must be 0 or more");
    }
  }

  private void checkErased(int erased) {
    if (erased < 0 || erased >= c) {
      throw new IllegalArgumentException(
          "clique theory: "
              + erased
              + " erased clusters; of "
              + clusters
              + " 0 to "
              + (c - 1)
              + " can be");
    }
  }
}
