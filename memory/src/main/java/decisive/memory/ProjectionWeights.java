package decisive.memory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * {@link HopfieldRule#PROJECTION}, one message at a time (Greville's recursion): the part of x that
 * is new, r = x − W x, is orthogonal to all that is stored, and
 *
 * <pre>
 *   W ← W + r rᵀ / ‖r‖²
 * </pre>
 *
 * projects onto the larger span. The projection is taken off twice, so that r is orthogonal to
 * rounding even when little of x is new.
 */
final class ProjectionWeights implements HopfieldWeights {
  /** A message of which a smaller part than this is new, in length, depends on the stored ones. */
  private static final double DEPENDENT = 1e-9;

  /** Fields of stored messages are ±1; their rounding errors stay far below this. */
  private static final double TOLERANCE = 1e-9;

  private final int n;
  private final DMatrixRMaj weights;

  ProjectionWeights(int n) {
    this.n = n;
    weights = new DMatrixRMaj(n, n);
  }

  @Override
  public void store(double[] x) {
    DMatrixRMaj rest = DMatrixRMaj.wrap(n, 1, x);
    DMatrixRMaj known = new DMatrixRMaj(n, 1);
    double length = NormOps_DDRM.normF(rest);
    for (int pass = 0; pass < 2; pass++) {
      CommonOps_DDRM.mult(weights, rest, known);
      CommonOps_DDRM.subtractEquals(rest, known);
      if (NormOps_DDRM.normF(rest) <= DEPENDENT * length) {
        return;
      }
    }
    CommonOps_DDRM.divide(rest, NormOps_DDRM.normF(rest));
    VectorVectorMult_DDRM.rank1Update(1, weights, rest, rest);
  }

  @Override
  public double weight(int i, int j) {
    return weights.get(i, j);
  }

  @Override
  public void addTo(double[] fields, int j, double factor) {
    int row = j * n;
    for (int i = 0; i < n; i++) {
      fields[i] += factor * weights.data[row + i];
    }
  }

  @Override
  public double tolerance() {
    return TOLERANCE;
  }

  /** In units of 1/n, as Hebb's: a stored message has ±n. */
  @Override
  public int score(double field) {
    return (int) StrictMath.rint(n * field);
  }

  @Override
  public long bits() {
    return 64L * n * (n + 1) / 2;
  }
}
