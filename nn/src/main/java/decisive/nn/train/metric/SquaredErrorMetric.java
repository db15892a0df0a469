package decisive.nn.train.metric;

import decisive.tensor.ShapeException;
import decisive.tensor.Target;
import decisive.tensor.Tensor;
import decisive.tensor.Values;

/** Sums: of (x − y)² over all elements, the number of elements. */
record SquaredErrorMetric() implements Metric {
  @Override
  public String name() {
    return "mean squared error";
  }

  @Override
  public boolean takes(Target target) {
    return target instanceof Values;
  }

  @Override
  public double[] sums(Tensor output, Target target) {
    Tensor values = ((Values) target).tensor();
    requireEqualShapes(name(), output, values);
    return new double[] {squaredError(output, values), output.size()};
  }

  static void requireEqualShapes(String metric, Tensor output, Tensor values) {
    if (!output.shape().equals(values.shape())) {
      throw new ShapeException(
          metric
              + ": output "
              + output.shape()
              + " and values "
              + values.shape()
              + " differ; reshape one of them, or choose other metrics");
    }
  }

  /** Σ (x − y)² in double precision, in the order of the elements. */
  static double squaredError(Tensor output, Tensor values) {
    float[] x = output.data();
    float[] y = values.data();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = (double) x[i] - y[i];
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public double value(double[] totals) {
    return totals[0] / totals[1];
  }
}
