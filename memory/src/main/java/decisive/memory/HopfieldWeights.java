package decisive.memory;

/** The symmetric n × n weights of a {@link HopfieldMemory}. */
sealed interface HopfieldWeights permits HebbWeights, ProjectionWeights {
  /**
   * Learns one vector.
   *
   * @param x entries −1 and 1; may be changed
   */
  void store(double[] x);

  double weight(int i, int j);

  /** fields_i += factor · w_ij for every i. */
  void addTo(double[] fields, int j, double factor);

  /** Fields no further from 0 than this are treated as 0: what rounding can do. */
  double tolerance();

  /** A field as an int of {@link Recall#scores}. */
  int score(double field);

  /** What it takes to store every weight that can be other than 0, one way. */
  long bits();
}
