package decisive.memory;

import java.util.List;

/**
 * What the layers of a {@link DeepMemory} answered, one after another. Immutable.
 *
 * @param layers the answer of each layer that was asked, the first first; one at least
 * @param complete whether all layers were asked. Always so when answers are passed on blurred; when
 *     they are decided, the chain ends early after an answer that has ties in all clusters, since
 *     nothing of it can be passed on.
 */
public record DeepRecall(List<Recall> layers, boolean complete) {
  public DeepRecall {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "deep recall: no layer answered; give one answer at least");
    }
  }

  /**
   * The answer of the last layer.
   *
   * @throws IllegalStateException if it was not asked: if not {@link #complete()}
   */
  public Recall answer() {
    if (!complete) {
      throw new IllegalStateException(
          "deep recall: layer "
              + (layers.size() - 1)
              + " has ties in all clusters, so that deciding passes nothing on; ask complete()"
              + " first, or pass on blurred");
    }
    return layers.get(layers.size() - 1);
  }
}
