package decisive.memory;

/** How a {@link HopfieldMemory} learns its weights W from the stored vectors x of ±1. */
public enum HopfieldRule {
  /**
   * Hebb's rule: W = Σ x xᵀ with w_ii = 0, in integers. Storing again adds again. Holds about n/(2
   * ln n) random messages ({@link BaselineTheory#hopfieldMost}).
   */
  HEBB,

  /**
   * The projection (pseudo-inverse) rule: W = X X⁺, the orthogonal projection onto the span of the
   * stored vectors (the columns of X). W x = x for each of them, so up to n linearly independent
   * messages, and all their linear combinations that are vectors of ±1, are fixed points. Storing
   * what depends on stored vectors changes nothing.
   *
   * <p>The diagonal is kept. As W approaches the identity, with n messages, every vector becomes a
   * fixed point, and nothing is repaired.
   *
   * <p>L. Personnaz, I. Guyon and G. Dreyfus, "Information storage and retrieval in spin-glass like
   * neural networks" (1985).
   */
  PROJECTION;

  HopfieldWeights weights(int n) {
    return this == HEBB ? new HebbWeights(n) : new ProjectionWeights(n);
  }
}
