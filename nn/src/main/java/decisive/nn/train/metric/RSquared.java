package decisive.nn.train.metric;

import decisive.tensor.Target;
import decisive.tensor.Tensor;
import decisive.tensor.Values;

/**
 * The share of the values' variance that the outputs account for: with values y_ij of example i at
 * position j, and outputs x_ij,
 *
 * <pre>
 *   R² = 1 − Σ_ij (x_ij − y_ij)² / Σ_ij (y_ij − mean_j)²        mean_j = 1/n · Σ_i y_ij
 * </pre>
 *
 * <p>For several positions this is scikit-learn's {@code r2_score} with {@code
 * multioutput="variance_weighted"}. NaN where the values do not vary.
 *
 * <p>Sums: n, of (x − y)², of y², and of y at each position.
 */
record RSquared() implements Metric {
  private static final int COUNT = 0;
  private static final int ERROR = 1;
  private static final int SQUARES = 2;
  private static final int POSITIONS = 3;

  @Override
  public String name() {
    return "R²";
  }

  @Override
  public boolean takes(Target target) {
    return target instanceof Values;
  }

  @Override
  public double[] sums(Tensor output, Target target) {
    Tensor values = ((Values) target).tensor();
    SquaredErrorMetric.requireEqualShapes(name(), output, values);
    int examples = target.size();
    int positions = examples == 0 ? 0 : values.size() / examples;
    double[] sums = new double[POSITIONS + positions];
    sums[COUNT] = examples;
    sums[ERROR] = SquaredErrorMetric.squaredError(output, values);
    float[] y = values.data();
    for (int i = 0; i < y.length; i++) {
      sums[SQUARES] += (double) y[i] * y[i];
      sums[POSITIONS + i % positions] += y[i];
    }
    return sums;
  }

  @Override
  public double value(double[] totals) {
    double variation = totals[SQUARES];
    for (int j = POSITIONS; j < totals.length; j++) {
      variation -= totals[j] * totals[j] / totals[COUNT];
    }
    return variation > 0 ? 1 - totals[ERROR] / variation : Double.NaN;
  }
}
