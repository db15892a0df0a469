package decisive.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Groups and dilation, forward and both gradients: what PyTorch 1.13 gave for the same whole
 * numbers, whose sums are exact. Tensors are listed in this library's layout, row-major.
 *
 * <pre>
 * def numbers(seed, *shape):
 *     i = torch.arange(torch.Size(shape).numel())
 *     return ((i * i * seed + 5 * i) % 7 - 3).float().reshape(shape)
 *
 * def conv(x, w, stride, padding, dilation, groups):
 *     x = numbers(1, *x).permute(0, 3, 1, 2).requires_grad_()
 *     w = numbers(2, *w).permute(3, 2, 0, 1).requires_grad_()
 *     y = torch.nn.functional.conv2d(x, w, None, stride, padding, dilation, groups)
 *     n, o, h, k = y.shape
 *     y.backward(numbers(3, n, h, k, o).permute(0, 3, 1, 2))
 *     return y.permute(0, 2, 3, 1), x.grad.permute(0, 2, 3, 1), w.grad.permute(2, 3, 1, 0)
 * </pre>
 */
class Convolution2dPyTorchTest {
  private static Tensor numbers(int seed, Shape shape) {
    Tensor numbers = Tensor.zeros(shape);
    for (int i = 0; i < numbers.size(); i++) {
      numbers.data()[i] = (i * i * seed + 5 * i) % 7 - 3;
    }
    return numbers;
  }

  private static void check(
      Shape input, Shape weight, ConvolutionSettings settings, String y, String dx, String dw) {
    Tensor x = numbers(1, input);
    Tensor w = numbers(2, weight);
    Convolution2d convolution = new Convolution2d(input, weight, settings);
    equal(y, convolution.forward(x, w));
    assertEquals(convolution.forward(x, w), x.conv2d(w, settings));
    Tensor dy = numbers(3, convolution.output());
    equal(dx, convolution.toInput(dy, w));
    equal(dw, convolution.toWeight(x, dy));
  }

  private static void equal(String expected, Tensor received) {
    int[] rounded = new int[received.size()];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (int) received.data()[i];
      assertEquals(rounded[i], received.data()[i]);
    }
    assertArrayEquals(
        Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray(), rounded);
  }

  @Test
  void depthwise() {
    check(
        Shape.of(1, 4, 5, 3),
        Shape.of(3, 3, 1, 3),
        new ConvolutionSettings(1, 1, 1, 3),
        "-19 10 5 -3 1 6 18 -20 -20 0 6 1 -7 5 10 11 1 -8 29 -5 -27 -24 12 12 -11 10 14 14 "
            + "-20 -20 4 12 4 -38 2 15 15 1 -5 29 -5 -27 -17 14 10 -8 -5 17 17 2 -21 10 0 -3 -32 -3 "
            + "18 4 3 -6",
        "-19 5 2 16 6 10 16 -10 -7 -26 13 -8 5 -7 12 6 0 7 12 -4 -34 -38 1 13 26 19 5 8 -4 -5 "
            + "-11 14 -11 -1 -3 8 15 11 11 12 -4 -34 -29 0 9 2 9 2 10 -17 2 -7 2 -17 -8 -6 7 12 6 5",
        "-18 -8 -5 20 8 23 41 47 52 59 62 66 25 19 21 -10 -20 -23 -20 -11 1 -23 -8 -14 53 50 "
            + "46");
  }

  @Test
  void twoOutputsAChannel() {
    check(
        Shape.of(1, 3, 3, 2),
        Shape.of(2, 2, 1, 4),
        new ConvolutionSettings(1, 0, 1, 2),
        "15 6 6 15 0 8 -2 12 0 1 -15 -6 -6 -15 1 0",
        "15 -8 -7 3 -2 11 19 -3 -22 3 7 6 4 -6 -1 -3 0 15",
        "0 15 12 -9 -1 2 11 4 13 -5 -9 12 0 -6 -7 21");
  }

  @Test
  void twoGroups() {
    check(
        Shape.of(1, 3, 4, 4),
        Shape.of(2, 3, 2, 4),
        new ConvolutionSettings(1, 1, 1, 2),
        "-15 -9 -3 3 -6 -18 -12 -7 7 7 2 9 15 5 1 5 8 -10 -12 -12 12 19 9 -8 1 8 4 24 -6 -14 "
            + "-24 4 15 -3 5 5 8 19 13 16 5 -21 3 16 11 -10 -17 5 2 11 15 7 -11 -2 -6 12 -6 -23 -11 "
            + "-9 15 3 2 -9",
        "6 -9 6 -7 -28 10 19 -3 19 4 -28 -11 6 -18 6 18 3 5 4 -8 -18 -11 -18 -6 13 20 -4 17 "
            + "-2 -6 4 4 -12 10 6 10 19 4 -28 -11 -1 -5 5 29 -20 12 18 6",
        "-10 -3 -7 7 43 -5 35 -7 -14 56 -11 46 6 -16 5 -8 40 -20 31 -13 -13 37 -6 38 -6 38 -7 "
            + "28 35 -9 43 -9 14 14 18 24 -14 9 -20 8 38 -6 37 -13 -13 31 -20 40");
  }

  @Test
  void dilatedWithStrideAndPadding() {
    check(
        Shape.of(1, 7, 6, 2),
        Shape.of(3, 2, 2, 2),
        new ConvolutionSettings(2, 2, 2, 1),
        "-9 -14 5 9 18 14 -17 -5 18 -12 -3 -3 6 26 -13 -17 4 24 7 -22 -3 -3 19 -5 -9 6 13 6 1 "
            + "-13 8 15",
        "-6 16 0 0 -13 13 0 0 13 -13 0 0 0 0 0 0 0 0 0 0 0 0 0 0 -9 14 0 0 9 3 0 0 14 -17 0 0 "
            + "0 0 0 0 0 0 0 0 0 0 0 0 -8 21 0 0 7 2 0 0 2 -5 0 0 0 0 0 0 0 0 0 0 0 0 0 0 8 2 0 0 8 "
            + "-22 0 0 0 -2 0 0",
        "6 6 11 -6 8 23 11 -23 26 0 -10 23 33 2 3 9 -7 18 6 6 11 14 -5 14");
  }

  @Test
  void dilatedGroups() {
    check(
        Shape.of(1, 8, 7, 4),
        Shape.of(3, 2, 2, 2),
        new ConvolutionSettings(2, 3, 3, 2),
        "-27 6 27 4 -9 2 16 1 -6 3 -27 6 27 4 -9 2 16 1 -6 3 -24 0 24 10 -5 -2 20 12 -9 -12 "
            + "-12 -9 12 12 0 0 16 6 -9 -12",
        "-6 9 -2 6 -6 4 -1 0 -4 6 -3 9 -6 4 -3 0 4 -6 -1 3 6 -4 -2 0 4 -6 -3 9 0 2 -6 9 9 -3 "
            + "-6 4 0 -2 -4 6 3 -1 -6 4 0 -3 4 -6 9 -3 6 -4 0 -1 4 -6 -6 9 2 -6 9 -6 -2 0 -2 3 2 -6 "
            + "6 -4 -3 0 -6 9 -2 6 -6 4 -1 0 -4 6 -3 9 -3 7 0 7 -4 2 7 -8 -2 8 7 0 8 -2 0 -10 2 -4 "
            + "-3 8 7 -3 -10 0 2 -8 5 3 4 -6 -3 9 9 -6 2 0 -4 6 -2 6 3 -2 2 0 -6 9 2 -6 9 -6 -2 0 "
            + "-2 3 2 -6 -3 9 -6 2 -3 0 -4 -4 -1 3 -6 2 -2 0 -6 -6 -3 9 6 -2 2 0 -2 -2 -2 6 9 -3 -4 "
            + "6 -3 9 -6 4 -3 0 4 -6 -1 3 6 -4 -2 0 4 -6 -3 9 9 -6 2 0 -4 6 -2 6 2 -6 9 -3 -3 0 4 4 "
            + "-2 6 6 -2 -1 0 4 4 -3 9 -6 2 -3 0 -4 -4 -1 3 -6 2",
        "8 0 20 3 3 20 6 8 10 9 22 3 15 38 -3 16 10 -3 17 6 9 19 5 8");
  }
}
