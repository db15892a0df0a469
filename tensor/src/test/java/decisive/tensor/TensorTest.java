package decisive.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.random.Generator;
import decisive.tensor.storage.Storage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TensorTest {
  private static final float NAN = Float.NaN;

  @Test
  void ofSharesAndVectorCopies() {
    float[] data = {1, 2};
    Tensor shared = Tensor.of(data, 2);
    Tensor copied = Tensor.vector(data);
    data[0] = 9;
    assertSame(data, shared.data());
    assertEquals(9, shared.get(0));
    assertEquals(1, copied.get(0));
  }

  @Test
  void creates() {
    assertEquals(Tensor.vector(0, 1, 2), Tensor.range(3));
    assertEquals(Tensor.matrix(new float[] {1, 0}, new float[] {0, 1}), Tensor.eye(2));
    assertEquals(Tensor.vector(1, 1), Tensor.ones(2));
    assertEquals(Tensor.vector(5, 5), Tensor.full(5, Shape.of(2)));
    assertEquals(Shape.of(0, 0), Tensor.matrix().shape());
    assertEquals(Shape.SCALAR, Tensor.scalar(1).shape());
  }

  @Property(tries = 100)
  void oneHotHasItsOneAtTheLabel(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int n) {
    Generator generator = new Generator(seed);
    int[] labels = {generator.nextInt(n), generator.nextInt(n), generator.nextInt(n)};
    Tensor x = Tensor.oneHot(labels, n);
    assertEquals(Shape.of(3, n), x.shape());
    assertEquals(Tensor.ones(3), x.sum(1));
    for (int row = 0; row < 3; row++) {
      assertEquals(1, x.get(row, labels[row]));
    }
  }

  @Test
  void comparesElementwise() {
    Tensor a = Tensor.vector(1, 2, 3, NAN, 0f, Float.POSITIVE_INFINITY);
    Tensor b = Tensor.vector(2, 2, 2, NAN, -0f, Float.POSITIVE_INFINITY);
    assertEquals(Tensor.vector(0, 0, 1, 0, 0, 0), a.greater(b));
    assertEquals(Tensor.vector(0, 1, 1, 0, 1, 1), a.greaterOrEqual(b));
    assertEquals(Tensor.vector(1, 0, 0, 0, 0, 0), a.less(b));
    assertEquals(Tensor.vector(1, 1, 0, 0, 1, 1), a.lessOrEqual(b));
    assertEquals(Tensor.vector(0, 1, 0, 0, 1, 1), a.equalTo(b));
    assertEquals(Tensor.vector(2, 2, 3, NAN, 0f, Float.POSITIVE_INFINITY), a.maximum(b));
    assertEquals(Tensor.vector(1, 2, 2, NAN, -0f, Float.POSITIVE_INFINITY), a.minimum(b));
    assertEquals(Tensor.vector(2, 2, 2), Tensor.vector(1, 2, 3).maximum(2).minimum(2));
  }

  @Test
  void functionsAreTheirDefinitions() {
    Tensor real = Tensor.uniform(new Generator(1), -4, 4, 1000);
    for (UnaryOp op : UnaryOp.values()) {
      boolean ofPositive = op == UnaryOp.SQUARE_ROOT || op == UnaryOp.LOGARITHM;
      Tensor x = ofPositive ? real.abs() : real;
      Tensor y = x.apply(op);
      for (int i = 0; i < x.size(); i++) {
        double v = x.data()[i];
        double expected =
            switch (op) {
              case NEGATE -> -v;
              case ABSOLUTE -> Math.abs(v);
              case SQUARE -> v * v;
              case SQUARE_ROOT -> Math.sqrt(v);
              case EXPONENTIAL -> StrictMath.exp(v);
              case LOGARITHM -> StrictMath.log(v);
              case HYPERBOLIC_TANGENT -> StrictMath.tanh(v);
              case SIGMOID -> 1 / (1 + StrictMath.exp(-v));
              case RELU -> Math.max(v, 0);
            };
        double roundings = op == UnaryOp.EXPONENTIAL ? 1.4 : 1;
        assertEquals(expected, y.data()[i], roundings * TensorSamples.UNIT * Math.abs(expected));
      }
    }
  }

  @Property(tries = 50)
  void uniformStaysInItsRange(@ForAll long seed) {
    Tensor x = Tensor.uniform(new Generator(seed), -2, 3, 100);
    for (float v : x.data()) {
      assertTrue(v >= -2 && v < 3);
    }
    assertEquals(x, Tensor.uniform(new Generator(seed), -2, 3, 100));
  }

  @Test
  void uniformNeverRoundsUpToItsEnd() {
    Tensor x = Tensor.uniform(new Generator(1), 1, Math.nextUp(1f), 100);
    assertEquals(Tensor.ones(100), x);
  }

  @Test
  void randomNumbersNeedARange() {
    Generator generator = new Generator(1);
    assertMessage(
        IllegalArgumentException.class,
        "uniform: from 1.0 to 1.0: the first must be smaller, both finite",
        () -> Tensor.uniform(generator, 1, 1, 2));
    assertMessage(
        IllegalArgumentException.class,
        "uniform: from -3.0E38 to 3.0E38: the first must be smaller, both finite",
        () -> Tensor.uniform(generator, -3e38f, 3e38f, 2));
    assertMessage(
        IllegalArgumentException.class,
        "normal: standard deviation NaN: must be finite and not negative",
        () -> Tensor.normal(generator, NAN, 2));
    assertMessage(
        IllegalArgumentException.class,
        "permutation: of -1 numbers; want 0 or more",
        () -> generator.permutation(-1));
  }

  @Test
  void equalityIsOfShapeAndBits() {
    assertEquals(Tensor.vector(1, NAN), Tensor.vector(1, NAN));
    assertEquals(Tensor.vector(1, NAN).hashCode(), Tensor.vector(1, NAN).hashCode());
    assertNotEquals(Tensor.vector(0f), Tensor.vector(-0f));
    assertNotEquals(Tensor.vector(1, 2), Tensor.vector(1, 2).reshape(2, 1));
  }

  @Test
  void operationsLeaveTheirOperandsAlone() {
    Tensor x = Tensor.uniform(new Generator(2), -1, 1, 4, 4);
    Tensor before = x.copy();
    x.add(x).mul(2).neg();
    x.matmul(x);
    x.softmax(1);
    x.sum();
    x.slice(0, 0, 4).fill(7);
    x.broadcastTo(4, 4).fill(7);
    x.permute(0, 1).fill(7);
    Tensor.concatenate(0, x).fill(7);
    assertEquals(before, x);
  }

  @Test
  void saysWhatIsWrong() {
    Tensor x = Tensor.zeros(2, 3);
    assertMessage(
        ShapeException.class,
        "tensor: shape [2,3] has 6 elements, the array 5; give an extent per axis, their product"
            + " the array's length",
        () -> Tensor.of(new float[5], 2, 3));
    assertMessage(
        ShapeException.class,
        "matrix: row 0 has 2 columns, row 1 has 1",
        () -> Tensor.matrix(new float[2], new float[1]));
    assertMessage(
        ShapeException.class, "item: shape [2,3] has 6 elements, not one", () -> x.item());
    assertMessage(
        ShapeException.class, "index [1] of shape [2,3]: give one number per axis", () -> x.get(1));
    assertMessage(
        IndexOutOfBoundsException.class,
        "index [1, 3] is outside shape [2,3] at axis 1",
        () -> x.get(1, 3));
    assertMessage(
        IndexOutOfBoundsException.class,
        "index [-1, 0] is outside shape [2,3] at axis 0",
        () -> x.set(1, -1, 0));
    assertMessage(
        IllegalArgumentException.class,
        "oneHot: label 3 at 1 is outside 0 .. 2",
        () -> Tensor.oneHot(new int[] {0, 3}, 3));
    assertMessage(
        ShapeException.class,
        "batch: inputs [2,3] and 3 labels; give a row of the target per row of the inputs",
        () -> new Batch(x, new int[3]));
  }

  /** numpy.zeros((70000, 70000, 0)) is fine, in any order. */
  @Test
  void anEmptyTensorIsEmptyWhateverItsOtherExtents() {
    for (Shape shape :
        new Shape[] {
          Shape.of(70000, 70000, 0), Shape.of(0, 70000, 70000), Shape.of(70000, 0, 70000)
        }) {
      Tensor x = Tensor.zeros(shape);
      assertEquals(0, x.size());
      assertEquals(shape, x.add(1).exp().shape());
      assertEquals(shape, x.maximum(Tensor.zeros(shape)).shape());
      assertEquals(x, x.permute(0, 1, 2));
      assertEquals(x, x.slice(0, 0, shape.extent(0)));
      assertEquals(x, Tensor.concatenate(1, x.slice(1, 0, 0), x));
      assertEquals(0, x.sum().item());
      assertTrue(x.toString().endsWith("shape " + shape), x::toString);
    }
  }

  @Test
  void changesInPlaceAreCounted() {
    Tensor x = Tensor.zeros(2, 3);
    Tensor view = x.reshape(3, 2);
    int before = Storage.behind(x).version();
    view.set(1, 0, 0);
    x.fill(2);
    x.copyFrom(Tensor.ones(2, 3));
    x.data()[0] = 3;
    x.markChanged();
    assertEquals(before + 4, Storage.behind(x).version());
    assertEquals(before + 4, Storage.behind(view).version());
    assertEquals(Tensor.matrix(new float[] {3, 1}, new float[] {1, 1}, new float[] {1, 1}), view);
    assertMessage(
        ShapeException.class,
        "copyFrom: shape [3] into [2,3]; they must be equal: reshape(...) or broadcastTo(...) the"
            + " source",
        () -> x.copyFrom(Tensor.ones(3)));
  }

  @Test
  void comparisonsGiveOnesAndZeros() {
    Tensor x = Tensor.vector(1, 2, 3, Float.NaN);
    assertEquals(Tensor.vector(0, 0, 1, 0), x.greater(2));
    assertEquals(Tensor.vector(0, 1, 1, 0), x.greaterOrEqual(2));
    assertEquals(Tensor.vector(1, 0, 0, 0), x.less(2));
    assertEquals(Tensor.vector(1, 1, 0, 0), x.lessOrEqual(2));
    assertEquals(Tensor.vector(0, 1, 0, 0), x.equalTo(2));
    assertEquals(Tensor.vector(1, 0, 1, 1), x.notEqualTo(2));
    assertEquals(x.less(2), x.less(Tensor.full(2, x.shape())));
    assertEquals(x.lessOrEqual(2), x.lessOrEqual(Tensor.full(2, x.shape())));
    assertEquals(x.notEqualTo(2), x.notEqualTo(Tensor.full(2, x.shape())));
    assertTrue(
        assertThrows(ShapeException.class, () -> x.less(Tensor.vector(1, 2)))
            .getMessage()
            .startsWith("less: shapes [4] and [2] do not broadcast"));
  }

  @Test
  void powersAndClamping() {
    float nan = Float.NaN;
    float infinity = Float.POSITIVE_INFINITY;
    Tensor x = Tensor.vector(-2, 0, 4, nan);
    assertEquals(Tensor.vector(-8, 0, 64, nan), x.pow(3));
    assertEquals(Tensor.vector(nan, 0, 2, nan), x.pow(0.5f));
    assertEquals(Tensor.vector(1, 1, 1, 1), x.pow(0));
    assertEquals(Tensor.vector(-0.5f, infinity, 0.25f, nan), x.pow(-1));
    assertEquals(Tensor.vector(0.25f, 1, 16, nan), Tensor.scalar(2).pow(x));
    assertEquals(Tensor.vector(-1, 0, 3, nan), x.clamp(-1, 3));
    assertEquals(Tensor.vector(0, 0, 4, nan), x.clamp(0, infinity));
    assertMessage(
        IllegalArgumentException.class,
        "clamp: from 2.0 to 1.0: the first must not be above the second",
        () -> x.clamp(2, 1));
    assertThrows(IllegalArgumentException.class, () -> x.clamp(nan, 1));
  }

  @Test
  void shapesRefuseWhatNoArrayHolds() {
    assertMessage(
        IllegalArgumentException.class,
        "shape [2,-1]: an extent is negative; extents are 0 or more",
        () -> Shape.of(2, -1));
    assertMessage(
        IllegalArgumentException.class,
        "shape [65536,65536]: more elements than an array holds (2147483639); split the tensor"
            + " along its first axis",
        () -> Shape.of(65536, 65536));
    assertMessage(
        IllegalArgumentException.class,
        "axis 0 of shape []: axes run from 0 to -1",
        () -> Shape.SCALAR.extent(0));
  }

  private static void assertMessage(
      Class<? extends Throwable> type, String message, Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }
}
