package decisive.nn.train.metric;

import decisive.tensor.Target;
import decisive.tensor.Tensor;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/** A mean over the examples, by a function of each batch. Sums: mean · examples, examples. */
record MeanMetric(
    String name, Predicate<Target> taken, ToDoubleBiFunction<Tensor, Target> meanOfBatch)
    implements Metric {
  @Override
  public boolean takes(Target target) {
    return taken.test(target);
  }

  @Override
  public double[] sums(Tensor output, Target target) {
    int examples = target.size();
    return new double[] {meanOfBatch.applyAsDouble(output, target) * examples, examples};
  }

  @Override
  public double value(double[] totals) {
    return totals[0] / totals[1];
  }
}
