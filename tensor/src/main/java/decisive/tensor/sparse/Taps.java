package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import java.util.Arrays;

/** Which input locations lie under the taps of windows. */
final class Taps {
  private Taps() {}

  /**
   * Where the cuts of the location under a tap are, or -1 outside the image, of each output
   * location.
   */
  static void tabulate(
      Winners x, Convolution2d geometry, int tap, int fromLine, int toLine, int[] table, int to) {
    int height = x.shape().extent(1);
    int width = x.shape().extent(2);
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
      if (i < 0 || i >= height || low == high) {
        Arrays.fill(table, at, at + outputWidth, -1);
        continue;
      }
      int first = (line / outputHeight * height + i) * width + right;
      int cut = x.cut(first);
      int step = x.cut(stride);
      Arrays.fill(table, at, at + low, -1);
      for (int column = low; column < high; column++) {
        table[at + column] = cut + column * step;
      }
      Arrays.fill(table, at + high, at + outputWidth, -1);
    }
  }
}
