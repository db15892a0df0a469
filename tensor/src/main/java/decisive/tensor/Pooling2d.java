package decisive.tensor;

import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * Pooling over square windows of one geometry, and its gradients; channels-last. Shapes: x [N, H,
 * W, C], y [N, (H+2p−k)/s+1, (W+2p−k)/s+1, C].
 *
 * <p>The padding never wins a maximum; an average counts it as zeros (divides by k², as PyTorch
 * does by default).
 */
public final class Pooling2d {
  private final Shape input;
  private final Shape output;
  private final int size;
  private final int stride;
  private final int padding;

  /**
   * @param input [N, H, W, C]
   * @param size edge of the window, 1 or more
   * @param stride 1 or more
   * @param padding 0 to size/2
   * @throws ShapeException if the window does not fit, or the images have no pixels
   */
  public Pooling2d(Shape input, int size, int stride, int padding) {
    if (input.rank() != 4) {
      throw new ShapeException("pool2d: input " + input + " must be [N,H,W,C]");
    }
    if (input.extent(1) == 0 || input.extent(2) == 0) {
      throw new ShapeException("pool2d: the images of input " + input + " have no pixels");
    }
    this.input = input;
    this.size = size;
    this.stride = stride;
    this.padding = padding;
    this.output =
        Shape.of(
            input.extent(0),
            Convolution2d.extent("pool2d", input, 1, size, stride, padding),
            Convolution2d.extent("pool2d", input, 2, size, stride, padding),
            input.extent(3));
    if (padding > size / 2) {
      throw new ShapeException(
          "pool2d: padding " + padding + " is more than half the window " + size);
    }
  }

  /** Shape of the result. */
  public Shape output() {
    return output;
  }

  /**
   * Maxima, and where each was found.
   *
   * @param values of the output's shape
   * @param positions in x's array, one a value
   */
  public record Maxima(Tensor values, int[] positions) {}

  /**
   * y = the largest of the window, the first of equals; NaN wins over all.
   *
   * @throws ShapeException if x's shape is not this geometry's; so do the others
   */
  public Maxima max(Tensor x) {
    Convolution2d.check("pool2d", x, input);
    Tensor y = Tensor.zeros(output);
    int[] positions = new int[y.size()];
    Arrays.fill(positions, -1);
    forEachTap(
        (from, to, channels) -> {
          for (int c = 0; c < channels; c++) {
            float candidate = x.data()[from + c];
            float largest = y.data()[to + c];
            if (positions[to + c] < 0
                || candidate > largest
                || (candidate != candidate && largest == largest)) {
              y.data()[to + c] = candidate;
              positions[to + c] = from + c;
            }
          }
        });
    return new Maxima(y, positions);
  }

  /** dx at a maximum's position is the sum of the gradients of the windows it won. */
  public Tensor maxToInput(Tensor dy, int[] positions) {
    Convolution2d.check("pool2d gradient", dy, output);
    Tensor dx = Tensor.zeros(input);
    int perImage = output.span(1, 4);
    Workers.forEach(
        output.extent(0),
        n -> {
          for (int i = n * perImage; i < (n + 1) * perImage; i++) {
            dx.data()[positions[i]] += dy.data()[i];
          }
        });
    return dx;
  }

  /** y = Σ window / k². */
  public Tensor average(Tensor x) {
    Convolution2d.check("pool2d", x, input);
    Tensor y = Tensor.zeros(output);
    forEachTap(
        (from, to, channels) -> {
          for (int c = 0; c < channels; c++) {
            y.data()[to + c] += x.data()[from + c];
          }
        });
    return y.div((float) size * size);
  }

  /** dx = Σ dy / k² over the windows that hold the pixel. */
  public Tensor averageToInput(Tensor dy) {
    Convolution2d.check("pool2d gradient", dy, output);
    Tensor share = dy.div((float) size * size);
    Tensor dx = Tensor.zeros(input);
    forEachTap(
        (from, to, channels) -> {
          for (int c = 0; c < channels; c++) {
            dx.data()[from + c] += share.data()[to + c];
          }
        });
    return dx;
  }

  /** One pixel of a window: its channels begin at {@code from} in x and at {@code to} in y. */
  private interface Tap {
    void accept(int from, int to, int channels);
  }

  /** Visits each window's pixels in row order, an image a task, so that sums keep their order. */
  private void forEachTap(Tap tap) {
    int channels = input.extent(3);
    Workers.forEach(
        input.extent(0),
        n -> {
          for (int i = 0; i < output.extent(1); i++) {
            for (int j = 0; j < output.extent(2); j++) {
              int to = ((n * output.extent(1) + i) * output.extent(2) + j) * channels;
              int top = i * stride - padding;
              int left = j * stride - padding;
              for (int h = Math.max(0, top); h < Math.min(input.extent(1), top + size); h++) {
                for (int w = Math.max(0, left); w < Math.min(input.extent(2), left + size); w++) {
                  tap.accept(
                      ((n * input.extent(1) + h) * input.extent(2) + w) * channels, to, channels);
                }
              }
            }
          }
        });
  }

  /** As in {@code pool2d [8,32,32,3], windows of 2, = [8,16,16,3]}. */
  @Override
  public String toString() {
    return "pool2d " + input + ", windows of " + size + ", = " + output;
  }
}
