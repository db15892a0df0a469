package decisive.tensor;

/**
 * Numbers for each example, as for a regression or an autoencoder.
 *
 * @param tensor [n, ...], a row for each example
 */
public record Values(Tensor tensor) implements Target {
  /**
   * @throws ShapeException for a scalar
   */
  public Values {
    if (tensor.rank() == 0) {
      throw new ShapeException("values: a scalar has no rows; the shape is [n, ...]");
    }
  }

  @Override
  public int size() {
    return tensor.extent(0);
  }

  @Override
  public String kind() {
    return "values " + tensor.shape();
  }
}
