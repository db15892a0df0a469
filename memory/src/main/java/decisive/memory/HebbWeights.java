package decisive.memory;

/** {@link HopfieldRule#HEBB}: exact, as all weights and fields are integers. */
final class HebbWeights implements HopfieldWeights {
  private final int n;

  /** Row by row, the diagonal 0. */
  private final int[] weights;

  private int stored;

  HebbWeights(int n) {
    this.n = n;
    weights = new int[n * n];
  }

  /**
   * @throws IllegalStateException if fields, up to n times the messages, could no longer be ints
   */
  @Override
  public void store(double[] x) {
    if ((long) (stored + 1) * n > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "store: after "
              + stored
              + " messages of "
              + n
              + " neurons the next could overflow a field; start a new memory");
    }
    stored++;
    int[] signs = new int[n];
    for (int i = 0; i < n; i++) {
      signs[i] = (int) x[i];
    }
    for (int i = 0; i < n; i++) {
      int sign = signs[i];
      int row = i * n;
      for (int j = 0; j < n; j++) {
        weights[row + j] += sign * signs[j];
      }
      weights[row + i] = 0;
    }
  }

  @Override
  public double weight(int i, int j) {
    return weights[i * n + j];
  }

  @Override
  public void addTo(double[] fields, int j, double factor) {
    int row = j * n;
    for (int i = 0; i < n; i++) {
      fields[i] += factor * weights[row + i];
    }
  }

  @Override
  public double tolerance() {
    return 0;
  }

  @Override
  public int score(double field) {
    return (int) field;
  }

  @Override
  public long bits() {
    return 32L * n * (n - 1) / 2;
  }
}
