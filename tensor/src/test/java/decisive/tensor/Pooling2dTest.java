package decisive.tensor;

import static decisive.tensor.TensorSamples.UNIT;
import static decisive.tensor.TensorSamples.indices;
import static decisive.tensor.TensorSamples.inner;
import static decisive.tensor.TensorSamples.integers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Pooling against its definition; on whole numbers, so that sums and ties are exact. */
class Pooling2dTest {
  record Case(Tensor x, int size, int stride, int padding, long seed) {
    Pooling2d pooling() {
      return new Pooling2d(x.shape(), size, stride, padding);
    }

    /** Positions in x's array that the window of an output lies on, in row order. */
    List<Integer> window(int[] output) {
      List<Integer> positions = new ArrayList<>();
      for (int h = output[1] * stride - padding; h < output[1] * stride - padding + size; h++) {
        for (int w = output[2] * stride - padding; w < output[2] * stride - padding + size; w++) {
          if (h >= 0 && h < x.extent(1) && w >= 0 && w < x.extent(2)) {
            positions.add(
                ((output[0] * x.extent(1) + h) * x.extent(2) + w) * x.extent(3) + output[3]);
          }
        }
      }
      return positions;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(0, 2),
            Arbitraries.longs())
        .as(
            (size, stride, padding, seed) -> {
              Generator generator = new Generator(seed);
              Tensor x =
                  integers(
                      generator,
                      1 + generator.nextInt(3),
                      size + generator.nextInt(5),
                      size + generator.nextInt(5),
                      1 + generator.nextInt(20));
              return new Case(x, size, stride, Math.min(padding, size / 2), seed);
            });
  }

  @Property(tries = 200)
  void shapeCountsTheWindowsThatFit(@ForAll("cases") Case of) {
    Shape output = of.pooling().output();
    for (int axis = 1; axis <= 2; axis++) {
      int windows = 0;
      for (int first = -of.padding;
          first + of.size <= of.x.extent(axis) + of.padding;
          first += of.stride) {
        windows++;
      }
      assertEquals(windows, output.extent(axis));
    }
    assertEquals(of.x.extent(0), output.extent(0));
    assertEquals(of.x.extent(3), output.extent(3));
  }

  @Property(tries = 200)
  void maximumIsTheFirstLargestOfTheWindow(@ForAll("cases") Case of) {
    Pooling2d.Maxima maxima = of.pooling().max(of.x);
    List<int[]> outputs = indices(of.pooling().output());
    for (int i = 0; i < outputs.size(); i++) {
      int best = -1;
      for (int position : of.window(outputs.get(i))) {
        best = best < 0 || of.x.data()[position] > of.x.data()[best] ? position : best;
      }
      assertEquals(best, maxima.positions()[i]);
      assertEquals(of.x.data()[best], maxima.values().data()[i]);
    }
  }

  @Property(tries = 200)
  void averageDividesByTheWholeWindow(@ForAll("cases") Case of) {
    Tensor y = of.pooling().average(of.x);
    for (int[] output : indices(y.shape())) {
      float sum = 0;
      for (int position : of.window(output)) {
        sum += of.x.data()[position];
      }
      assertEquals(sum / (of.size * of.size), y.get(output));
    }
  }

  @Property(tries = 200)
  void gradientsAreAdjoint(@ForAll("cases") Case of) {
    Pooling2d pooling = of.pooling();
    Pooling2d.Maxima maxima = pooling.max(of.x);
    Tensor dy = integers(new Generator(of.seed).split("dy"), pooling.output());
    assertEquals(
        inner(maxima.values(), dy), inner(of.x, pooling.maxToInput(dy, maxima.positions())));
    // a share and a mean are rounded once, a sum of shares k² times; |x|, |dy| ≤ 8
    double area = of.size * of.size;
    double bound = (area + 4) * UNIT * 64 * dy.size();
    double forward = inner(pooling.average(of.x), dy);
    assertEquals(forward, inner(of.x, pooling.averageToInput(dy)), bound);
  }

  @Example
  void nothingHidesNaN() {
    float nan = Float.NaN;
    Tensor x = Tensor.of(new float[] {1, nan, 9, 2, 3, 9}, 1, 2, 3, 1);
    Pooling2d pooling = new Pooling2d(x.shape(), 2, 1, 0);
    Pooling2d.Maxima maxima = pooling.max(x);
    assertEquals(Tensor.of(new float[] {nan, nan}, 1, 1, 2, 1), maxima.values());
    assertArrayEquals(new int[] {1, 1}, maxima.positions());
    assertEquals(Tensor.of(new float[] {nan, nan}, 1, 1, 2, 1), pooling.average(x));
    Tensor low = Tensor.full(Float.NEGATIVE_INFINITY, Shape.of(1, 2, 2, 1));
    assertEquals(
        Tensor.full(Float.NEGATIVE_INFINITY, Shape.of(1, 1, 1, 1)),
        new Pooling2d(low.shape(), 2, 2, 0).max(low).values());
  }

  @Example
  void theSameBitsOnAnyNumberOfThreads() {
    Tensor x = Tensor.normal(new Generator(1), 1, 7, 9, 8, 5);
    Pooling2d pooling = new Pooling2d(x.shape(), 3, 2, 1);
    Tensor dy = Tensor.normal(new Generator(2), 1, pooling.output().extents());
    int threads = Workers.threads();
    try {
      List<List<Tensor>> results = new ArrayList<>();
      for (int count = 1; count <= 3; count++) {
        Workers.use(count);
        Pooling2d.Maxima maxima = pooling.max(x);
        results.add(
            List.of(
                maxima.values(),
                pooling.maxToInput(dy, maxima.positions()),
                pooling.average(x),
                pooling.averageToInput(dy)));
      }
      assertEquals(results.get(0), results.get(1));
      assertEquals(results.get(0), results.get(2));
    } finally {
      Workers.use(threads);
    }
  }

  @Example
  void namesWhatDoesNotFit() {
    Shape images = Shape.of(1, 4, 9, 2);
    assertMessage("pool2d: input [4,9] must be [N,H,W,C]", Shape.of(4, 9), 2, 2, 0);
    assertMessage(
        "pool2d: the images of input [1,0,4,1] have no pixels", Shape.of(1, 0, 4, 1), 2, 1, 1);
    assertMessage("pool2d: padding 2 is more than half the window 3", images, 3, 1, 2);
    assertMessage(
        "pool2d: a window of 5 with stride 5 and padding 0 does not fit axis 1 of input [1,4,9,2]",
        images,
        5,
        5,
        0);
    String wants = "; want a window and a stride of 1 or more, a padding of 0 or more";
    assertMessage("pool2d: window 0, stride 1 and padding 0" + wants, images, 0, 1, 0);
    assertMessage("pool2d: window 2, stride 0 and padding 0" + wants, images, 2, 0, 0);
    assertMessage("pool2d: window 2, stride 1 and padding -1" + wants, images, 2, 1, -1);
    Pooling2d pooling = new Pooling2d(images, 2, 2, 0);
    assertEquals(
        "pool2d: shape [1,9,4,2] given, this geometry wants [1,4,9,2]",
        assertThrows(ShapeException.class, () -> pooling.max(Tensor.zeros(1, 9, 4, 2)))
            .getMessage());
    assertEquals(
        "pool2d gradient: shape [1,4,9,2] given, this geometry wants [1,2,4,2]",
        assertThrows(ShapeException.class, () -> pooling.averageToInput(Tensor.zeros(images)))
            .getMessage());
  }

  private static void assertMessage(
      String message, Shape input, int size, int stride, int padding) {
    assertEquals(
        message,
        assertThrows(ShapeException.class, () -> new Pooling2d(input, size, stride, padding))
            .getMessage());
  }
}
