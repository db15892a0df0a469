package decisive.nn.decide;

/** How a block's input is added to the sums of its last layer. */
sealed interface Shortcut {
  /** Not at all: the layer does not end a block. */
  record None() implements Shortcut {}

  /** As it is. */
  record Identity() implements Shortcut {}

  /**
   * Through weights of its own.
   *
   * @param name as {@code layer2.0.shortcut.0}
   */
  record Projection(String name, FoldedWeights weights) implements Shortcut {}

  Shortcut NONE = new None();

  Shortcut IDENTITY = new Identity();
}
