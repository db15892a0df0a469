package decisive.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.GradientCheck;
import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.Reference;
import decisive.tensor.Convolution2d;
import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Pooling2d;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The layers that are calls of tensor operations: their parameters, results and errors. */
class LayersTest {
  private static final Tensor IMAGES = Tensor.uniform(new Generator(9), -1, 1, 2, 5, 7, 3);

  private static Tensor run(Module layer, Tensor x) {
    return layer.apply(Variable.constant(x)).value();
  }

  private static Tensor value(Module layer, String name) {
    return layer.parameters().get(name).value();
  }

  // ---- convolution and linear

  @Test
  void convolutionWithAndWithoutBias() {
    Conv2d plain = new Conv2d(3, 4, 3, 2, 1, new Generator(1));
    Conv2d biased = new Conv2d(3, 4, 3, 2, 1, new Generator(1)).withBias(new Generator(2));
    assertEquals(List.of("weight"), List.copyOf(plain.parameters().keySet()));
    assertEquals(List.of("weight", "bias"), List.copyOf(biased.parameters().keySet()));
    Tensor w = value(plain, "weight");
    Tensor expected = new Convolution2d(IMAGES.shape(), w.shape(), 2, 1).forward(IMAGES, w);
    assertEquals(expected, run(plain, IMAGES));
    assertEquals(expected.add(value(biased, "bias")), run(biased, IMAGES));
  }

  /** Two layers made from one generator differ, and the same program makes the same two again. */
  @Test
  void layersOfOneGeneratorDifferReproducibly() {
    Generator generator = new Generator(1);
    Generator again = new Generator(1);
    Tensor first = value(new Linear(4, 4, generator), "weight");
    Linear second = new Linear(4, 4, generator);
    assertNotEquals(first, value(second, "weight"));
    assertEquals(first, value(new Linear(4, 4, again), "weight"));
    Linear same = new Linear(4, 4, again);
    assertEquals(value(second, "weight"), value(same, "weight"));
    assertEquals(value(second, "bias"), value(same, "bias"));
    Conv2d conv = new Conv2d(3, 4, 3, 1, 1, generator).withBias(generator);
    Conv2d next = new Conv2d(3, 4, 3, 1, 1, generator).withBias(generator);
    assertNotEquals(value(conv, "weight"), value(next, "weight"));
    assertNotEquals(value(conv, "bias"), value(next, "bias"));
    Tensor x = Tensor.ones(8, 8);
    assertNotEquals(run(new Dropout(0.5f, generator), x), run(new Dropout(0.5f, generator), x));
  }

  /** The first layer of a generator has the weights that it always had. */
  @Test
  void theFirstLayerTakesTheGeneratorsOwnSplits() {
    Generator generator = new Generator(1);
    Tensor weight = Tensor.uniform(generator.split("weight"), -0.5f, 0.5f, 4, 2);
    Tensor bias = Tensor.uniform(generator.split("bias"), -0.5f, 0.5f, 2);
    Linear linear = new Linear(4, 2, generator);
    assertEquals(weight, value(linear, "weight"));
    assertEquals(bias, value(linear, "bias"));
    Conv2d conv = new Conv2d(4, 2, 1, 1, 0, new Generator(1)).withBias(new Generator(1));
    assertEquals(weight.reshape(1, 1, 4, 2), value(conv, "weight"));
    assertEquals(bias, value(conv, "bias"));
    Generator own = new Generator(1);
    conv = new Conv2d(4, 2, 1, 1, 0, own).withBias(own);
    assertEquals(weight.reshape(1, 1, 4, 2), value(conv, "weight"));
    assertEquals(bias, value(conv, "bias"));
  }

  @Test
  void theBiasLearnsTheSumOfTheGradients() {
    Conv2d conv = new Conv2d(3, 4, 3, 1, 0, new Generator(1)).withBias(new Generator(2));
    Variable y = conv.apply(Variable.constant(IMAGES));
    y.backward(Tensor.full(1, y.shape()));
    int pixels = 2 * 3 * 5;
    assertEquals(Tensor.full(pixels, Shape.of(4)), conv.parameters().get("bias").gradient());
  }

  /** Uniform in ±1/√fan-in: all within, and the largest of n beyond 0.9 but for 0.9^n. */
  @Test
  void initialWeightsArePyTorchs() {
    Linear linear = new Linear(64, 100, new Generator(1));
    assertUniform(1 / Math.sqrt(64), value(linear, "weight"));
    assertUniform(1 / Math.sqrt(64), value(linear, "bias"));
    Conv2d conv = new Conv2d(8, 100, 3, 1, 1, new Generator(1)).withBias(new Generator(1));
    assertUniform(1 / Math.sqrt(72), value(conv, "weight"));
    assertUniform(1 / Math.sqrt(72), value(conv, "bias"));
  }

  private static void assertUniform(double bound, Tensor values) {
    float largest = values.abs().max().item();
    assertTrue(largest <= bound && largest > 0.9 * bound, largest + " of " + bound);
    assertNotEquals(values.data()[0], values.data()[1]);
  }

  @Test
  void linearIsAProductAndABias() {
    Linear linear = new Linear(3, 2, new Generator(1));
    set(linear, "weight", 1, 2, 3, 4, 5, 6); // [3, 2]
    set(linear, "bias", 10, -10);
    Tensor x = Tensor.of(new float[] {1, 0, 2, -1, 0.5f, 0}, 2, 3);
    assertEquals(Tensor.of(new float[] {21, 4, 10.5f, -10}, 2, 2), run(linear, x));
    assertEquals(List.of("weight", "bias"), List.copyOf(linear.parameters().keySet()));
  }

  private static void set(Module layer, String name, float... values) {
    System.arraycopy(values, 0, value(layer, name).data(), 0, values.length);
  }

  /** Stride 1 and no padding, as PyTorch's; dilation and groups as asked for. */
  @Test
  void convolutionsOfOtherGeometries() {
    assertEquals(Shape.of(2, 3, 5, 4), run(new Conv2d(3, 4, 3, new Generator(1)), IMAGES).shape());
    ConvolutionSettings geometry = ConvolutionSettings.of(1, 2).dilation(2).groups(3);
    Conv2d depthwise = new Conv2d(3, 6, 3, geometry, new Generator(1));
    Tensor w = value(depthwise, "weight");
    assertEquals(Shape.of(3, 3, 1, 6), w.shape());
    assertEquals(
        new Convolution2d(IMAGES.shape(), w.shape(), geometry).forward(IMAGES, w),
        run(depthwise, IMAGES));
    assertUniform(
        1 / 3.0, value(new Conv2d(64, 64, 3, geometry.groups(64), new Generator(1)), "weight"));
  }

  @Test
  void namesWhatDoesNotFit() {
    assertMessage(
        "linear: input [2,5,7,3] must be [N,3]; flatten images first",
        () -> run(new Linear(3, 2, new Generator(1)), IMAGES));
    assertMessage(
        "linear: input [2,4] must be [N,3]; flatten images first",
        () -> run(new Linear(3, 2, new Generator(1)), Tensor.zeros(2, 4)));
    assertMessage(
        "conv2d: weight [3,3,4,1] wants 4 input channels, input [2,5,7,3] has 3",
        () -> run(new Conv2d(4, 1, 3, 1, 1, new Generator(1)), IMAGES));
    assertMessage(
        "globalAveragePool: input [2,3] must be [N,H,W,C]",
        () -> run(new GlobalAveragePool(), Tensor.zeros(2, 3)));
    assertMessage(
        "pool2d: a window of 6 with stride 6 and padding 0 does not fit axis 1 of input [2,5,7,3]",
        () -> run(new MaxPool2d(6), IMAGES));
    assertEquals(
        "linear: 0 inputs and 2 outputs; want 1 or more of each",
        assertThrows(IllegalArgumentException.class, () -> new Linear(0, 2, new Generator(1)))
            .getMessage());
    assertEquals(
        "conv2d: stride 0, padding 1, dilation 1, groups 1; want a padding of 0 or more, and 1 or"
            + " more of the others",
        assertThrows(
                IllegalArgumentException.class, () -> new Conv2d(3, 4, 3, 0, 1, new Generator(1)))
            .getMessage());
    assertEquals(
        "conv2d: 3 inputs, 0 outputs, size 3; want 1 or more of each",
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(3, 0, 3, new Generator(1)))
            .getMessage());
    assertEquals(
        "conv2d: 2 groups do not divide 3 inputs and 4 outputs",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Conv2d(3, 4, 3, ConvolutionSettings.of(1, 1).groups(2), new Generator(1)))
            .getMessage());
    assertEquals(
        "Conv2d: the name 'bias' is taken; choose another",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Conv2d(3, 4, 3, 1, 1, new Generator(1))
                        .withBias(new Generator(1))
                        .withBias(new Generator(1)))
            .getMessage());
  }

  private static void assertMessage(String message, Executable wrong) {
    assertEquals(message, assertThrows(ShapeException.class, wrong).getMessage());
  }

  // ---- pooling, shape and order

  @Test
  void poolsAreTheTensorOperations() {
    Pooling2d sideBySide = new Pooling2d(IMAGES.shape(), 2, 2, 0);
    Pooling2d overlapping = new Pooling2d(IMAGES.shape(), 3, 2, 1);
    assertEquals(sideBySide.max(IMAGES).values(), run(new MaxPool2d(2), IMAGES));
    assertEquals(overlapping.max(IMAGES).values(), run(new MaxPool2d(3, 2, 1), IMAGES));
    assertEquals(sideBySide.average(IMAGES), run(new AveragePool2d(2), IMAGES));
    assertEquals(overlapping.average(IMAGES), run(new AveragePool2d(3, 2, 1), IMAGES));
    assertEquals(IMAGES.mean(1, 2), run(new GlobalAveragePool(), IMAGES));
    assertEquals(IMAGES.relu(), run(new Relu(), IMAGES));
    assertEquals(IMAGES.tanh(), run(new Tanh(), IMAGES));
    assertEquals(IMAGES.sigmoid(), run(new Sigmoid(), IMAGES));
    assertEquals(IMAGES.square(), run(new Lambda(Variable::square), IMAGES));
  }

  @Test
  void flattenKeepsTheFirstAxis() {
    assertEquals(IMAGES.reshape(2, 105), run(new Flatten(), IMAGES));
    assertEquals(Shape.of(2, 3), run(new Flatten(), Tensor.zeros(2, 3)).shape());
    assertEquals(Shape.of(2, 1), run(new Flatten(), Tensor.zeros(2)).shape());
    assertEquals(Shape.of(0, 12), run(new Flatten(), Tensor.zeros(0, 3, 4)).shape());
  }

  @Test
  void sequentialNumbersItsPartsAndRunsThemInOrder() {
    Linear first = new Linear(3, 4, new Generator(1));
    Linear last = new Linear(4, 2, new Generator(2));
    Sequential net = new Sequential(first, new Relu(), last);
    assertEquals(
        List.of("0.weight", "0.bias", "2.weight", "2.bias"),
        List.copyOf(net.parameters().keySet()));
    Tensor x = Tensor.uniform(new Generator(3), -1, 1, 5, 3);
    assertEquals(run(last, run(first, x).relu()), run(net, x));
    Variable input = Variable.constant(x);
    assertSame(input, new Sequential().apply(input));
  }

  @Test
  void sequentialTakesFunctions() {
    Linear linear = new Linear(3, 4, new Generator(1));
    Sequential net = new Sequential(linear, Variable::tanh, y -> y.mul(2));
    Tensor x = Tensor.uniform(new Generator(3), -1, 1, 5, 3);
    assertEquals(run(linear, x).tanh().mul(2), run(net, x));
    assertEquals(List.of("0.weight", "0.bias"), List.copyOf(net.parameters().keySet()));
    assertEquals(
        "Sequential (16 parameters)\n"
            + "  0: Linear(3 → 4), weight [3,4], bias [4] (16 parameters)\n"
            + "  1: Lambda\n"
            + "  2: Lambda",
        net.toString());
  }

  // ---- layer norm

  /**
   * In PyTorch 1.13: {@code n = torch.nn.LayerNorm(4)} with the weights and biases below, {@code y
   * = n(x); y.backward(dy)}.
   */
  @Test
  void layerNormIsPyTorchs() {
    LayerNorm norm = new LayerNorm(4);
    set(norm, "weight", 1, 2, -1, 0.5f);
    set(norm, "bias", 0, 1, -1, 0.25f);
    Variable x =
        Variable.parameter(
            Tensor.of(new float[] {1, -2, 0.5f, 4, 0.25f, 0.5f, -1, 3, 10, 10.5f, 9, 11}, 3, 4));
    Variable y = norm.apply(x);
    y.backward(Tensor.of(new float[] {1, 0, -1, 2, 0.5f, 1, 0, -1, 2, -2, 1, 0}, 3, 4));
    assertClose(
        y.value(),
        0.0586209893f,
        -1.69656467f,
        -0.824137092f,
        0.982762218f,
        -0.301510632f,
        0.741562307f,
        0.162969589f,
        1.04684949f,
        -0.169028997f,
        2.01417637f,
        0.52126348f,
        0.841602743f);
    assertClose(
        x.gradient(),
        0.107975423f,
        -0.13859576f,
        0.145041525f,
        -0.114421189f,
        -0.0626512468f,
        1.00690007f,
        -0.586238444f,
        -0.358010471f,
        3.67035174f,
        -4.2498827f,
        -0.772697449f,
        1.3522284f);
    assertClose(
        norm.parameters().get("weight").gradient(),
        -0.430192322f,
        -1.1433953f,
        -1.34540057f,
        1.33734989f);
    assertClose(norm.parameters().get("bias").gradient(), 3.5f, -1, 0, 1);
  }

  private static void assertClose(Tensor ours, float... theirs) {
    Reference.assertOperation(Tensor.of(theirs, ours.shape().extents()), ours, "layerNorm");
  }

  @Test
  void layerNormsGradient() {
    for (Shape x : List.of(Shape.of(3, 4), Shape.of(2, 2, 1, 4))) {
      LayerNorm norm = new LayerNorm(4);
      set(norm, "weight", 1, 2, -1, 0.5f);
      GradientCheck.of("layerNorm", in -> norm.apply(in[0])).seed(1).inputs(x).apart(0.25f).check();
    }
  }

  @Test
  void layerNormNormalisesEachRow() {
    Tensor y = run(new LayerNorm(3), IMAGES.mul(50).add(7));
    assertEquals(IMAGES.shape(), y.shape());
    for (float mean : y.mean(3).data()) {
      assertEquals(0, mean, 1e-5);
    }
    for (float variance : y.square().mean(3).data()) {
      assertEquals(1, variance, 1e-3);
    }
    assertEquals(
        "layerNorm: 0 channels; want 1 or more",
        assertThrows(IllegalArgumentException.class, () -> new LayerNorm(0)).getMessage());
    assertMessage(
        "layerNorm: input [2,5,7,3] must have 4 values on its last axis",
        () -> run(new LayerNorm(4), IMAGES));
  }
}
