package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import java.util.Arrays;

/** Which input locations lie under the taps of windows. */
final class Taps {
  private Taps() {}

  /**
   * What lies under some taps of n output locations: of location i
   *
   * <pre>
   *   table[i]         the first compressed row of the first location under the taps, or -1 if all
   *                    are outside the image
   *   table[n + i]     that of the last location
   *   table[2·n + i]   the index that map 0 under the first tap has, or would have
   * </pre>
   *
   * @param tap the first
   * @param taps their number, side by side in one line of the window
   * @param fromLine of the output, lines counted through all images
   */
  static void tabulate(
      SparseActivations x,
      Convolution2d geometry,
      int tap,
      int taps,
      int fromLine,
      int toLine,
      int[] table) {
    int height = geometry.input().extent(1);
    int width = geometry.input().extent(2);
    int maps = geometry.input().extent(3);
    int outputHeight = geometry.output().extent(1);
    int outputWidth = geometry.output().extent(2);
    int stride = geometry.stride();
    int down = tap / geometry.weight().extent(1) - geometry.padding();
    int right = tap % geometry.weight().extent(1) - geometry.padding();
    int each = x.firstRow(1);
    int n = (toLine - fromLine) * outputWidth;
    Kernels kernels = KernelSet.active();
    int to = 0;
    for (int line = fromLine; line < toLine; line++, to += outputWidth) {
      int i = line % outputHeight * stride + down;
      if (i < 0 || i >= height) {
        Arrays.fill(table, to, to + outputWidth, -1);
        continue;
      }
      int first = (line / outputHeight * height + i) * width;
      int low = first + right;
      kernels.ramp(table, to, outputWidth, low * each, stride * each);
      kernels.ramp(table, n + to, outputWidth, (low + taps - 1) * each, stride * each);
      kernels.ramp(table, 2 * n + to, outputWidth, low * maps, stride * maps);
      for (int c = 0; c < outputWidth && c * stride + right < 0; c++) {
        table[to + c] = c * stride + right + taps > 0 ? first * each : -1;
      }
      for (int c = outputWidth - 1; c >= 0 && c * stride + right + taps > width; c--) {
        table[n + to + c] = (first + width - 1) * each;
        table[to + c] = c * stride + right < width ? table[to + c] : -1;
      }
    }
  }
}
