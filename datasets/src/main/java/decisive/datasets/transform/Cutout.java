package decisive.datasets.transform;

import decisive.tensor.random.Generator;
import java.util.Arrays;

/**
 * Covers a square with 0, which is the mean colour where images are normalised and black where they
 * are not. Its centre is any pixel, each equally likely, so that parts of the square may lie
 * outside.
 *
 * <p>Source: T. DeVries and G. Taylor, "Improved regularization of convolutional neural networks
 * with cutout" (2017).
 *
 * @param side of the square in pixels, at least 1
 */
public record Cutout(int side) implements Transform {
  public Cutout {
    if (side < 1) {
      throw new IllegalArgumentException("cutout" + side + ": cut out 1 pixel or more");
    }
  }

  @Override
  public Pixels apply(Pixels image, Generator generator) {
    int y = generator.nextInt(image.size().height());
    int x = generator.nextInt(image.size().width());
    return covered(image, y - side / 2, x - side / 2);
  }

  /** Without the part of the square that is inside. */
  Pixels covered(Pixels image, int top, int left) {
    float[] values = image.values().clone();
    int from = Math.max(0, left);
    int to = Math.min(image.size().width(), left + side);
    for (int y = Math.max(0, top); y < Math.min(image.size().height(), top + side); y++) {
      Arrays.fill(values, image.at(y, from), image.at(y, to), 0);
    }
    return new Pixels(image.size(), image.black(), values);
  }

  @Override
  public boolean random() {
    return true;
  }

  @Override
  public Size sizeOf(Size image) {
    // From a corner, a square of twice the side covers everything.
    if (side >= 2 * Math.min(image.height(), image.width())) {
      throw new IllegalArgumentException(
          this + ": would leave nothing of an image of " + image + "; cut out less");
    }
    return image;
  }

  @Override
  public String toString() {
    return "cutout" + side;
  }
}
