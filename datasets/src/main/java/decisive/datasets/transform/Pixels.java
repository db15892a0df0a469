package decisive.datasets.transform;

/**
 * An image as floats, normalised or not. Transforms do not write to one that they were given.
 *
 * @param size in pixels
 * @param black what each channel holds where there is no light: 0, normalised as the image is
 * @param values height · width · channels, channels-last
 */
public record Pixels(Size size, float[] black, float[] values) {
  public Pixels {
    if (values.length != size.height() * size.width() * black.length) {
      throw new IllegalArgumentException(
          "pixels: "
              + values.length
              + " values of an image of "
              + size
              + " with "
              + black.length
              + " channels; give one for each");
    }
  }

  /** An image of that size, black everywhere. */
  static Pixels black(Size size, float[] black) {
    float[] values = new float[size.height() * size.width() * black.length];
    for (int at = 0; at < values.length; at += black.length) {
      System.arraycopy(black, 0, values, at, black.length);
    }
    return new Pixels(size, black, values);
  }

  public int channels() {
    return black.length;
  }

  /** Where the channels of a pixel begin in {@link #values}. */
  int at(int y, int x) {
    return (y * size.width() + x) * channels();
  }
}
