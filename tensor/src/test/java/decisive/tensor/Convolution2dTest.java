package decisive.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The convolution against its definition in double precision, and its gradients by adjointness. */
class Convolution2dTest {
  @Property(tries = 150)
  void isItsDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int kernelHeight,
      @ForAll @IntRange(min = 1, max = 5) int kernelWidth,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 0, max = 3) int padding) {
    Generator generator = new Generator(seed);
    Tensor x = input(generator, kernelHeight, kernelWidth);
    Tensor w =
        Tensor.uniform(
            generator, -1, 1, kernelHeight, kernelWidth, x.extent(3), 1 + generator.nextInt(40));
    Convolution2d convolution = new Convolution2d(x.shape(), w.shape(), stride, padding);
    Tensor y = convolution.forward(x, w);
    assertEquals(convolution.output(), y.shape());
    double terms = (double) kernelHeight * kernelWidth * x.extent(3);
    for (int i = 0; i < y.size(); i++) {
      // |error| of a chain of fused products is at most terms · 2^-24 · Σ|products|, and those are
      // ≤ 1
      assertEquals(
          naive(x, w, y.shape(), i, stride, padding), y.data()[i], terms * terms * 0x1p-24 + 1e-9);
    }
  }

  @Property(tries = 150)
  void gradientsAreAdjoint(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int kernelHeight,
      @ForAll @IntRange(min = 1, max = 5) int kernelWidth,
      @ForAll @IntRange(min = 1, max = 7) int stride,
      @ForAll @IntRange(min = 0, max = 3) int padding) {
    Generator generator = new Generator(seed);
    Tensor x = input(generator, kernelHeight, kernelWidth);
    Tensor w =
        Tensor.uniform(
            generator, -1, 1, kernelHeight, kernelWidth, x.extent(3), 1 + generator.nextInt(40));
    Convolution2d convolution = new Convolution2d(x.shape(), w.shape(), stride, padding);
    Tensor dy = Tensor.uniform(generator, -1, 1, convolution.output().extents());
    double forward = dot(convolution.forward(x, w), dy);
    double scale = 1e-6 * Math.sqrt((double) w.size() * dy.size());
    assertEquals(forward, dot(convolution.toInput(dy, w), x), scale, "to the input");
    assertEquals(forward, dot(convolution.toWeight(x, dy), w), scale, "to the weight");
  }

  /**
   * In groups and with gaps: by the definition, with dense weights that are 0 outside the groups
   * and between the taps. Adding 0 makes −0 the same as 0.
   */
  @Property(tries = 200)
  void groupsAndDilationAreDenseConvolutionsWithZeros(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int groups,
      @ForAll @IntRange(min = 1, max = 4) int dilation,
      @ForAll @IntRange(min = 1, max = 4) int stride,
      @ForAll @IntRange(max = 3) int padding) {
    Generator generator = new Generator(seed);
    boolean depthwise = generator.nextInt(3) == 0;
    int inputs = depthwise ? 1 : 1 + generator.nextInt(4);
    int outputs = depthwise ? 1 : 1 + generator.nextInt(generator.nextInt(3) == 0 ? 40 : 4);
    Shape weight =
        Shape.of(1 + generator.nextInt(3), 1 + generator.nextInt(3), inputs, groups * outputs);
    Tensor w = TensorSamples.integers(generator, weight);
    Tensor x =
        TensorSamples.integers(
            generator,
            1 + generator.nextInt(3),
            (weight.extent(0) - 1) * dilation + 1 + generator.nextInt(6),
            (weight.extent(1) - 1) * dilation + 1 + generator.nextInt(6),
            groups * inputs);
    Convolution2d convolution =
        new Convolution2d(
            x.shape(), weight, new ConvolutionSettings(stride, padding, dilation, groups));
    Tensor dense = dense(w, dilation, groups);
    Convolution2d reference = new Convolution2d(x.shape(), dense.shape(), stride, padding);
    Tensor y = convolution.forward(x, w);
    assertEquals(reference.forward(x, dense), y);
    Tensor dy = TensorSamples.integers(generator, y.shape());
    assertEquals(reference.toInput(dy, dense).add(0), convolution.toInput(dy, w).add(0));
    assertEquals(
        reference.toWeight(x, dy).mul(dense(Tensor.full(1, weight), dilation, groups)).add(0),
        dense(convolution.toWeight(x, dy), dilation, groups));
    Tensor shifted = Tensor.zeros(y.shape().extents());
    int line = y.shape().span(2, 4);
    convolution.forward(
        x,
        w,
        (from, to, lines, at) ->
            System.arraycopy(lines, at, shifted.data(), from * line, (to - from) * line));
    assertEquals(y, shifted);
  }

  /** The weights of one group without gaps that compute the same. */
  private static Tensor dense(Tensor w, int dilation, int groups) {
    int inputs = w.extent(2);
    int outputs = w.extent(3) / groups;
    Tensor dense =
        Tensor.zeros(
            (w.extent(0) - 1) * dilation + 1,
            (w.extent(1) - 1) * dilation + 1,
            groups * inputs,
            groups * outputs);
    for (int[] index : TensorSamples.indices(w.shape())) {
      int channel = index[3] / outputs * inputs + index[2];
      dense.set(w.get(index), index[0] * dilation, index[1] * dilation, channel, index[3]);
    }
    return dense;
  }

  /** From 64 channels on, by Winograd's transforms: odd and even edges, every padding it takes. */
  @Property(tries = 8)
  void manyChannelsAreTheDefinitionToo(
      @ForAll long seed, @ForAll @IntRange(max = 3) int padding, @ForAll boolean wide) {
    Generator generator = new Generator(seed);
    int extent = 5 + generator.nextInt(5);
    Tensor x = Tensor.uniform(generator, -1, 1, 17, extent, extent + 1, wide ? 96 : 64);
    Tensor w = Tensor.uniform(generator, -1, 1, 3, 3, x.extent(3), wide ? 64 : 96);
    Convolution2d convolution = new Convolution2d(x.shape(), w.shape(), 1, padding);
    Tensor y = convolution.forward(x, w);
    Tensor dy = Tensor.uniform(generator, -1, 1, convolution.output().extents());
    // Transformed pixels are at most 4, weights 9/4; an output adds 9 of their sums over channels,
    // each a chain of fused products whose error is at most channels · 2^-24 · Σ|products|.
    double bound = 9 * 9 * Math.pow(x.extent(3), 2) * 0x1p-24;
    for (int i = 0; i < y.size(); i += 97) {
      assertEquals(naive(x, w, y.shape(), i, 1, padding), y.data()[i], bound);
    }
    double forward = dot(y, dy);
    double scale = 1e-6 * Math.sqrt((double) w.size() * dy.size());
    assertEquals(forward, dot(convolution.toInput(dy, w), x), scale, "to the input");
    assertEquals(forward, dot(convolution.toWeight(x, dy), w), scale, "to the weight");
  }

  /** Every line once, with the same bits: of few pixels and many, and by Winograd's transforms. */
  @Property(tries = 60)
  void handsOnTheSameLines(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int images,
      @ForAll @IntRange(min = 3, max = 20) int height,
      @ForAll @IntRange(max = 3) int size,
      @ForAll @IntRange(min = 1, max = 2) int stride) {
    int channels = new int[] {3, 16, 64, 256}[size];
    Generator generator = new Generator(seed);
    Tensor x = Tensor.uniform(generator, -1, 1, images, height, 6, channels);
    Tensor w = Tensor.uniform(generator, -1, 1, 3, 3, channels, Math.max(16, channels));
    Convolution2d convolution = new Convolution2d(x.shape(), w.shape(), stride, 1);
    Tensor y = convolution.forward(x, w);
    int line = y.shape().span(2, 4);
    Tensor taken = Tensor.zeros(y.shape().extents());
    AtomicIntegerArray times = new AtomicIntegerArray(y.shape().span(0, 2));
    convolution.forward(
        x,
        w,
        (from, to, lines, offset) -> {
          System.arraycopy(lines, offset, taken.data(), from * line, (to - from) * line);
          Arrays.fill(lines, offset, offset + (to - from) * line, Float.NaN);
          for (int i = from; i < to; i++) {
            times.incrementAndGet(i);
          }
        });
    assertEquals(y, taken);
    for (int i = 0; i < times.length(); i++) {
      assertEquals(1, times.get(i), "line " + i);
    }
    Tensor changed =
        convolution.forwardThen(
            x,
            w,
            (from, to, lines, offset) -> {
              for (int i = offset; i < offset + (to - from) * line; i++) {
                lines[i] += 1;
              }
            });
    assertEquals(y.add(1), changed);
  }

  @Example
  void theLargestStrideHasOneWindow() {
    Shape weight = Shape.of(3, 3, 1, 1);
    Convolution2d convolution =
        new Convolution2d(Shape.of(1, 8, 8, 1), weight, Integer.MAX_VALUE, 1);
    assertEquals(Shape.of(1, 1, 1, 1), convolution.output());
    Tensor dx = convolution.toInput(Tensor.ones(1, 1, 1, 1), Tensor.full(1, weight));
    assertEquals(Tensor.ones(1, 2, 2, 1).pad(1, 0, 6).pad(2, 0, 6), dx);
  }

  @Example
  void saysWhatItIs() {
    Shape images = Shape.of(8, 32, 32, 3);
    assertEquals(
        "conv2d [8,32,32,3] * [3,3,3,16] = [8,16,16,16]",
        new Convolution2d(images, Shape.of(3, 3, 3, 16), 2, 1).toString());
    assertEquals(
        "pool2d [8,32,32,3], windows of 2, = [8,16,16,3]",
        new Pooling2d(images, 2, 2, 0).toString());
  }

  @Example
  void namesTheShapesThatDoNotFit() {
    assertEquals(
        "conv2d: weight [3,3,64,128] wants 64 input channels, input [32,16,16,32] has 32",
        assertThrows(
                ShapeException.class,
                () -> new Convolution2d(Shape.of(32, 16, 16, 32), Shape.of(3, 3, 64, 128), 1, 1))
            .getMessage());
    assertEquals(
        "conv2d: a window of 5 with stride 1 and padding 0 does not fit axis 1 of input [1,4,9,2]",
        assertThrows(
                ShapeException.class,
                () -> new Convolution2d(Shape.of(1, 4, 9, 2), Shape.of(5, 5, 2, 1), 1, 0))
            .getMessage());
    assertEquals(
        "conv2d: a padding of 1073741824 makes axis 1 of input [1,4,9,2] longer than an array;"
            + " choose a smaller one",
        assertThrows(
                ShapeException.class,
                () -> new Convolution2d(Shape.of(1, 4, 9, 2), Shape.of(5, 5, 2, 1), 1, 1 << 30))
            .getMessage());
  }

  @Example
  void namesTheGroupsThatDoNotFit() {
    Shape images = Shape.of(1, 8, 8, 6);
    assertEquals(
        "conv2d: weight [3,3,4,8] wants 4 input channels in each of 2 groups, input [1,8,8,6] has 6"
            + " in all; the weight's third axis is channels / groups",
        message(images, Shape.of(3, 3, 4, 8), ConvolutionSettings.of(1, 1).groups(2)));
    assertEquals(
        "conv2d: the 8 output channels of weight [3,3,2,8] do not divide into 3 groups, as those of"
            + " input [1,8,8,6] do; make the weight's last axis a multiple of 3",
        message(images, Shape.of(3, 3, 2, 8), ConvolutionSettings.of(1, 1).groups(3)));
    assertEquals(
        "conv2d: weight [3,3,6,8] with dilation 4: a window of 9 with stride 1 and padding 0 does"
            + " not fit axis 1 of input [1,8,8,6]",
        message(images, Shape.of(3, 3, 6, 8), ConvolutionSettings.of(1, 0).dilation(4)));
    assertEquals(
        "conv2d: stride 1, padding 1, dilation 0, groups 1; want a padding of 0 or more, and 1 or"
            + " more of the others",
        assertThrows(IllegalArgumentException.class, () -> ConvolutionSettings.of(1, 1).dilation(0))
            .getMessage());
  }

  private static String message(Shape input, Shape weight, ConvolutionSettings settings) {
    return assertThrows(ShapeException.class, () -> new Convolution2d(input, weight, settings))
        .getMessage();
  }

  private static Tensor input(Generator generator, int kernelHeight, int kernelWidth) {
    return Tensor.uniform(
        generator,
        -1,
        1,
        1 + generator.nextInt(3),
        kernelHeight + generator.nextInt(5),
        kernelWidth + generator.nextInt(5),
        1 + generator.nextInt(20));
  }

  private static double naive(Tensor x, Tensor w, Shape y, int index, int stride, int padding) {
    int o = index % y.extent(3);
    int j = index / y.extent(3) % y.extent(2);
    int i = index / y.extent(3) / y.extent(2) % y.extent(1);
    int n = index / y.extent(3) / y.extent(2) / y.extent(1);
    double sum = 0;
    for (int u = 0; u < w.extent(0); u++) {
      for (int v = 0; v < w.extent(1); v++) {
        int h = i * stride + u - padding;
        int q = j * stride + v - padding;
        for (int c = 0; c < w.extent(2); c++) {
          if (h >= 0 && h < x.extent(1) && q >= 0 && q < x.extent(2)) {
            sum += (double) x.get(n, h, q, c) * w.get(u, v, c, o);
          }
        }
      }
    }
    return sum;
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }
}
