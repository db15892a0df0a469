package decisive.tensor;

import static decisive.tensor.Samples.UNIT;
import static decisive.tensor.Samples.indices;
import static decisive.tensor.Samples.integers;
import static decisive.tensor.Samples.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Samples.AnyShape;
import decisive.tensor.Samples.FullShape;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReductionTest {
  private static final float NAN = Float.NaN;

  /** At least one axis, in any order, some counted from the end. */
  private static int[] someAxes(Generator generator, int rank) {
    int[] axes = Arrays.copyOf(generator.permutation(rank), 1 + generator.nextInt(rank));
    for (int i = 0; i < axes.length; i++) {
      axes[i] -= generator.nextInt(2) * rank;
    }
    return axes;
  }

  /** The elements behind each result, in the result's order. */
  private static List<List<Float>> groups(Tensor x, int[] axes) {
    boolean[] reduced = new boolean[x.rank()];
    for (int axis : axes) {
      reduced[x.shape().axis(axis)] = true;
    }
    int count = 1;
    for (int axis = 0; axis < x.rank(); axis++) {
      count *= reduced[axis] ? 1 : x.extent(axis);
    }
    List<List<Float>> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(new ArrayList<>());
    }
    for (int[] index : indices(x.shape())) {
      int group = 0;
      for (int axis = 0; axis < x.rank(); axis++) {
        group = reduced[axis] ? group : group * x.extent(axis) + index[axis];
      }
      groups.get(group).add(x.get(index));
    }
    return groups;
  }

  private static double mean(List<Float> numbers) {
    return numbers.stream().mapToDouble(v -> v).sum() / numbers.size();
  }

  private static double meanSize(List<Float> numbers) {
    return numbers.stream().mapToDouble(Math::abs).sum() / numbers.size();
  }

  @Property(tries = 300)
  void areTheirDefinitions(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = normal(generator, shape).add(generator.nextInt(100));
    int[] axes = someAxes(generator, shape.rank());
    List<List<Float>> groups = groups(x, axes);
    Tensor sum = x.sum(axes);
    Tensor mean = x.mean(axes);
    Tensor max = x.max(axes);
    Tensor variance = x.variance(axes);
    assertEquals(groups.size(), sum.size());
    assertEquals(sum.shape(), max.shape());
    assertEquals(sum.shape(), variance.shape());
    for (int i = 0; i < groups.size(); i++) {
      List<Float> group = groups.get(i);
      int n = group.size();
      double exact = mean(group);
      // n roundings of sums no larger than Σ|x|, and one of the division.
      double meanBound = (n + 1) * UNIT * meanSize(group);
      assertEquals(exact * n, sum.data()[i], meanBound * n);
      assertEquals(exact, mean.data()[i], meanBound);
      assertEquals(group.stream().max(Float::compare).orElseThrow(), max.data()[i]);
      double expected =
          group.stream().mapToDouble(v -> (v - exact) * (v - exact)).sum() / group.size();
      // A mean off by d adds d²; a difference, square, sum and division round n + 5 times.
      double square = meanBound * meanBound;
      double bound = square + 1.01 * (n + 5) * UNIT * (expected + square);
      assertEquals(expected, variance.data()[i], bound);
    }
  }

  @Property(tries = 200)
  void withoutAxesReduceEverything(
      @ForAll long seed, @ForAll(supplier = AnyShape.class) Shape shape) {
    Tensor x = integers(new Generator(seed), shape);
    double total = 0;
    for (float v : x.data()) {
      total += v;
    }
    assertEquals(Shape.SCALAR, x.sum().shape());
    assertEquals((float) total, x.sum().item());
  }

  @Property(tries = 200)
  void argmaxIsTheFirstLargest(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    Tensor x = integers(generator, shape).mul(0.25f);
    for (int i = 0; i < x.size(); i++) {
      x.data()[i] = (float) Math.floor(x.data()[i]); // few values, many ties
    }
    int axis = generator.nextInt(shape.rank());
    int[] best = x.argmax(axis);
    List<List<Float>> groups = groups(x, new int[] {axis});
    assertEquals(groups.size(), best.length);
    for (int i = 0; i < best.length; i++) {
      float largest = groups.get(i).stream().max(Float::compare).orElseThrow();
      assertEquals(groups.get(i).indexOf(largest), best[i]);
    }
  }

  @Test
  void nanIsTheLargest() {
    Tensor x = Tensor.matrix(new float[] {1, NAN, 3, NAN}, new float[] {NAN, 9, 8, 7});
    assertArrayEquals(new int[] {1, 0}, x.argmax(1));
    assertArrayEquals(new int[] {1, 0, 1, 0}, x.argmax(0));
    assertEquals(Tensor.vector(NAN, NAN), x.max(1));
    assertEquals(Tensor.vector(NAN, NAN, 8, NAN), x.max(0));
    float infinity = Float.POSITIVE_INFINITY;
    assertArrayEquals(new int[] {0}, Tensor.matrix(new float[] {infinity, infinity}).argmax(1));
    assertArrayEquals(new int[] {0}, Tensor.matrix(new float[] {-infinity, -infinity}).argmax(1));
  }

  @Test
  void longSumsStayWithinTheirBound() {
    Tensor x = Tensor.uniform(new Generator(1), 0, 1, 100_000);
    double exact = 0;
    for (float v : x.data()) {
      exact += v;
    }
    // In a block 64 numbers to a partial sum and 4 pairwise additions; then one rounding.
    assertEquals(exact, x.sum().item(), (64 + 4 + 1) * UNIT * exact);
    float[] columns = x.reshape(-1, 2).sum(0).data();
    // In a block 1024 rows, then one rounding.
    assertEquals(exact, (double) columns[0] + columns[1], (1024 + 1) * UNIT * exact);
    assertTrue(x.variance().item() > 0.08 && x.variance().item() < 0.09, "1/12 is 0.0833");
  }

  @Test
  void manyEqualNumbersHaveThemselvesAsMean() {
    Tensor x = Tensor.full(0.1f, Shape.of(3_000_000));
    assertEquals(0.1f, x.mean().item(), 1e-6f);
    assertEquals(0.1f, x.reshape(-1, 3).mean(0).get(1), 1e-5f);
    assertEquals(0.1f, x.reshape(3, -1).mean(1).get(2), 1e-6f);
    assertEquals(0, x.variance().item(), 1e-12f);
  }

  @Test
  void ofARankZeroTensorIsACopy() {
    Tensor x = Tensor.scalar(3);
    Tensor sum = x.sum();
    sum.set(4);
    assertEquals(3, x.item());
    assertEquals(0, x.variance().item());
  }

  @Test
  void sumsOfNothingAreZero() {
    assertEquals(Tensor.zeros(2), Tensor.zeros(2, 0).sum(1));
    assertEquals(Tensor.zeros(3), Tensor.zeros(0, 3).sum(0));
    assertEquals(0, Tensor.zeros(0).sum().item());
  }

  @Test
  void saysWhatIsMissing() {
    Tensor empty = Tensor.zeros(2, 0);
    assertMessage("mean: shape [2,0] has no elements", () -> empty.mean(1));
    assertMessage("max: shape [2,0] has no elements to choose from", () -> empty.max(1));
    assertMessage("argmax: shape [2,0] has no elements to choose from", () -> empty.argmax(1));
    assertMessage("axis 2 of shape [2,3]: axes run from -2 to 1", () -> Tensor.zeros(2, 3).sum(2));
    assertMessage(
        "axis -3 of shape [2,3]: axes run from -2 to 1", () -> Tensor.zeros(2, 3).argmax(-3));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
