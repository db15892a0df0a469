package decisive.nn.decide;

import decisive.tensor.Shape;

/**
 * A convolution or linear layer of a decided network and what follows it: perhaps the shortcut of
 * its block, and the decision.
 *
 * <pre>  y = decide(b + conv(x, w) [+ shortcut(block's input)])</pre>
 *
 * @param name as {@code layer1.0.conv2}
 * @param beginsBlock whether its input is also what its block's shortcut takes
 * @param keeps what is left of the sums
 * @param groups which maps compete; each alone if none do
 * @param execution how it is computed
 */
record DecidedLayer(
    String name,
    boolean beginsBlock,
    FoldedWeights weights,
    Shortcut shortcut,
    Keeps keeps,
    Groups groups,
    Execution execution)
    implements DecidedStep {
  /** What a layer keeps of its sums. */
  enum Keeps {
    /** They are its outputs: it has no activation. */
    ALL,
    /** Those above zero (ReLU). */
    POSITIVE,
    /** Those of each group's winner. */
    WINNERS
  }

  /** A layer without competition, outside any block, computed densely. */
  static DecidedLayer plain(String name, FoldedWeights weights, Keeps keeps) {
    return new DecidedLayer(
        name,
        false,
        weights,
        Shortcut.NONE,
        keeps,
        Groups.alone(weights.outputs()),
        Execution.DENSE);
  }

  /** The same layer, computed in another way. */
  DecidedLayer with(Execution way) {
    return new DecidedLayer(name, beginsBlock, weights, shortcut, keeps, groups, way);
  }

  /** The same layer, its winners becoming 1. */
  DecidedLayer winnersToOne() {
    return competes()
        ? new DecidedLayer(name, beginsBlock, weights, shortcut, keeps, groups.toOne(), execution)
        : this;
  }

  /**
   * The same layer with inputs, a block's inputs and outputs at other places, as {@link
   * FoldedWeights#rearranged} takes them.
   *
   * @param others the groups of its outputs then
   */
  DecidedLayer rearranged(int[] inputs, int[] block, int[] outputs, Groups others) {
    Shortcut same =
        shortcut instanceof Shortcut.Projection projection
            ? new Shortcut.Projection(
                projection.name(), projection.weights().rearranged(block, outputs))
            : shortcut;
    return new DecidedLayer(
        name, beginsBlock, weights.rearranged(inputs, outputs), same, keeps, others, execution);
  }

  /** Whether the block's input is added to its sums. */
  boolean endsBlock() {
    return !(shortcut instanceof Shortcut.None);
  }

  /** Whether it has a competition, be it of groups of one. */
  boolean competes() {
    return keeps == Keeps.WINNERS;
  }

  int maps() {
    return weights.outputs();
  }

  /** Shape of the result for inputs of a shape. */
  Shape output(Shape input) {
    return weights.geometry(input).output();
  }

  /** Numbers in its weights and its shortcut's, without biases. */
  long weightCount() {
    return weights.weight().size()
        + (shortcut instanceof Shortcut.Projection projection
            ? projection.weights().weight().size()
            : 0);
  }
}
