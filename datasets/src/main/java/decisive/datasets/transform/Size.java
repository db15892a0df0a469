package decisive.datasets.transform;

/**
 * Of an image, in pixels.
 *
 * @param height 1 or more
 * @param width 1 or more
 */
public record Size(int height, int width) {
  @Override
  public String toString() {
    return height + "×" + width;
  }
}
