package decisive.memory;

import org.apache.commons.math3.special.Erf;

/**
 * How many random messages the classic memories hold, for large n. All logarithms are natural.
 *
 * <p><b>Hopfield</b>, Hebb's rule, messages of n independent signs: McEliece, Posner, Rodemich and
 * Venkatesh, "The capacity of the Hopfield associative memory" (1987).
 *
 * <p><b>Willshaw and Amari</b>, vectors of n bits with c = ln n ones anywhere and M = α n²/ln² n of
 * them: two units meet in M c²/n² = α of the vectors on average. A stored vector is stable if no
 * other of its n units scores c, as its own units do.
 *
 * <pre>
 *   Willshaw: two units are connected with d = 1 − e^−α. Of n units n·d^c = n^(1 + ln d) are
 *             connected to all c; this vanishes if ln d &lt; −1, so if α &lt; −ln(1 − e^−1).
 *   Amari:    the score is a sum of c Poisson variables of mean α, and reaches c with probability
 *             e^−c(α − 1 − ln α) (Chernoff's exponent, which is exact here), so n times it
 *             vanishes if α − ln α &gt; 2.
 * </pre>
 */
public final class BaselineTheory {
  /** −ln(1 − e⁻¹) = 0.4587: below it Willshaw's memory keeps its vectors stable. */
  public static final double WILLSHAW_ALPHA = -StrictMath.log1p(-StrictMath.exp(-1));

  /** The α below 1 with α − ln α = 2, 0.1586: below it Amari's memory keeps its vectors stable. */
  public static final double AMARI_ALPHA = 0.15859433956303937;

  private BaselineTheory() {}

  /** Messages of which a {@link HopfieldMemory} recalls most exactly: n/(2 ln n), n at least 2. */
  public static double hopfieldMost(int n) {
    return n / (2 * logUnits(n));
  }

  /** Messages of which a {@link HopfieldMemory} recalls all exactly: n/(4 ln n), n at least 2. */
  public static double hopfieldAll(int n) {
    return n / (4 * logUnits(n));
  }

  /**
   * The probability that a stored vector of Hebb's rule is not stable, so that no query can lead to
   * it. A neuron's field is n − 1 towards its sign, and from the other M − 1 vectors nearly normal
   * noise of variance (n − 1)(M − 1), so with Q the upper tail of the standard normal distribution
   *
   * <pre>
   *   Pe ≈ 1 − (1 − Q(√((n − 1)/(M − 1))))^n
   * </pre>
   *
   * <p>An approximation: neurons are assumed independent, and the noise for normal.
   *
   * @param n neurons, at least 2
   * @param vectors M, 1 or more
   */
  public static double hopfieldError(int n, long vectors) {
    logUnits(n);
    if (vectors < 1) {
      throw new IllegalArgumentException(
          "baseline theory: " + vectors + " vectors; one at least is stored");
    }
    if (vectors == 1) {
      return 0;
    }
    double tail = 0.5 * Erf.erfc(StrictMath.sqrt((n - 1.0) / (vectors - 1.0) / 2));
    return HeteroTheory.atLeastOne(tail, n);
  }

  /**
   * The probability that the known clusters of a stored message do not tell it from the other M −
   * 1: 1 − (1 − q)^(M − 1), where q = Π 1/l over the known clusters − Π 1/l over all is that of
   * another message that is equal in the known clusters only. No memory can err less.
   *
   * @param clusters of equal size
   * @param messages M, 1 or more
   * @param erased clusters, 0 to c
   */
  public static double ambiguity(Clusters clusters, long messages, int erased) {
    if (!clusters.isUniform()) {
      throw new IllegalArgumentException(
          "baseline theory: ambiguity wants clusters of equal size, there are " + clusters);
    }
    int c = clusters.count();
    if (messages < 1 || erased < 0 || erased > c) {
      throw new IllegalArgumentException(
          "baseline theory: "
              + messages
              + " messages with "
              + erased
              + " clusters of "
              + c
              + " erased; want 1 message or more, and 0 to "
              + c
              + " erased");
    }
    double l = clusters.fanals(0);
    double alike = StrictMath.pow(l, erased - c) - StrictMath.pow(l, -c);
    return alike == 1 ? (messages > 1 ? 1 : 0) : HeteroTheory.atLeastOne(alike, messages - 1);
  }

  /** Vectors of ln n ones that a {@link WillshawMemory} keeps stable: α n²/ln² n, n at least 2. */
  public static double willshaw(int n) {
    return WILLSHAW_ALPHA * square(n / logUnits(n));
  }

  /** Vectors of ln n ones that an {@link AmariMemory} keeps stable: α n²/ln² n, n at least 2. */
  public static double amari(int n) {
    return AMARI_ALPHA * square(n / logUnits(n));
  }

  /**
   * Expected density of a {@link WillshawMemory} of vectors with c ones anywhere: d = 1 − (1 −
   * c(c−1)/(n(n−1)))^M, over all pairs of units.
   *
   * @param n units, at least 2
   * @param c ones of a vector, 1 to n
   * @param vectors M, 0 or more
   */
  public static double willshawDensity(int n, int c, long vectors) {
    logUnits(n);
    if (c < 1 || c > n) {
      throw new IllegalArgumentException(
          "baseline theory: " + c + " ones in a vector of " + n + " units; there are 1 to " + n);
    }
    checkVectors(vectors);
    return connected((double) c * (c - 1) / ((double) n * (n - 1)), vectors);
  }

  /**
   * Expected density of a {@link WillshawMemory} of messages, one fanal in each of c clusters of l:
   * pairs across clusters are connected with 1 − (1 − 1/l²)^M, those within one never, so d = (c −
   * 1) l/(n − 1) · (1 − (1 − 1/l²)^M) over all pairs of units.
   *
   * @param clusters of equal size, at least 2 fanals in all
   * @param messages M, 0 or more
   */
  public static double willshawDensity(Clusters clusters, long messages) {
    if (!clusters.isUniform()) {
      throw new IllegalArgumentException(
          "baseline theory: the density wants clusters of equal size, there are " + clusters);
    }
    int n = clusters.total();
    logUnits(n);
    checkVectors(messages);
    double l = clusters.fanals(0);
    return (n - l) / (n - 1) * connected(1 / (l * l), messages);
  }

  /** 1 − (1 − p)^M, without losing small p. */
  private static double connected(double p, long messages) {
    return messages == 0 ? 0 : -StrictMath.expm1(messages * StrictMath.log1p(-p));
  }

  private static double square(double x) {
    return x * x;
  }

  private static double logUnits(int n) {
    if (n < 2) {
      throw new IllegalArgumentException(
          "baseline theory: " + n + " units; the formulas want at least 2");
    }
    return StrictMath.log(n);
  }

  private static void checkVectors(long vectors) {
    if (vectors < 0) {
      throw new IllegalArgumentException(
          "baseline theory: " + vectors + " messages; there must be 0 or more");
    }
  }
}
