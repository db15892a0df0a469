package decisive.tensor;

import static decisive.tensor.TensorSamples.UNIT;
import static decisive.tensor.TensorSamples.indices;
import static decisive.tensor.TensorSamples.integers;
import static decisive.tensor.TensorSamples.normal;
import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.TensorSamples.AnyShape;
import decisive.tensor.TensorSamples.FullShape;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

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
    assertEquals(variance.sqrt(), x.std(axes));
    assertEquals(x.neg().max(axes).neg(), x.min(axes));
    assertKeepsDims(x, axes);
    for (int i = 0; i < groups.size(); i++) {
      List<Float> group = groups.get(i);
      int n = group.size();
      double exact = mean(group);
      // n roundings of sums no larger than Σ|x|, and one of the division.
      double meanBound = (n + 1) * UNIT * meanSize(group);
      assertEquals(exact * n, sum.data()[i], meanBound * n);
      assertEquals(exact, mean.data()[i], meanBound);
      assertEquals(group.stream().max(Float::compare).orElseThrow(), max.data()[i]);
      assertEquals(group.stream().min(Float::compare).orElseThrow(), x.min(axes).data()[i]);
      double expected =
          group.stream().mapToDouble(v -> (v - exact) * (v - exact)).sum() / group.size();
      assertEquals(expected, variance.data()[i], 1.01 * UNIT * expected); // rounded once
    }
  }

  private static void assertKeepsDims(Tensor x, int[] axes) {
    int[] kept = x.shape().extents();
    for (int axis : axes) {
      kept[x.shape().axis(axis)] = 1;
    }
    KeepDims<Tensor> reduce = x.keepDims();
    assertEquals(x.sum(axes).reshape(kept), reduce.sum(axes));
    assertEquals(x.mean(axes).reshape(kept), reduce.mean(axes));
    assertEquals(x.max(axes).reshape(kept), reduce.max(axes));
    assertEquals(x.min(axes).reshape(kept), reduce.min(axes));
    assertEquals(x.variance(axes).reshape(kept), reduce.variance(axes));
    assertEquals(x.std(axes).reshape(kept), reduce.std(axes));
  }

  @Test
  void keepDimsOfEverything() {
    assertEquals(Tensor.full(6, Shape.of(1, 1)), Tensor.ones(2, 3).keepDims().sum());
    assertEquals(Tensor.scalar(3), Tensor.scalar(3).keepDims().max());
    assertEquals("keepDims of [2,3]", Tensor.ones(2, 3).keepDims().toString());
  }

  /** Standard deviations of 1 around a million: float32 has 16 steps to 1 there. */
  @Test
  void aLargeMeanCostsNoAccuracy() {
    for (float mean : new float[] {1e5f, 1e6f, -1e6f}) {
      Tensor x = Tensor.normal(new Generator(1), 1, 100, 30).add(mean);
      for (int axis = 0; axis < 2; axis++) {
        List<List<Float>> groups = groups(x, new int[] {axis});
        Tensor variance = x.variance(axis);
        for (int i = 0; i < groups.size(); i++) {
          double centre = mean(groups.get(i));
          double expected =
              groups.get(i).stream().mapToDouble(v -> (v - centre) * (v - centre)).sum()
                  / groups.get(i).size();
          assertEquals(expected, variance.data()[i], 2 * UNIT * expected);
        }
      }
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

  /** As NumPy: numpy.zeros((0, 3)).mean(axis=1).shape is (0,), and so for the others. */
  @Test
  void whereNoResultIsAskedForItIsEmpty() {
    Tensor empty = Tensor.zeros(0, 3);
    Tensor nothing = Tensor.zeros(0);
    assertEquals(nothing, empty.sum(1));
    assertEquals(nothing, empty.mean(1));
    assertEquals(nothing, empty.max(1));
    assertEquals(nothing, empty.min(1));
    assertEquals(nothing, empty.variance(1));
    assertEquals(nothing, empty.std(-1));
    assertEquals(0, empty.argmax(1).length);
    assertEquals(nothing, Tensor.zeros(2, 0).max(0));
    assertEquals(nothing, Tensor.zeros(0, 0).mean(1));
    assertEquals(Tensor.zeros(0, 1), empty.keepDims().max(1));
  }

  /** NumPy gives NaN and a warning for the mean and the variance, and throws for the others. */
  @Test
  void ofNothingThereIsOnlyASum() {
    Tensor empty = Tensor.zeros(2, 0);
    String wants = ": shape [2,0] has no elements to reduce along [1]; of nothing there is no ";
    assertRefused("mean" + wants + "mean", () -> empty.mean(1));
    assertRefused("max" + wants + "max", () -> empty.max(1));
    assertRefused("min" + wants + "min", () -> empty.min(1));
    assertRefused("variance" + wants + "variance", () -> empty.variance(1));
    assertRefused("std" + wants + "std", () -> empty.std(1));
    assertRefused("argmax" + wants + "argmax", () -> empty.argmax(1));
    assertRefused(
        "max: shape [0,2,3] has no elements to reduce along [0,2]; of nothing there is no max",
        () -> Tensor.zeros(0, 2, 3).max(0, 2));
    assertRefused(
        "mean: shape [0] has no elements to reduce; of nothing there is no mean",
        () -> Tensor.zeros(0).mean());
  }

  @Test
  void namesTheAxis() {
    assertRefused("axis 2 of shape [2,3]: axes run from -2 to 1", () -> Tensor.zeros(2, 3).sum(2));
    assertRefused(
        "axis -3 of shape [2,3]: axes run from -2 to 1", () -> Tensor.zeros(2, 3).argmax(-3));
  }
}
