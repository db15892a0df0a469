package decisive.memory;

/**
 * What to expect of a {@link SparseCliqueMemory} of χ clusters of l fanals after M independent,
 * uniformly random messages that use c clusters each. Logarithms are to base 2: capacities are in
 * bits. With c = χ all is as in {@link CliqueTheory}.
 *
 * <p>An error is a <em>guided</em> recall, in one step from the κ = c − ce known clusters of a
 * stored message, in which some wrong fanal of the ce erased clusters is connected to all κ, so
 * that a cluster is ambiguous. Further steps repair many of these; unguided, the l fanals of each
 * of the χ − c other clusters are rivals too.
 *
 * <p>Source: B. K. Aliabadi, C. Berrou, V. Gripon and X. Jiang, "Storing sparse messages in
 * networks of neural cliques" (2014), but for {@link #correctedError}.
 */
public final class SparseCliqueTheory {
  private final Clusters clusters;

  /** χ. */
  private final int chi;

  private final int c;
  private final int l;

  /**
   * @param used c, 2 to χ
   * @throws IllegalArgumentException if {@code used} is out of range, or clusters differ in size
   */
  public SparseCliqueTheory(Clusters clusters, int used) {
    if (!clusters.isUniform() || used < 2 || used > clusters.count()) {
      throw new IllegalArgumentException(
          "sparse clique theory: the formulas want clusters of equal size of which messages use two"
              + " or more, not "
              + used
              + " of "
              + clusters);
    }
    this.clusters = clusters;
    chi = clusters.count();
    c = used;
    l = clusters.fanals(0);
  }

  /**
   * Expected density d = 1 − (1 − c(c − 1)/(χ(χ − 1)l²))^M.
   *
   * @param messages M, 0 or more
   */
  public double density(long messages) {
    checkMessages(messages);
    return HeteroTheory.atLeastOne(c * (c - 1.0) / (chi * (chi - 1.0) * l * l), messages);
  }

  /** Bits of a message: log2 C(χ, c) for the clusters it uses and c log2 l for its symbols. */
  public double messageBits() {
    double bits = c * log2(l);
    for (int i = 1; i <= c; i++) {
      bits += log2((chi - c + i) / (double) i);
    }
    return bits;
  }

  /**
   * Bits stored for each bit of the memory, η = M (log2 C(χ, c) + c log2 l) / (χ(χ − 1)l²/2). It
   * says nothing of whether they can be retrieved.
   *
   * @param messages M, 0 or more
   */
  public double efficiency(long messages) {
    checkMessages(messages);
    return messages * messageBits() / (chi * (chi - 1.0) * l * l / 2);
  }

  /**
   * The textbook error of a guided recall, Pe = 1 − (1 − d^κ)^(ce(l − 1)). Too low: it takes the κ
   * edges of a fanal for independent, but all come from the messages that hold that fanal. See
   * {@link #correctedError}.
   *
   * @param messages M, 0 or more
   * @param erased ce, 0 to c − 1
   */
  public double error(long messages, int erased) {
    checkErased(erased);
    double p = StrictMath.pow(density(messages), c - erased);
    return HeteroTheory.atLeastOne(p, erased * (l - 1L));
  }

  /**
   * The error with that dependence. A wrong fanal is in m messages, m binomial with probability
   * c/(χl), each of which uses a known cluster with the correct symbol with probability (c − 1)/((χ
   * − 1)l):
   *
   * <pre>
   *   p  = Σ_m C(M, m) (c/(χl))^m (1 − c/(χl))^(M−m) · (1 − (1 − (c − 1)/((χ − 1)l))^m)^κ
   *   Pe ≈ 1 − (1 − p)^(ce(l − 1))
   * </pre>
   *
   * <p>Still an approximation: wrong fanals are assumed independent of each other, and the known
   * clusters that one message uses too.
   *
   * @param messages M, 0 or more
   * @param erased ce, 0 to c − 1
   */
  public double correctedError(long messages, int erased) {
    checkMessages(messages);
    checkErased(erased);
    if (erased == 0 || l == 1) {
      return 0;
    }
    double met = (c - 1.0) / ((chi - 1.0) * l);
    double p =
        BinomialMean.of(
            messages,
            c / ((double) chi * l),
            m -> StrictMath.pow(HeteroTheory.atLeastOne(met, m), c - erased));
    return HeteroTheory.atLeastOne(p, erased * (l - 1L));
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

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  private static void checkMessages(long messages) {
    if (messages < 0) {
      throw new IllegalArgumentException(
          "sparse clique theory: " + messages + " messages; there must be 0 or more");
    }
  }

  private void checkErased(int erased) {
    if (erased < 0 || erased >= c) {
      throw new IllegalArgumentException(
          "sparse clique theory: "
              + erased
              + " erased clusters; of the "
              + c
              + " that a message uses of "
              + clusters
              + ", 0 to "
              + (c - 1)
              + " can be");
    }
  }
}
