package decisive.tensor;

import static decisive.tensor.TensorSamples.indices;
import static decisive.tensor.TensorSamples.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.TensorSamples.AnyShape;
import decisive.tensor.TensorSamples.FullShape;
import decisive.tensor.random.Generator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LayoutTest {
  @Property(tries = 200)
  void reshapeThereAndBack(@ForAll long seed, @ForAll(supplier = AnyShape.class) Shape shape) {
    Tensor x = normal(new Generator(seed), shape);
    Tensor flat = x.reshape(-1);
    assertEquals(Shape.of(shape.size()), flat.shape());
    assertSame(x.data(), flat.data());
    assertEquals(x, flat.reshape(shape.extents()));
  }

  @Property(tries = 200)
  void reshapeInfersAnyOneExtent(
      @ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape);
    int[] extents = shape.extents();
    extents[generator.nextInt(extents.length)] = -1;
    assertEquals(x, x.reshape(extents));
  }

  @Property(tries = 300)
  void permuteMovesEveryElementAndBack(
      @ForAll long seed, @ForAll(supplier = AnyShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape);
    int[] axes = generator.permutation(shape.rank());
    int[] inverse = new int[axes.length];
    Tensor y = x.permute(axes);
    for (int[] index : indices(y.shape())) {
      int[] from = new int[axes.length];
      for (int i = 0; i < axes.length; i++) {
        from[axes[i]] = index[i];
      }
      assertEquals(x.get(from), y.get(index));
    }
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i]] = i;
    }
    assertEquals(x, y.permute(inverse));
  }

  @Property(tries = 100)
  void transposeIsItsOwnInverse(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape rest) {
    Tensor x = normal(new Generator(seed), rest).reshape(-1, 1, rest.extent(-1));
    assertEquals(Shape.of(x.extent(0), x.extent(2), 1), x.transpose().shape());
    assertEquals(x, x.transpose().transpose());
    assertEquals(x.permute(0, 2, 1), x.transpose());
  }

  @Property(tries = 300)
  void piecesJoinedAreTheWhole(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape);
    int axis = generator.nextInt(shape.rank());
    int extent = shape.extent(axis);
    int cut = generator.nextInt(extent + 1);
    int second = cut + generator.nextInt(extent - cut + 1);
    Tensor[] parts = {
      x.slice(axis, 0, cut), x.slice(axis, cut, second), x.slice(axis, second, extent)
    };
    assertEquals(x, Tensor.concatenate(axis, parts));
    assertEquals(x, Tensor.concatenate(axis - shape.rank(), parts));
  }

  @Property(tries = 200)
  void sliceReadsWhereItSays(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape);
    int axis = generator.nextInt(shape.rank());
    int from = generator.nextInt(shape.extent(axis));
    Tensor y = x.slice(axis, from, shape.extent(axis));
    for (int[] index : indices(y.shape())) {
      float value = y.get(index);
      index[axis] += from;
      assertEquals(x.get(index), value);
    }
    assertEquals(y.slice(axis, 0, 1).reshape(shape.without(axis).extents()), x.select(axis, from));
  }

  @Property(tries = 200)
  void padSurroundsWithZeros(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape);
    int axis = generator.nextInt(shape.rank());
    int extent = shape.extent(axis);
    int before = generator.nextInt(4);
    int after = generator.nextInt(4);
    Tensor y = x.pad(axis, before, after);
    assertEquals(shape.with(axis, before + extent + after), y.shape());
    assertEquals(x, y.slice(axis, before, before + extent));
    Tensor ends =
        Tensor.concatenate(
            axis,
            y.slice(axis, 0, before),
            y.slice(axis, before + extent, before + extent + after));
    assertEquals(Tensor.zeros(shape.with(axis, before + after)), ends);
  }

  @Property(tries = 200)
  void rowsAreSlicesOfTheFirstAxis(
      @ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape);
    int[] positions = new int[generator.nextInt(7)];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = generator.nextInt(shape.extent(0));
    }
    Tensor y = x.rows(positions);
    assertEquals(shape.with(0, positions.length), y.shape());
    for (int i = 0; i < positions.length; i++) {
      assertEquals(x.select(0, positions[i]), y.select(0, i));
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    Tensor x = Tensor.zeros(2, 3);
    assertMessage(
        "reshape: shape [2,3] has 6 elements, which do not fit [4,-1]", () -> x.reshape(4, -1));
    assertMessage("reshape: shape [2,3] has 6 elements, which do not fit [5]", () -> x.reshape(5));
    assertMessage(
        "reshape: shape [2,3] has 6 elements, which do not fit [-1,-1]", () -> x.reshape(-1, -1));
    assertMessage(
        "permute: [0, 0] is not an order of the axes of shape [2,3]", () -> x.permute(0, 0));
    assertMessage("permute: [0] is not an order of the axes of shape [2,3]", () -> x.permute(0));
    assertMessage(
        "transpose: shape [4] has fewer than two axes", () -> Tensor.zeros(4).transpose());
    assertMessage("slice: 1 to 4 is outside axis 1 of shape [2,3]", () -> x.slice(1, 1, 4));
    assertMessage("slice: 2 to 1 is outside axis -1 of shape [2,3]", () -> x.slice(-1, 2, 1));
    assertMessage("slice: -1 to 1 is outside axis 0 of shape [2,3]", () -> x.slice(0, -1, 1));
    assertMessage("rows: position 2 is outside axis 0 of shape [2,3]", () -> x.rows(0, 2));
    assertMessage("concatenate: no tensors given", () -> Tensor.concatenate(0));
    assertMessage(
        "concatenate: shapes [2,3] and [2,4] differ outside axis 0",
        () -> Tensor.concatenate(0, x, Tensor.zeros(2, 4)));
    assertMessage(
        "concatenate: shapes [2,3] and [2] differ outside axis 0",
        () -> Tensor.concatenate(0, x, Tensor.zeros(2)));
    assertMessage(
        "pad: -1 and 0 must be 0 or more; to remove elements use slice", () -> x.pad(0, -1, 0));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
  }
}
