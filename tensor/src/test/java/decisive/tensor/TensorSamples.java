package decisive.tensor;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;

/** Shapes and tensors to test laws on. */
final class TensorSamples {
  /** Half of float32's spacing at 1: the relative error of one rounding. */
  static final double UNIT = 0x1p-24;

  private TensorSamples() {}

  /** Ranks 0 to 4, extents 0 to 5. */
  static final class AnyShape implements ArbitrarySupplier<Shape> {
    @Override
    public Arbitrary<Shape> get() {
      return extents(0, 0);
    }
  }

  /** Ranks 1 to 4, extents 1 to 5. */
  static final class FullShape implements ArbitrarySupplier<Shape> {
    @Override
    public Arbitrary<Shape> get() {
      return extents(1, 1);
    }
  }

  private static Arbitrary<Shape> extents(int leastRank, int leastExtent) {
    return Arbitraries.integers()
        .between(leastExtent, 5)
        .array(int[].class)
        .ofMinSize(leastRank)
        .ofMaxSize(4)
        .map(Shape::of);
  }

  /** Whole numbers from -8 to 8: sums and products of a few thousand of them are exact. */
  static Tensor integers(Generator generator, Shape shape) {
    Tensor x = Tensor.zeros(shape);
    for (int i = 0; i < x.size(); i++) {
      x.data()[i] = generator.nextInt(17) - 8;
    }
    return x;
  }

  static Tensor integers(Generator generator, int... extents) {
    return integers(generator, Shape.of(extents));
  }

  static Tensor normal(Generator generator, Shape shape) {
    return Tensor.normal(generator, 3, shape.extents());
  }

  /** A shape that broadcasts to {@code target}: leading axes dropped, some others 1. */
  static Shape narrower(Generator generator, Shape target) {
    int drop = generator.nextInt(3) == 0 ? generator.nextInt(target.rank() + 1) : 0;
    int[] extents = Arrays.copyOfRange(target.extents(), drop, target.rank());
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = generator.nextInt(3) == 0 ? 1 : extents[axis];
    }
    return Shape.of(extents);
  }

  /** Every index of a shape, row-major. */
  static List<int[]> indices(Shape shape) {
    List<int[]> indices = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      int[] index = new int[shape.rank()];
      int rest = i;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        index[axis] = rest % shape.extent(axis);
        rest /= shape.extent(axis);
      }
      indices.add(index);
    }
    return indices;
  }

  /** Σ a·b in double. */
  static double inner(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }
}
