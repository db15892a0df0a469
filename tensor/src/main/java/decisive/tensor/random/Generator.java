package decisive.tensor.random;

import java.util.Locale;

/**
 * A seeded generator of random numbers that can be split: {@code generator.split("layer1")} gives a
 * generator of its own, which depends on the seed and the path of keys alone, never on how many
 * numbers were drawn before, on threads, or on the JDK. What takes a generator and has no name of
 * its own, such as a layer, takes its {@link #splitNext}: so two layers made from one generator
 * differ, and the same program makes the same two again.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 * Not for cryptography. One generator belongs to one thread; split for others.
 */
public final class Generator {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;
  private long parts;

  public Generator(long seed) {
    this.seed = mix(seed + GOLDEN);
    this.state = this.seed;
  }

  private Generator(Generator original) {
    this.seed = original.seed;
    this.state = original.seed;
  }

  /** The generator of a named part, such as a layer. Does not advance this one. */
  public Generator split(String key) {
    long hash = 0xCBF29CE484222325L; // FNV-1a, over UTF-16 units
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
    }
    return split(hash);
  }

  /** The generator of a numbered part, such as an epoch or a worker. Does not advance this one. */
  public Generator split(long key) {
    return new Generator(seed ^ mix(key * GOLDEN + 0x632BE59BD9B4E019L));
  }

  /**
   * The generator of the next part that has no name. The first has this one's seed: its splits are
   * this one's; each further one has a seed of its own, which depends on this one's and on how many
   * went before. Draws no numbers, and changes no {@link #split}.
   */
  public Generator splitNext() {
    long part = parts++;
    return part == 0 ? new Generator(this) : split("next part").split(part);
  }

  /** 64 uniform bits. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /**
   * Uniform in 0 .. bound-1, without bias.
   *
   * @param bound at least 1
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("nextInt: bound " + bound + " must be at least 1");
    }
    // Lemire's multiply-shift; the rare low products are drawn again so that none is favoured.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [0, 1), a multiple of 2^-24. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Normal with mean 0 and variance 1: Box and Muller's transform, through StrictMath. */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  /**
   * A uniform order of 0 .. n-1 (Fisher and Yates).
   *
   * @param n 0 or more
   */
  public int[] permutation(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("permutation: of " + n + " numbers; want 0 or more");
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** What its numbers and splits depend on: generators of equal text give the same. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "generator, seed %016x, state %016x, %d parts", seed, state, parts);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
