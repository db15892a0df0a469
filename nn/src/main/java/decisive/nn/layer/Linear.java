package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.function.Supplier;

/**
 * y = x · W + b for x [N, in], W [in, out], b [out]. Initial values are uniform in ±1/√in,
 * PyTorch's default.
 */
public final class Linear extends Module {
  private final int inputs;
  private final int outputs;
  private final Supplier<Variable> weight;
  private final Supplier<Variable> bias;

  /**
   * @param inputs values in, 1 or more
   * @param outputs values out, 1 or more
   * @param generator of the initial weights; takes its {@link Generator#splitNext next part}
   * @throws IllegalArgumentException for numbers less than 1
   */
  public Linear(int inputs, int outputs, Generator generator) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "linear: " + inputs + " inputs and " + outputs + " outputs; want 1 or more of each");
    }
    this.inputs = inputs;
    this.outputs = outputs;
    float bound = (float) (1 / Math.sqrt(inputs));
    Generator own = generator.splitNext();
    weight =
        parameter(
            "weight",
            () -> Tensor.uniform(own.split("weight"), -bound, bound, inputs, outputs),
            inputs,
            outputs);
    bias =
        parameter("bias", () -> Tensor.uniform(own.split("bias"), -bound, bound, outputs), outputs);
  }

  @Override
  protected Variable forward(Variable x) {
    if (x.shape().rank() != 2 || x.shape().extent(1) != inputs) {
      throw new ShapeException(
          "linear: input " + x.shape() + " must be [N," + inputs + "]; flatten images first");
    }
    return x.matmul(weight.get()).add(bias.get());
  }

  @Override
  protected String settings() {
    return inputs + " → " + outputs;
  }

  /** Values in. */
  public int inputs() {
    return inputs;
  }

  /** Values out. */
  public int outputs() {
    return outputs;
  }
}
