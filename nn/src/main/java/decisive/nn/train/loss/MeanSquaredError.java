package decisive.nn.train.loss;

import decisive.autograd.Operation;
import decisive.autograd.Variable;
import decisive.nn.train.metric.Metric;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.List;

/**
 * The mean over all elements of the squared distance from the values.
 *
 * <pre>
 *   loss = 1/m · Σ (x − y)²      m elements
 *   dx   = 2/m · (x − y) · dloss
 * </pre>
 */
public record MeanSquaredError() implements ValueLoss {
  /**
   * A loss against labels: the values are their one-hot code, 1 at the label and 0 at the other
   * classes.
   */
  public static LabelLoss oneHot() {
    return new OneHot();
  }

  /**
   * @param output at least one element
   * @param values of the output's shape
   * @throws ShapeException if the shapes differ
   */
  @Override
  public Variable of(Variable output, Tensor values) {
    if (!output.shape().equals(values.shape())) {
      throw new ShapeException(
          "meanSquaredError: output "
              + output.shape()
              + " and values "
              + values.shape()
              + " differ; reshape one of them");
    }
    return new Fused(values).apply(output);
  }

  /** R²; the mean squared error is the loss itself. */
  @Override
  public List<Metric> metrics() {
    return List.of(Metric.rSquared());
  }

  private record OneHot() implements LabelLoss {
    @Override
    public String name() {
      return "MeanSquaredError.oneHot()";
    }

    @Override
    public Variable of(Variable output, int[] labels) {
      LabelCheck.check("meanSquaredError", output.shape(), labels, label -> true);
      return new MeanSquaredError().of(output, Tensor.oneHot(labels, output.value().extent(1)));
    }
  }

  private static final class Fused extends Operation {
    private final Tensor target;
    private Tensor difference;

    Fused(Tensor target) {
      this.target = target;
    }

    @Override
    public String name() {
      return "meanSquaredError";
    }

    @Override
    protected Tensor forward(Tensor... in) {
      difference = in[0].sub(target);
      return difference.square().mean();
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      return gradients(difference.mul(2 * dy.item() / difference.size()));
    }
  }
}
