package decisive.tensor;

import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.Offsets;

/** The tables that address a convolution's framed images: where windows begin, and their taps. */
final class WindowTables {
  private WindowTables() {}

  /** Where each output pixel's window begins, over some framed images. */
  static int[] windows(Convolution2d geometry, Frame frame, int images) {
    Shape output = geometry.output();
    int stride = geometry.stride();
    int[] windows = new int[images * output.extent(1) * output.extent(2)];
    int to = 0;
    for (int n = 0; n < images; n++) {
      for (int i = 0; i < output.extent(1); i++) {
        for (int j = 0; j < output.extent(2); j++) {
          windows[to++] = n * frame.size() + frame.offset(i * stride, j * stride);
        }
      }
    }
    return windows;
  }

  /** Where each tap and channel of the first group lies from a window's beginning. */
  static int[] taps(Convolution2d geometry, Frame frame) {
    Shape weight = geometry.weight();
    int dilation = geometry.settings().dilation();
    int[] taps = new int[weight.extent(0) * weight.extent(1)];
    int to = 0;
    for (int u = 0; u < weight.extent(0); u++) {
      for (int v = 0; v < weight.extent(1); v++) {
        taps[to++] = frame.offset(u * dilation, v * dilation);
      }
    }
    return Offsets.sums(taps, Offsets.steps(weight.extent(2), 1));
  }

  /**
   * Whether a window's steps go through each of its lines channel by channel, the three taps of a
   * channel next to each other, as {@link decisive.tensor.kernels.Kernels#slidingTile} wants them.
   *
   * @param steps channels that are summed over
   * @param columns channels of the result
   */
  static boolean slides(Convolution2d geometry, int steps, int columns) {
    return geometry.isPlain()
        && geometry.stride() == 1
        && geometry.weight().extent(1) == 3
        && steps == Kernels.NARROW
        && columns == Kernels.NARROW;
  }

  static int[] slidingTaps(Convolution2d geometry, Frame frame) {
    int[] lines = Offsets.steps(geometry.weight().extent(0), frame.line());
    int[] channels = Offsets.steps(Kernels.NARROW, 1);
    return Offsets.sums(Offsets.sums(lines, channels), Offsets.steps(3, frame.offset(0, 1)));
  }

  /** Where the weights of these steps begin. */
  static int[] slidingWeights(Convolution2d geometry) {
    Shape weight = geometry.weight();
    int tap = weight.extent(2) * weight.extent(3);
    int[] lines = Offsets.steps(weight.extent(0), 3 * tap);
    int[] channels = Offsets.steps(Kernels.NARROW, weight.extent(3));
    return Offsets.sums(Offsets.sums(lines, channels), Offsets.steps(3, tap));
  }
}
