package decisive.bench;

/**
 * What the machine's arithmetic was measured to give at most: a product whose operands stay in the
 * caches, at the pace of the fastest tile.
 */
final class Peak {
  private static final int SIZE = 768;

  private Peak() {}

  /** Floating-point operations a second, on the threads in use; takes some seconds. */
  static double measure() {
    Workload product = Workload.product(SIZE);
    return 2 * Math.pow(SIZE, 3) / Patience.warm(() -> product.run(1));
  }
}
