package decisive.tensor;

/**
 * Examples, and what a network should make of them: row i of the target belongs to row i of the
 * inputs.
 *
 * <pre>{@code
 * new Batch(Tensor.matrix(new float[] {0, 1}, new float[] {1, 1}), 1, 0)  // with labels
 * new Batch(x, y)                                                         // with values
 * }</pre>
 *
 * @param inputs [n, ...], images as [n, height, width, channels]
 * @param target n labels, or values [n, ...]
 */
public record Batch(Tensor inputs, Target target) {
  /**
   * @throws ShapeException if the target has not a row for each row of the inputs
   */
  public Batch {
    if (inputs.rank() == 0 || inputs.extent(0) != target.size()) {
      throw new ShapeException(
          "batch: inputs "
              + inputs.shape()
              + " and "
              + (target instanceof Labels ? target.size() + " labels" : target.kind())
              + "; give a row of the target per row of the inputs");
    }
  }

  /** With a label per row. */
  public Batch(Tensor inputs, int... labels) {
    this(inputs, new Labels(labels));
  }

  /** With values, a row of them per row. */
  public Batch(Tensor inputs, Tensor values) {
    this(inputs, new Values(values));
  }

  /** Examples. */
  public int size() {
    return target.size();
  }

  /**
   * The label of each row; not a copy.
   *
   * @throws IllegalStateException if the target is no labels
   */
  public int[] labels() {
    if (target instanceof Labels labels) {
      return labels.indices();
    }
    throw new IllegalStateException("batch: the target is " + target.kind() + ", not labels");
  }

  /**
   * The values of all rows, [n, ...].
   *
   * @throws IllegalStateException if the target is labels
   */
  public Tensor values() {
    if (target instanceof Values values) {
      return values.tensor();
    }
    throw new IllegalStateException("batch: the target is labels, not values");
  }

  /** The same inputs, to be reconstructed: they are their own target. */
  public Batch reconstructing() {
    return new Batch(inputs, inputs);
  }

  /** The shapes alone: {@code 32 examples: inputs [32,8,8,1], labels}. */
  @Override
  public String toString() {
    return size() + " examples: inputs " + inputs.shape() + ", " + target.kind();
  }
}
