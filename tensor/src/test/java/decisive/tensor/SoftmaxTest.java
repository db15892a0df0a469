package decisive.tensor;

import static decisive.tensor.TensorSamples.UNIT;
import static decisive.tensor.TensorSamples.integers;
import static decisive.tensor.TensorSamples.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.tensor.TensorSamples.FullShape;
import decisive.tensor.random.Generator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  @Property(tries = 300)
  void isItsDefinition(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    int axis = generator.nextInt(shape.rank());
    int n = shape.extent(axis);
    Tensor x = normal(generator, shape);
    Tensor y = x.softmax(axis);
    Tensor log = x.logSoftmax(axis);
    for (int[] index : TensorSamples.indices(shape.with(axis, 1))) {
      double[] line = line(x, index, axis);
      double max = Double.NEGATIVE_INFINITY;
      for (double v : line) {
        max = Math.max(max, v);
      }
      double sum = 0;
      double ours = 0;
      for (double v : line) {
        sum += Math.exp(v - max);
      }
      for (int i = 0; i < n; i++) {
        index[axis] = i;
        double exact = line[i] - max - Math.log(sum);
        // Roundings: x − max above and below the line, two exponentials (2 each), n sums, others.
        double roundings = n + 8 + 3 * (max - line[i]);
        assertEquals(Math.exp(exact), y.get(index), Math.exp(exact) * roundings * UNIT);
        assertEquals(exact, log.get(index), (roundings + 2 * Math.abs(exact)) * UNIT);
        assertEquals(
            Math.log(y.get(index)), log.get(index), 2 * (roundings + Math.abs(exact)) * UNIT);
        ours += y.get(index);
      }
      assertEquals(1, ours, (n + 2) * UNIT);
    }
  }

  private static double[] line(Tensor x, int[] start, int axis) {
    int[] index = start.clone();
    double[] line = new double[x.extent(axis)];
    for (int i = 0; i < line.length; i++) {
      index[axis] = i;
      line[i] = x.get(index);
    }
    return line;
  }

  /** Whole numbers shift exactly, so not a bit changes. */
  @Property(tries = 200)
  void doesNotSeeAShift(@ForAll long seed, @ForAll(supplier = FullShape.class) Shape shape) {
    Generator generator = new Generator(seed);
    int axis = generator.nextInt(shape.rank()) - shape.rank();
    Tensor x = integers(generator, shape);
    Tensor shift = integers(generator, shape.with(axis, 1)).mul(1000);
    assertEquals(x.softmax(axis), x.add(shift).softmax(axis));
    assertEquals(x.logSoftmax(axis), x.add(shift).logSoftmax(axis));
  }

  @Test
  void survivesLargeAndInfiniteNumbers() {
    float infinity = Float.POSITIVE_INFINITY;
    assertEquals(Tensor.vector(0.5f, 0.5f, 0), Tensor.vector(3e38f, 3e38f, -3e38f).softmax(0));
    assertEquals(Tensor.vector(0, 1), Tensor.vector(-infinity, 7).softmax(0));
    assertEquals(Tensor.vector(-infinity, 0), Tensor.vector(-infinity, 7).logSoftmax(0));
    assertEquals(Tensor.vector(-200, 0), Tensor.vector(0, 200).logSoftmax(0));
  }
}
