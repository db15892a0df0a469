package decisive.tensor;

import java.util.Arrays;

/**
 * Zeros around images [N, H, W, C]. Offsets are those in one framed image, from its corner.
 *
 * @param image shape of all images
 * @param top lines of zeros above
 * @param bottom lines below
 * @param left pixels to the left
 * @param right pixels to the right
 */
record Frame(Shape image, int top, int bottom, int left, int right) {
  boolean isEmpty() {
    return top == 0 && bottom == 0 && left == 0 && right == 0;
  }

  private int width() {
    return image.extent(2) + left + right;
  }

  int lines() {
    return image.extent(1) + top + bottom;
  }

  /** Floats of a framed line. */
  int line() {
    return width() * image.extent(3);
  }

  /** Floats of a framed image. */
  int size() {
    return Math.multiplyExact(lines(), line());
  }

  /**
   * Of a pixel from the frame's corner, or from another pixel that many rows and columns before.
   */
  int offset(int rows, int columns) {
    return (rows * width() + columns) * image.extent(3);
  }

  /** Copies framed lines {@code from} .. to-1 of image n to {@code target}, from offset on. */
  void copy(float[] images, int n, int from, int to, float[] target, int offset) {
    int height = image.extent(1);
    int pixels = image.extent(2) * image.extent(3);
    int before = left * image.extent(3);
    int line = line();
    for (int row = from; row < to; row++) {
      int start = offset + (row - from) * line;
      int source = row - top;
      if (source < 0 || source >= height) {
        Arrays.fill(target, start, start + line, 0);
        continue;
      }
      Arrays.fill(target, start, start + before, 0);
      System.arraycopy(images, (n * height + source) * pixels, target, start + before, pixels);
      Arrays.fill(target, start + before + pixels, start + line, 0);
    }
  }
}
