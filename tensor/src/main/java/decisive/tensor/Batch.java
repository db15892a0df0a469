package decisive.tensor;

/**
 * Inputs and what they are: the label of {@code inputs}' row i is {@code labels[i]}.
 *
 * @param inputs [n, ...], images as [n, height, width, channels]
 * @param labels n classes, 0 or more
 */
public record Batch(Tensor inputs, int[] labels) {
  public Batch {
    if (inputs.rank() == 0 || inputs.extent(0) != labels.length) {
      throw new ShapeException(
          "batch: inputs "
              + inputs.shape()
              + " and "
              + labels.length
              + " labels; give a label per row");
    }
  }

  public int size() {
    return labels.length;
  }
}
