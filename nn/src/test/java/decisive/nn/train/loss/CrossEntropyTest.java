package decisive.nn.train.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.GradientCheck;
import decisive.autograd.Variable;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
  private static final float[][] LOGITS = {
    {1, -2, 0.5f, 3}, {0, 0, 0, 0}, {-1.5f, 2.5f, 2.25f, -8}
  };
  private static final int[] LABELS = {3, 1, 0};

  /**
   *
   *
   * <pre>{@code
   * x = torch.tensor([[1, -2, 0.5, 3], [0, 0, 0, 0], [-1.5, 2.5, 2.25, -8]], requires_grad=True)
   * loss = F.cross_entropy(x, torch.tensor([3, 1, 0]))
   * loss.backward(); print(loss.item(), x.grad)
   * }</pre>
   */
  @Test
  void agreesWithPyTorch() {
    Variable x = Variable.parameter(Tensor.matrix(LOGITS));
    Variable loss = new CrossEntropy().of(x, LABELS);
    loss.backward();
    assertEquals(2.05824875831604, loss.value().item(), 5e-7);
    float[] expected = {
      0.0368512459f, 0.00183471595f, 0.0223514102f, -0.061037384f,
      0.0833333358f, -0.25f, 0.0833333358f, 0.0833333358f,
      -0.329936177f, 0.185479492f, 0.144451559f, 5.10744576e-06f
    };
    assertArrayEquals(expected, x.gradient().data(), 5e-8f);
  }

  /** As above, with {@code F.cross_entropy(x, target, label_smoothing=0.1)}. */
  @Test
  void agreesWithPyTorchWhenSmoothed() {
    Variable x = Variable.parameter(Tensor.matrix(LOGITS));
    Variable loss = new CrossEntropy(0.1).of(x, LABELS);
    loss.backward();
    assertEquals(2.1269986629486084, loss.value().item(), 5e-7);
    float[] expected = {
      0.0285179093f, -0.00649861805f, 0.0140180737f, -0.0360373706f,
      0.0749999881f, -0.224999994f, 0.0749999881f, 0.0749999881f,
      -0.304936141f, 0.177146122f, 0.136118203f, -0.00832822639f
    };
    assertArrayEquals(expected, x.gradient().data(), 5e-8f);
  }

  /**
   * As above, with {@code F.cross_entropy(x, torch.tensor([3, -100, 0]), ignore_index=-100)}; and
   * the same of {@code [3, 1, 0]} with {@code ignore_index=1}.
   */
  @Test
  void ignoresALabelAsPyTorch() {
    for (int ignored : new int[] {-100, 1}) {
      Variable x = Variable.parameter(Tensor.matrix(LOGITS));
      Variable loss = new CrossEntropy().ignoreIndex(ignored).of(x, new int[] {3, ignored, 0});
      loss.backward();
      assertEquals(2.39422607421875, loss.value().item(), 5e-7);
      float[] expected = {
        0.055276867f,
        0.00275207381f,
        0.0335271135f,
        -0.0915560722f,
        0,
        0,
        0,
        0,
        -0.49490425f,
        0.278219223f,
        0.216677338f,
        7.66116864e-06f
      };
      assertArrayEquals(expected, x.gradient().data(), 1e-7f);
    }
  }

  /** As above, with {@code ignore_index=-100, label_smoothing=0.1}. */
  @Test
  void ignoresALabelAsPyTorchWhenSmoothed() {
    Variable x = Variable.parameter(Tensor.matrix(LOGITS));
    Variable loss = new CrossEntropy(0.1).ignoreIndex(-100).of(x, new int[] {3, -100, 0});
    loss.backward();
    assertEquals(2.4973511695861816, loss.value().item(), 5e-7);
    float[] expected = {
      0.042776864f,
      -0.00974792615f,
      0.0210271105f,
      -0.0540560745f,
      0,
      0,
      0,
      0,
      -0.457404226f,
      0.265719175f,
      0.204177305f,
      -0.0124923391f
    };
    assertArrayEquals(expected, x.gradient().data(), 1e-7f);
  }

  /** As in PyTorch: a mean of nothing, and no gradient. */
  @Test
  void hasNoValueWhereAllLabelsAreIgnored() {
    for (double smoothing : new double[] {0, 0.1}) {
      Variable x = Variable.parameter(Tensor.matrix(LOGITS));
      Variable loss = new CrossEntropy(smoothing).ignoreIndex(7).of(x, new int[] {7, 7, 7});
      loss.backward();
      assertEquals(Float.NaN, loss.value().item());
      assertArrayEquals(new float[12], x.gradient().data());
    }
  }

  @Test
  void passesTheGradientCheckWithIgnoredLabels() {
    int[] labels = {2, -1, 0, -1, 3};
    GradientCheck.of("crossEntropy", in -> new CrossEntropy(0.2).ignoreIndex(-1).of(in[0], labels))
        .inputs(Shape.of(5, 4))
        .check();
  }

  /** Whether ignored rows are there or not is all the same to the others. */
  @Property(tries = 60)
  void ignoredRowsChangeNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int n,
      @ForAll @IntRange(min = 0, max = 6) int ignored,
      @ForAll @DoubleRange(max = 0.9) double smoothing) {
    Generator generator = new Generator(seed);
    int[] order = generator.split("order").permutation(n + ignored);
    Tensor all = Tensor.normal(generator, 2, n + ignored, 3);
    int[] labels = labels(generator, n + ignored, 3);
    int[] counted = IntStream.of(order).limit(n).sorted().toArray();
    int[] countedLabels = IntStream.of(counted).map(row -> labels[row]).toArray();
    IntStream.of(order).skip(n).forEach(row -> labels[row] = -100);

    Variable some = Variable.parameter(all.rows(counted));
    new CrossEntropy(smoothing).of(some, countedLabels).backward();
    Variable x = Variable.parameter(all);
    Variable loss = new CrossEntropy(smoothing).ignoreIndex(-100).of(x, labels);
    loss.backward();
    Variable again = Variable.constant(all.rows(counted));
    assertEquals(new CrossEntropy(smoothing).of(again, countedLabels).value(), loss.value());
    assertEquals(some.gradient(), x.gradient().rows(counted));
    assertEquals(x.gradient().abs().sum().item(), some.gradient().abs().sum().item(), 1e-5);
  }

  /** The definition in double precision, and its gradient by central differences. */
  @Property(tries = 60)
  void isItsDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int n,
      @ForAll @IntRange(min = 1, max = 40) int classes,
      @ForAll @DoubleRange(max = 0.9) double smoothing) {
    Generator generator = new Generator(seed);
    Variable x = Variable.parameter(Tensor.normal(generator, 3, n, classes));
    int[] labels = labels(generator, n, classes);
    Variable loss = new CrossEntropy(smoothing).of(x, labels);
    loss.backward();

    double[] point = new double[n * classes];
    for (int i = 0; i < point.length; i++) {
      point[i] = x.value().data()[i];
    }
    double expected = definition(point, labels, smoothing);
    assertEquals(expected, loss.value().item(), 2e-6 * (1 + expected));
    double h = 1e-5;
    for (int i = 0; i < point.length; i++) {
      double middle = point[i];
      point[i] = middle + h;
      double above = definition(point, labels, smoothing);
      point[i] = middle - h;
      double below = definition(point, labels, smoothing);
      point[i] = middle;
      double slope = (above - below) / (2 * h);
      assertEquals(slope, x.gradient().data()[i], 1e-6, "gradient at element " + i);
    }
  }

  @Property(tries = 60)
  void gradientSumsToZeroOverClasses(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int classes,
      @ForAll @DoubleRange(max = 0.9) double smoothing) {
    Generator generator = new Generator(seed);
    Variable x = Variable.parameter(Tensor.normal(generator, 5, 4, classes));
    new CrossEntropy(smoothing).of(x, labels(generator, 4, classes)).backward();
    for (float sum : x.gradient().sum(1).data()) {
      assertEquals(0, sum, 5e-7);
    }
  }

  /** The smoothed loss is the mix of the label's loss and of the mean loss over all labels. */
  @Property(tries = 60)
  void smoothingMixesWithTheMeanOverAllLabels(
      @ForAll long seed, @ForAll @DoubleRange(max = 0.9) double smoothing) {
    Generator generator = new Generator(seed);
    int classes = 5;
    Variable x = Variable.constant(Tensor.normal(generator, 2, 1, classes));
    double mean = 0;
    for (int label = 0; label < classes; label++) {
      mean += plain(x, label) / classes;
    }
    float smoothed = new CrossEntropy(smoothing).of(x, new int[] {2}).value().item();
    double expected = (1 - smoothing) * plain(x, 2) + smoothing * mean;
    assertEquals(expected, smoothed, 2e-6 * (1 + expected));
  }

  private static double plain(Variable x, int label) {
    return new CrossEntropy(0).of(x, new int[] {label}).value().item();
  }

  @Test
  void largeLogitsDoNotOverflow() {
    Variable x = Variable.parameter(Tensor.matrix(new float[] {1e4f, 0, -1e4f}));
    Variable loss = new CrossEntropy().of(x, new int[] {1});
    loss.backward();
    assertEquals(1e4f, loss.value().item());
    assertArrayEquals(new float[] {1, -1, 0}, x.gradient().data());
  }

  @Test
  void anImpossibleOtherClassIsNoHarm() {
    Variable x = Variable.parameter(Tensor.matrix(new float[] {0, 0, Float.NEGATIVE_INFINITY}));
    Variable loss = new CrossEntropy().of(x, new int[] {1});
    loss.backward();
    assertEquals(Math.log(2), loss.value().item(), 1e-7);
    assertArrayEquals(new float[] {0.5f, -0.5f, 0}, x.gradient().data(), 1e-7f);
  }

  @Test
  void scalesWithTheGradientThatReachesIt() {
    Variable x = Variable.parameter(Tensor.matrix(LOGITS));
    new CrossEntropy().of(x, LABELS).backward();
    Tensor once = x.gradient();
    x.clearGradient();
    new CrossEntropy().of(x, LABELS).backward(Tensor.scalar(4));
    assertEquals(once.mul(4), x.gradient());
  }

  @Test
  void refusesLabelsWithoutAnOutput() {
    Variable x = Variable.constant(Tensor.zeros(2, 10));
    for (int wrong : new int[] {10, -1}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new CrossEntropy().of(x, new int[] {3, wrong}))
              .getMessage();
      assertTrue(
          message.startsWith(
              "crossEntropy: label " + wrong + " at row 1 is outside 0 .. 9, output [2,10];"),
          message);
    }
  }

  @Test
  void refusesOutputsThatAreNoMatrixOfALabelPerRow() {
    String images =
        assertThrows(
                ShapeException.class,
                () -> new CrossEntropy().of(Variable.constant(Tensor.zeros(2, 4, 4, 8)), LABELS))
            .getMessage();
    assertTrue(images.startsWith("crossEntropy: output [2,4,4,8] and 3 labels;"), images);
    String empty =
        assertThrows(
                ShapeException.class,
                () -> new CrossEntropy().of(Variable.constant(Tensor.zeros(0, 4)), new int[0]))
            .getMessage();
    assertTrue(empty.startsWith("crossEntropy: the batch is empty, output [0,4]"), empty);
  }

  @Test
  void refusesSmoothingOutsideItsRange() {
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new CrossEntropy(wrong)).getMessage();
      assertTrue(message.contains("label smoothing " + wrong), message);
    }
  }

  @Test
  void laterWritesToTheLabelsChangeNothing() {
    int[] labels = LABELS.clone();
    Variable x = Variable.parameter(Tensor.matrix(LOGITS));
    Variable loss = new CrossEntropy().of(x, labels);
    labels[0] = 0;
    loss.backward();
    Variable same = Variable.parameter(Tensor.matrix(LOGITS));
    new CrossEntropy().of(same, LABELS).backward();
    assertEquals(same.gradient(), x.gradient());
  }

  private static int[] labels(Generator generator, int n, int classes) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = generator.nextInt(classes);
    }
    return labels;
  }

  private static double definition(double[] logits, int[] labels, double smoothing) {
    int classes = logits.length / labels.length;
    double total = 0;
    for (int row = 0; row < labels.length; row++) {
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(logits[row * classes + j]);
      }
      for (int j = 0; j < classes; j++) {
        double target = smoothing / classes + (j == labels[row] ? 1 - smoothing : 0);
        total -= target * Math.log(Math.exp(logits[row * classes + j]) / sum);
      }
    }
    return total / labels.length;
  }
}
