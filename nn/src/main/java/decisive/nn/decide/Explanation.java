package decisive.nn.decide;

import decisive.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a decided network came to its answer about one input: {@link Dham#explain}.
 *
 * @param logits one an output
 * @param target the output whose value is attributed to winners and inputs
 * @param layers those that compete, in order of execution
 * @param inputs [H, W, channels], or [values] of a vector: how much of the target's logit is
 *     attributed to each; nothing where that cannot be determined, since winners become 1
 */
public record Explanation(
    Tensor logits, int target, List<LayerExplanation> layers, Optional<Tensor> inputs) {

  /** The output with the largest logit. */
  public int prediction() {
    return logits.reshape(1, logits.size()).argmax(1)[0];
  }

  /** The output, and a line a layer; no values of single maps. */
  @Override
  public String toString() {
    return layers.stream()
        .map(layer -> "\n  " + layer)
        .collect(
            Collectors.joining(
                "", "largest output " + prediction() + ", output " + target + " attributed", ""));
  }
}
