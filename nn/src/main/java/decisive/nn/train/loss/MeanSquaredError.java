package decisive.nn.train.loss;

import decisive.autograd.Operation;
import decisive.autograd.Variable;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;

/**
 * The mean over all elements of the squared distance from a target; for labels, the target is their
 * one-hot code.
 *
 * <pre>
 *   loss = 1/m · Σ (x − target)²      m elements
 *   dx   = 2/m · (x − target) · dloss
 * </pre>
 */
public record MeanSquaredError() implements Loss {
  @Override
  public Variable of(Variable output, int[] labels) {
    Labels.check("meanSquaredError", output.shape(), labels);
    return of(output, Tensor.oneHot(labels, output.value().extent(1)));
  }

  /**
   * @param output at least one element
   * @param target of the output's shape
   * @throws ShapeException if the shapes differ
   */
  public Variable of(Variable output, Tensor target) {
    if (!output.shape().equals(target.shape())) {
      throw new ShapeException(
          "meanSquaredError: output "
              + output.shape()
              + " and target "
              + target.shape()
              + " differ; reshape one of them");
    }
    return new Fused(target).apply(output);
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
