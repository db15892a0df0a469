package decisive.datasets.transform;

import decisive.tensor.random.Generator;

/**
 * Pads the image with black on all sides and cuts a piece of its old size out of it, anywhere: the
 * image is shifted by -padding .. padding pixels down and across, each offset equally likely, and
 * what it leaves is black. Black is the byte 0, as in the paper's recipe, where padding comes
 * before normalising.
 *
 * @param padding pixels on each side, at least 1
 */
public record RandomCrop(int padding) implements Transform {
  public RandomCrop {
    if (padding < 1) {
      throw new IllegalArgumentException("crop" + padding + ": pad by 1 pixel or more");
    }
  }

  @Override
  public Pixels apply(Pixels image, Generator generator) {
    int top = generator.nextInt(2 * padding + 1);
    int left = generator.nextInt(2 * padding + 1);
    return shifted(image, padding - top, padding - left);
  }

  /**
   * Pixel (y, x) of the image goes to (y + down, x + across), if that is inside.
   *
   * @param down above -height and below height
   * @param across above -width and below width
   */
  static Pixels shifted(Pixels image, int down, int across) {
    Size size = image.size();
    Pixels shifted = Pixels.black(size, image.black());
    int kept = (size.width() - Math.abs(across)) * image.channels();
    for (int y = Math.max(0, down); y < size.height() + Math.min(0, down); y++) {
      System.arraycopy(
          image.values(),
          image.at(y - down, Math.max(0, -across)),
          shifted.values(),
          shifted.at(y, Math.max(0, across)),
          kept);
    }
    return shifted;
  }

  @Override
  public boolean random() {
    return true;
  }

  @Override
  public Size sizeOf(Size image) {
    if (padding >= image.height() || padding >= image.width()) {
      throw new IllegalArgumentException(
          this + ": could leave nothing of an image of " + image + "; pad by less");
    }
    return image;
  }

  @Override
  public String toString() {
    return "crop" + padding;
  }
}
