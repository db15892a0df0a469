package decisive.datasets;

/** Some images of another data set, in an order of its own. */
final class ImageSubset extends AbstractImageDataset {
  private final ImageDataset whole;
  private final int[] positions;

  ImageSubset(ImageDataset whole, int[] positions) {
    if (positions.length == 0) {
      throw new IllegalArgumentException(
          "subset of " + whole.name() + ": no positions; a data set has at least 1 image");
    }
    for (int position : positions) {
      if (position < 0 || position >= whole.size()) {
        throw new IndexOutOfBoundsException(
            "subset of "
                + whole.name()
                + ": position "
                + position
                + " is outside 0 .. "
                + (whole.size() - 1));
      }
    }
    this.whole = whole;
    this.positions = positions;
  }

  @Override
  public ImageFormat format() {
    return whole.format();
  }

  @Override
  public int size() {
    return positions.length;
  }

  @Override
  public int label(int i) {
    return whole.label(positions[i]);
  }

  @Override
  public void copyPixels(int i, byte[] target, int offset) {
    whole.copyPixels(positions[i], target, offset);
  }
}
