package decisive.tensor;

import static decisive.tensor.TensorSamples.indices;
import static decisive.tensor.TensorSamples.inner;
import static decisive.tensor.TensorSamples.integers;
import static decisive.tensor.TensorSamples.narrower;
import static decisive.tensor.TensorSamples.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.TensorSamples.AnyShape;
import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  /** NumPy's rule, element by element: an axis of extent 1 is always read at 0. */
  private static float at(Tensor x, int[] index) {
    int[] own = Arrays.copyOfRange(index, index.length - x.rank(), index.length);
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = x.extent(axis) == 1 ? 0 : own[axis];
    }
    return x.get(own);
  }

  @Property(tries = 500)
  void isNumPysRule(
      @ForAll long seed, @ForAll(supplier = AnyShape.class) Shape target, @ForAll BinaryOp op) {
    Generator generator = new Generator(seed);
    Tensor a = normal(generator, narrower(generator, target));
    Tensor b = normal(generator, narrower(generator, target));
    Tensor c = a.apply(op, b);
    assertEquals(a.shape().broadcast(b.shape(), "test"), c.shape());
    for (int[] index : indices(c.shape())) {
      assertEquals(op.apply(at(a, index), at(b, index)), c.get(index));
    }
  }

  @Property(tries = 300)
  void mayBeDoneBeforehand(
      @ForAll long seed, @ForAll(supplier = AnyShape.class) Shape target, @ForAll BinaryOp op) {
    Generator generator = new Generator(seed);
    Tensor a = normal(generator, narrower(generator, target));
    Tensor b = normal(generator, narrower(generator, target));
    int[] extents = a.shape().broadcast(b.shape(), "test").extents();
    assertEquals(a.apply(op, b), a.broadcastTo(extents).apply(op, b.broadcastTo(extents)));
  }

  @Property(tries = 300)
  void sumToIsTheAdjointOfBroadcastTo(
      @ForAll long seed, @ForAll(supplier = AnyShape.class) Shape target) {
    Generator generator = new Generator(seed);
    Tensor x = integers(generator, narrower(generator, target));
    Tensor y = integers(generator, target);
    Tensor back = y.sumTo(x.shape());
    assertEquals(x.shape(), back.shape());
    assertEquals(inner(x.broadcastTo(target.extents()), y), inner(x, back));
  }

  @Property(tries = 100)
  void sumsAndProductsCommute(@ForAll long seed, @ForAll(supplier = AnyShape.class) Shape target) {
    Generator generator = new Generator(seed);
    Tensor a = normal(generator, narrower(generator, target));
    Tensor b = normal(generator, narrower(generator, target));
    assertEquals(a.add(b), b.add(a));
    assertEquals(a.mul(b), b.mul(a));
    assertEquals(a.sub(b), b.neg().add(a));
  }

  @Test
  void reachesLargeTensorsWhole() {
    int rows = 300;
    int columns = 333;
    Tensor x = Tensor.range(rows * columns).reshape(rows, columns);
    Tensor sum = x.add(Tensor.range(columns));
    Tensor transposed = x.add(Tensor.range(rows).reshape(rows, 1));
    Tensor shifted = x.add(1);
    for (int[] index : indices(x.shape())) {
      float own = x.get(index);
      assertEquals(own + index[1], sum.get(index));
      assertEquals(own + index[0], transposed.get(index));
      assertEquals(own + 1, shifted.get(index));
    }
  }

  @Test
  void repeatsEveryBit() {
    float[] odd = {Float.intBitsToFloat(0x7FC12345), -0f, Float.NEGATIVE_INFINITY};
    Tensor row = Tensor.of(odd, 1, 3);
    Tensor column = Tensor.of(odd, 3, 1);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertBits(odd[j], row.broadcastTo(2, 3, 3).get(1, i, j));
        assertBits(odd[i], column.broadcastTo(2, 3, 3).get(1, i, j));
      }
    }
    assertBits(odd[0], Tensor.scalar(odd[0]).broadcastTo(2, 2).get(1, 1));
  }

  private static void assertBits(float expected, float actual) {
    assertEquals(Float.floatToRawIntBits(expected), Float.floatToRawIntBits(actual));
  }

  @Test
  void keepsTheShapeOfOnes() {
    Tensor one = Tensor.ones(1, 1, 1);
    assertEquals(Shape.of(1, 1, 1), one.add(2).shape());
    assertEquals(Shape.of(1, 1, 1), Tensor.scalar(2).sub(one).shape());
    assertEquals(Shape.of(2, 0), Tensor.zeros(2, 0).add(one.reshape(1)).shape());
  }

  @Test
  void namesTheOperationBothShapesAndTheAxis() {
    var e = assertThrows(ShapeException.class, () -> Tensor.zeros(4, 3).mul(Tensor.zeros(2, 4, 2)));
    assertEquals(
        "mul: shapes [4,3] and [2,4,2] do not broadcast: axis -1 is 3 and 2; they must be equal,"
            + " or one of them 1",
        e.getMessage());
    for (BinaryOp op : BinaryOp.values()) {
      var each =
          assertThrows(ShapeException.class, () -> Tensor.zeros(2).apply(op, Tensor.zeros(3)));
      assertEquals(
          op.label()
              + ": shapes [2] and [3] do not broadcast: axis -1 is 2 and 3; they must be equal,"
              + " or one of them 1",
          each.getMessage());
    }
  }

  @Test
  void refusesToShrink() {
    var expand = assertThrows(ShapeException.class, () -> Tensor.zeros(2, 3).broadcastTo(1, 3));
    assertEquals("broadcastTo: shape [2,3] does not broadcast to [1,3]", expand.getMessage());
    var sum = assertThrows(ShapeException.class, () -> Tensor.zeros(1, 3).sumTo(Shape.of(2, 3)));
    assertEquals("sumTo: [2,3] does not broadcast to [1,3]", sum.getMessage());
  }
}
