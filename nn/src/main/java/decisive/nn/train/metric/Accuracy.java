package decisive.nn.train.metric;

import decisive.tensor.Labels;
import decisive.tensor.ShapeException;
import decisive.tensor.Target;
import decisive.tensor.Tensor;
import java.util.Locale;
import java.util.OptionalInt;

/** Labels whose output is the largest, of those that count. Sums: correct, counted. */
record Accuracy(OptionalInt ignored) implements Metric {
  static final String NAME = "accuracy";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(Target target) {
    return target instanceof Labels;
  }

  @Override
  public double[] sums(Tensor output, Target target) {
    int[] labels = ((Labels) target).indices();
    if (output.rank() != 2 || output.extent(0) != labels.length) {
      throw new ShapeException(
          "accuracy: output "
              + output.shape()
              + " and "
              + labels.length
              + " labels; the output is [n, classes] with n labels, or choose other metrics");
    }
    int[] predictions = output.argmax(1);
    int correct = 0;
    int counted = 0;
    for (int i = 0; i < labels.length; i++) {
      if (ignored.isEmpty() || labels[i] != ignored.getAsInt()) {
        counted++;
        correct += predictions[i] == labels[i] ? 1 : 0;
      }
    }
    return new double[] {correct, counted};
  }

  @Override
  public double value(double[] totals) {
    return totals[0] / totals[1];
  }

  @Override
  public String text(double value) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * value);
  }
}
