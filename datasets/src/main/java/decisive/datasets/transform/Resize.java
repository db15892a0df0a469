package decisive.datasets.transform;

import decisive.tensor.random.Generator;

/**
 * Brings images to another size by bilinear interpolation: a pixel of the new image is a mix of the
 * four old ones around its centre, in the shares of their distances; at the border the nearest
 * count. As PyTorch's {@code interpolate(mode="bilinear", align_corners=False)}: there is no
 * smoothing before, so images made much smaller lose pixels.
 *
 * @param to the new size; sides of 1 .. 4096
 */
public record Resize(Size to) implements Transform {
  static final int LARGEST = 4096;

  public Resize {
    if (Math.min(to.height(), to.width()) < 1 || Math.max(to.height(), to.width()) > LARGEST) {
      throw new IllegalArgumentException("resize to " + to + ": sides are 1 to " + LARGEST);
    }
  }

  @Override
  public Pixels apply(Pixels image, Generator generator) {
    return resized(image);
  }

  Pixels resized(Pixels image) {
    Mix[] rows = mixes(image.size().height(), to.height());
    Mix[] columns = mixes(image.size().width(), to.width());
    float[] old = image.values();
    int channels = image.channels();
    float[] values = new float[to.height() * to.width() * channels];
    int at = 0;
    for (Mix row : rows) {
      for (Mix column : columns) {
        int topLeft = image.at(row.first(), column.first());
        int topRight = image.at(row.first(), column.second());
        int bottomLeft = image.at(row.second(), column.first());
        int bottomRight = image.at(row.second(), column.second());
        for (int channel = 0; channel < channels; channel++) {
          double top = column.of(old[topLeft + channel], old[topRight + channel]);
          double bottom = column.of(old[bottomLeft + channel], old[bottomRight + channel]);
          values[at++] = (float) row.of(top, bottom);
        }
      }
    }
    return new Pixels(to, image.black(), values);
  }

  /**
   * What a row or column of the new image is made of.
   *
   * @param share of the second, 0 .. 1
   */
  private record Mix(int first, int second, double share) {
    /** Exactly a where a = b, or where the share is 0. */
    double of(double a, double b) {
      return a + (b - a) * share;
    }
  }

  private static Mix[] mixes(int from, int to) {
    Mix[] mixes = new Mix[to];
    for (int i = 0; i < to; i++) {
      double centre = Math.max(0, (i + 0.5) * from / to - 0.5);
      int first = (int) centre;
      mixes[i] = new Mix(first, Math.min(first + 1, from - 1), centre - first);
    }
    return mixes;
  }

  @Override
  public boolean random() {
    return false;
  }

  @Override
  public Size sizeOf(Size image) {
    return to;
  }

  @Override
  public String toString() {
    return "resize" + to.height() + (to.width() == to.height() ? "" : "x" + to.width());
  }
}
