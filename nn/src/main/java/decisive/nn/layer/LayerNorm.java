package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) over the last axis, of vectors [N, C] and images
 * [N, H, W, C] alike: y = γ · (x − μ) / √(σ² + 1e-5) + β, the statistics taken over the C values of
 * each row; so it is the same in training and in evaluation.
 */
public final class LayerNorm extends Module {
  /** ε, which is added to the variance. */
  public static final float EPSILON = 1e-5f;

  private final int channels;
  private final Supplier<Variable> weight;
  private final Supplier<Variable> bias;

  /**
   * @param channels 1 or more
   * @throws IllegalArgumentException for fewer
   */
  public LayerNorm(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("layerNorm: " + channels + " channels; want 1 or more");
    }
    this.channels = channels;
    weight = parameter("weight", () -> Tensor.ones(channels), channels);
    bias = parameter("bias", () -> Tensor.zeros(channels), channels);
  }

  @Override
  protected Variable forward(Variable x) {
    if (x.shape().rank() == 0 || x.shape().extent(-1) != channels) {
      throw new ShapeException(
          "layerNorm: input " + x.shape() + " must have " + channels + " values on its last axis");
    }
    Variable rows = x.reshape(x.shape().size() / channels, channels);
    Variable centred = rows.sub(rows.mean(1).reshape(-1, 1));
    Variable variance = centred.square().mean(1).reshape(-1, 1);
    return centred
        .div(variance.add(EPSILON).sqrt())
        .mul(weight.get())
        .add(bias.get())
        .reshape(x.shape().extents());
  }

  @Override
  protected String settings() {
    return Integer.toString(channels);
  }
}
