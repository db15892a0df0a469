package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;

/** Which input locations lie under the taps of windows. */
final class Taps {
  private Taps() {}

  /**
   * What lies under some taps of output locations: of location i
   *
   * <pre>
   *   table[3·i]       where the cuts of the first location under the taps are, or -1 if all are
   *                    outside the image
   *   table[3·i + 1]   and those of the last
   *   table[3·i + 2]   the index that map 0 under the first tap has, or would have
   * </pre>
   *
   * @param tap the first
   * @param taps so many, side by side in one line of the window
   * @param fromLine of the output, lines counted through all images
   */
  static void tabulate(
      Winners x, Convolution2d geometry, int tap, int taps, int fromLine, int toLine, int[] table) {
    int height = geometry.input().extent(1);
    int width = geometry.input().extent(2);
    int maps = geometry.input().extent(3);
    int outputHeight = geometry.output().extent(1);
    int outputWidth = geometry.output().extent(2);
    int stride = geometry.stride();
    int down = tap / geometry.weight().extent(1) - geometry.padding();
    int right = tap % geometry.weight().extent(1) - geometry.padding();
    int each = x.cut(1);
    int to = 0;
    for (int line = fromLine; line < toLine; line++) {
      int i = line % outputHeight * stride + down;
      int first = (line / outputHeight * height + i) * width;
      for (int column = 0; column < outputWidth; column++, to += 3) {
        int j = column * stride + right;
        int low = Math.max(0, j);
        int high = Math.min(width, j + taps);
        boolean inside = i >= 0 && i < height && low < high;
        table[to] = inside ? (first + low) * each : -1;
        table[to + 1] = (first + high - 1) * each;
        table[to + 2] = (first + j) * maps;
      }
    }
  }

  /**
   * The output location whose window has a tap over each input location i, or -1 if there is none,
   * as {@code table[3·i]}.
   *
   * @param fromLine of the input, lines counted through all images
   */
  static void turned(Convolution2d geometry, int tap, int fromLine, int toLine, int[] table) {
    int height = geometry.input().extent(1);
    int width = geometry.input().extent(2);
    int outputHeight = geometry.output().extent(1);
    int outputWidth = geometry.output().extent(2);
    int stride = geometry.stride();
    int up = geometry.padding() - tap / geometry.weight().extent(1);
    int left = geometry.padding() - tap % geometry.weight().extent(1);
    for (int at = 0; at < (toLine - fromLine) * width; at++) {
      table[3 * at] = -1;
    }
    for (int line = fromLine; line < toLine; line++) {
      int i = line % height + up;
      if (i < 0 || i % stride != 0 || i / stride >= outputHeight) {
        continue;
      }
      int first = (line / height * outputHeight + i / stride) * outputWidth;
      int at = (line - fromLine) * width - left;
      int last = Math.min(outputWidth - 1, Math.floorDiv(width - 1 + left, stride));
      for (int j = (Math.max(0, left) + stride - 1) / stride; j <= last; j++) {
        table[3 * (at + j * stride)] = first + j;
      }
    }
  }
}
