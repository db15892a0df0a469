package decisive.nn.decide;

import decisive.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * How a decided network came to its answer about one image: {@link Dham#explain}.
 *
 * @param logits one a class
 * @param asked the class whose score the layers' winners are owed by
 * @param layers in order of execution, without the stem
 * @param pixels [H, W, channels]: what the class's score owes to each pixel; nothing where winners
 *     become 1
 */
public record Reading(
    Tensor logits, int asked, List<LayerReading> layers, Optional<Tensor> pixels) {

  /** The class with the largest logit. */
  public int answer() {
    int best = 0;
    for (int c = 1; c < logits.size(); c++) {
      best = logits.data()[c] > logits.data()[best] ? c : best;
    }
    return best;
  }
}
