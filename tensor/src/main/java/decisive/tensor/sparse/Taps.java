package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import java.util.Arrays;

/** Which input locations lie under the taps of windows. */
final class Taps {
  private Taps() {}

  /**
   * The input location under a tap of each output location, times {@code each}, or -1 outside the
   * image.
   *
   * @param fromLine of the output, lines counted through all images
   */
  static void tabulate(
      Convolution2d geometry, int tap, int fromLine, int toLine, int each, int[] table, int to) {
    int height = geometry.input().extent(1);
    int width = geometry.input().extent(2);
    int outputHeight = geometry.output().extent(1);
    int outputWidth = geometry.output().extent(2);
    int stride = geometry.stride();
    int down = tap / geometry.weight().extent(1) - geometry.padding();
    int right = tap % geometry.weight().extent(1) - geometry.padding();
    int low = Math.min(outputWidth, Math.max(0, stride - 1 - right) / stride);
    int high = Math.max(low, Math.min(outputWidth, (width - right + stride - 1) / stride));
    for (int line = fromLine; line < toLine; line++) {
      int at = to + (line - fromLine) * outputWidth;
      int i = line % outputHeight * stride + down;
      if (i < 0 || i >= height) {
        Arrays.fill(table, at, at + outputWidth, -1);
        continue;
      }
      int first = (line / outputHeight * height + i) * width + right;
      Arrays.fill(table, at, at + low, -1);
      for (int column = low; column < high; column++) {
        table[at + column] = (first + column * stride) * each;
      }
      Arrays.fill(table, at + high, at + outputWidth, -1);
    }
  }

  /**
   * The output location whose window has a tap over each input location, or -1 if there is none.
   *
   * @param fromLine of the input, lines counted through all images
   */
  static void turned(
      Convolution2d geometry, int tap, int fromLine, int toLine, int[] table, int to) {
    int height = geometry.input().extent(1);
    int width = geometry.input().extent(2);
    int outputHeight = geometry.output().extent(1);
    int outputWidth = geometry.output().extent(2);
    int stride = geometry.stride();
    int up = geometry.padding() - tap / geometry.weight().extent(1);
    int left = geometry.padding() - tap % geometry.weight().extent(1);
    Arrays.fill(table, to, to + (toLine - fromLine) * width, -1);
    for (int line = fromLine; line < toLine; line++) {
      int i = line % height + up;
      if (i < 0 || i % stride != 0 || i / stride >= outputHeight) {
        continue;
      }
      int first = (line / height * outputHeight + i / stride) * outputWidth;
      int at = to + (line - fromLine) * width - left;
      int last = Math.min(outputWidth - 1, Math.floorDiv(width - 1 + left, stride));
      for (int j = (Math.max(0, left) + stride - 1) / stride; j <= last; j++) {
        table[at + j * stride] = first + j;
      }
    }
  }
}
