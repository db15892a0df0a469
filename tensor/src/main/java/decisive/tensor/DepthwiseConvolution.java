package decisive.tensor;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * A convolution with as many groups as input and as output channels, and its gradients. There is
 * nothing to add up over channels, so it is no product of matrices: each line of the result is a
 * sum over taps of lines, channel by channel, that stay in a cache.
 *
 * <pre>
 *   y[n,i,j,c]  = Σ_{u,v} x[n, i·s+u·d−p, j·s+v·d−p, c] · w[u,v,c]    taps in order, fused
 *   dx          = the same sum, from the other end
 *   dw[u,v,c]   = Σ_{n,i,j} x[n, i·s+u·d−p, j·s+v·d−p, c] · dy[n,i,j,c]
 * </pre>
 *
 * <p>The last is summed in float32 along each line of dy, and those sums in double. Taps outside
 * the image are left out.
 */
final class DepthwiseConvolution {
  /** Chunks of lines that dw is summed by, at most. */
  private static final int CHUNKS = 128;

  private final Convolution2d geometry;
  private final int stride;
  private final int channels;
  private final int[] input;
  private final int[] output;
  private final int height;
  private final int width;

  DepthwiseConvolution(Convolution2d geometry) {
    this.geometry = geometry;
    this.stride = geometry.stride();
    this.channels = geometry.input().extent(3);
    this.input = geometry.input().extents();
    this.output = geometry.output().extents();
    this.height = geometry.weight().extent(0);
    this.width = geometry.weight().extent(1);
  }

  static boolean suits(Convolution2d geometry) {
    int groups = geometry.settings().groups();
    return groups > 1
        && groups == geometry.input().extent(3)
        && groups == geometry.output().extent(3);
  }

  /**
   * Output columns whose window has a tap inside the image.
   *
   * @param from the first
   * @param count how many
   * @param column of the image that the first one's tap is at
   */
  private record Reach(int from, int count, int column) {}

  private Reach reach(int v) {
    int offset = v * geometry.settings().dilation() - geometry.padding();
    int from = offset >= 0 ? 0 : (-offset - 1) / stride + 1;
    int last = input[2] - 1 - offset;
    int to = last < 0 ? 0 : (int) Math.min(output[2], (long) last / stride + 1);
    return new Reach(from, Math.max(0, to - from), (int) ((long) from * stride + offset));
  }

  /** The line of its image that tap u of output line i is at; negative or too large outside. */
  private long line(int i, int u) {
    return (long) i * stride + u * geometry.settings().dilation() - geometry.padding();
  }

  /** Of each tap, a number a channel. */
  private float[][] weights(Tensor w) {
    float[][] weights = new float[height * width][];
    for (int tap = 0; tap < weights.length; tap++) {
      weights[tap] = Arrays.copyOfRange(w.data(), tap * channels, (tap + 1) * channels);
    }
    return weights;
  }

  private interface Taps {
    void accept(int u, int tap, Reach reach);
  }

  /** Calls {@code body} for the taps of which some are inside the image, in order. */
  private void forTaps(Taps body) {
    for (int u = 0; u < height; u++) {
      for (int v = 0; v < width; v++) {
        Reach reach = reach(v);
        if (reach.count > 0) {
          body.accept(u, u * width + v, reach);
        }
      }
    }
  }

  void forward(Tensor x, Tensor w, OutputLines y) {
    float[][] weights = weights(w);
    Adder adder = new Adder(channels);
    int floats = output[2] * channels;
    Workers.forEachRange(
        output[0] * output[1],
        linesEach(floats),
        (first, last) -> {
          float[] array = y.array(last - first);
          for (int line = first; line < last; line++) {
            int i = line % output[1];
            int image = line / output[1] * input[1];
            int start = y.start(first) + (line - first) * floats;
            Arrays.fill(array, start, start + floats, 0);
            forTaps(
                (u, tap, reach) -> {
                  long h = line(i, u);
                  if (h >= 0 && h < input[1]) {
                    int source = ((image + (int) h) * input[2] + reach.column) * channels;
                    int target = start + reach.from * channels;
                    adder.add(
                        x.data(), source, stride, array, target, 1, reach.count, weights[tap]);
                  }
                });
          }
          y.complete(first, last, array);
        });
  }

  void toInput(Tensor dy, Tensor w, Tensor dx) {
    float[][] weights = weights(w);
    Adder adder = new Adder(channels);
    int floats = input[2] * channels;
    Workers.forEachRange(
        input[0] * input[1],
        linesEach(floats),
        (first, last) -> {
          for (int line = first; line < last; line++) {
            int h = line % input[1];
            int image = line / input[1] * output[1];
            int start = line * floats;
            Arrays.fill(dx.data(), start, start + floats, 0);
            forTaps(
                (u, tap, reach) -> {
                  int above = h - (int) line(0, u); // of the output line, times the stride
                  if (above >= 0 && above % stride == 0 && above / stride < output[1]) {
                    int source = ((image + above / stride) * output[2] + reach.from) * channels;
                    int target = start + reach.column * channels;
                    adder.add(
                        dy.data(), source, 1, dx.data(), target, stride, reach.count, weights[tap]);
                  }
                });
          }
        });
  }

  Tensor toWeight(Tensor x, Tensor dy) {
    int lines = output[0] * output[1];
    int each = Math.max(linesEach(output[2] * channels), (lines - 1) / CHUNKS + 1);
    int chunks = lines == 0 ? 0 : (lines - 1) / each + 1;
    double[][] parts = new double[chunks][geometry.weight().size()];
    Workers.forEachRange(
        lines, each, (first, last) -> addLines(x, dy, first, last, parts[first / each]));
    Tensor dw = Tensor.empty(geometry.weight());
    for (int i = 0; i < dw.size(); i++) {
      double sum = 0;
      for (double[] part : parts) {
        sum += part[i];
      }
      dw.data()[i] = (float) sum;
    }
    return dw;
  }

  private void addLines(Tensor x, Tensor dy, int first, int last, double[] dw) {
    float[] zeros = new float[channels];
    float[] sums = new float[channels];
    for (int line = first; line < last; line++) {
      int i = line % output[1];
      int image = line / output[1] * input[1];
      int from = line * output[2];
      forTaps(
          (u, tap, reach) -> {
            long h = line(i, u);
            if (h < 0 || h >= input[1]) {
              return;
            }
            Arrays.fill(sums, 0);
            int source = ((image + (int) h) * input[2] + reach.column) * channels;
            int gradient = (from + reach.from) * channels;
            int rows = stride == 1 ? reach.count : 1;
            for (int j = 0; j < reach.count; j += rows) {
              KernelSet.active()
                  .columnDots(
                      x.data(),
                      source + j * stride * channels,
                      dy.data(),
                      gradient + j * channels,
                      rows,
                      channels,
                      zeros,
                      sums);
            }
            for (int c = 0; c < channels; c++) {
              dw[tap * channels + c] += sums[c];
            }
          });
    }
  }

  private static int linesEach(int floats) {
    return Math.max(1, Workers.CHUNK / Math.max(1, floats));
  }

  /** c ← a · scale + c over pixels of all channels. */
  private static final class Adder {
    private final int channels;
    private final float[] zeros;
    private final float[] ones;

    Adder(int channels) {
      this.channels = channels;
      this.zeros = new float[channels];
      this.ones = new float[channels];
      Arrays.fill(ones, 1);
    }

    /**
     * @param aStride pixels of a from one that is read to the next
     * @param cStride pixels of c from one that is written to the next
     */
    void add(
        float[] a,
        int aOffset,
        int aStride,
        float[] c,
        int cOffset,
        int cStride,
        int pixels,
        float[] scale) {
      int rows = aStride == 1 && cStride == 1 ? pixels : 1;
      for (int j = 0; j < pixels; j += rows) {
        int target = cOffset + j * cStride * channels;
        KernelSet.active()
            .affine(
                a,
                aOffset + j * aStride * channels,
                c,
                target,
                rows,
                channels,
                scale,
                zeros,
                ones,
                zeros,
                c,
                target);
      }
    }
  }
}
