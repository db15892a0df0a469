package decisive.tensor;

import static decisive.tensor.TensorSamples.UNIT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Sums and products down columns, against double precision. */
class ColumnsTest {
  /** Roundings on the way to a sum: 64 in a float32 block, one at the end. */
  private static final double BOUND = 66 * UNIT;

  @Property(tries = 100)
  void sumsAndDotsAreThoseInDouble(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 70) int columns) {
    Generator generator = new Generator(seed);
    assertSums(
        Tensor.uniform(generator, -1, 2, rows, columns),
        Tensor.uniform(generator, -1, 2, rows, columns));
  }

  /** One value over and over: its roundings all fall to the same side. */
  @Example
  void longColumnsStayAccurate() {
    Tensor tenths = Tensor.full(0.1f, Shape.of(200_000, 3));
    assertSums(tenths, tenths);
  }

  private static void assertSums(Tensor a, Tensor b) {
    int columns = a.extent(-1);
    int rows = a.extent(0);
    float[] centre = Tensor.uniform(new Generator(columns), -1, 1, columns).data();
    Columns.Sums sums = Columns.sums(a, b, centre, (from, count) -> {});
    Columns.Moments moments = Columns.moments(a);
    assertEquals(columns, sums.ofA().length);
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      double size = 0;
      double dot = 0;
      double dotSize = 0;
      for (int i = j; i < a.size(); i += columns) {
        sum += a.data()[i];
        size += Math.abs(a.data()[i]);
        double centred = b.data()[i] - centre[j];
        dot += a.data()[i] * centred;
        dotSize += Math.abs(a.data()[i] * centred);
      }
      double mean = sum / rows;
      double square = 0;
      for (int i = j; i < a.size(); i += columns) {
        square += (a.data()[i] - mean) * (a.data()[i] - mean);
      }
      assertEquals(sum, sums.ofA()[j], BOUND * size);
      assertEquals(dot, sums.ofProducts()[j], BOUND * dotSize);
      assertEquals(mean, moments.mean()[j], BOUND * size / rows);
      // d = a − m is rounded by a half unit of d, and m² is subtracted in double.
      double rounding = BOUND * square / rows + 1e-14 * size * size / rows / rows;
      assertEquals(square / rows, moments.variance()[j], rounding);
    }
  }

  /** The variance does not drown in a mean of a thousand times the standard deviation. */
  @Property(tries = 50)
  void aLargeMeanDoesNotHideTheVariance(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 3000) int rows) {
    Tensor a = Tensor.uniform(new Generator(seed), 999, 1001, rows, 3);
    float[] variance = Columns.moments(a).variance();
    for (int j = 0; j < 3; j++) {
      double mean = 0;
      for (int i = j; i < a.size(); i += 3) {
        mean += a.data()[i] / (double) rows;
      }
      double square = 0;
      for (int i = j; i < a.size(); i += 3) {
        square += (a.data()[i] - mean) * (a.data()[i] - mean);
      }
      assertEquals(square / rows, variance[j], BOUND * square / rows + 1e-9);
    }
  }

  /** The rows are there when they are read, each once. */
  @Example
  void rowsMayBeWrittenJustBeforeTheyAreAdded() {
    Tensor b = Tensor.normal(new Generator(1), 1, 9001, 5);
    Tensor a = Tensor.zeros(9001, 5);
    Columns.Sums sums =
        Columns.sums(
            a,
            b,
            new float[5],
            (from, count) -> {
              for (int i = from * 5; i < (from + count) * 5; i++) {
                a.data()[i] += b.data()[i];
              }
            });
    assertEquals(b, a);
    assertArrayEquals(Columns.sums(b, b, new float[5], (from, n) -> {}).ofA(), sums.ofA());
  }

  @Property(tries = 50)
  void allAxesButTheLastAreRows(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 5) int width) {
    Tensor images = Tensor.normal(new Generator(seed), 1, n, height, width, 3);
    Tensor matrix = images.reshape(-1, 3);
    float[] centre = {1, 2, 3};
    Columns.Sums ofMatrix = Columns.sums(matrix, matrix, centre, (from, count) -> {});
    Columns.Sums ofImages = Columns.sums(images, images, centre, (from, count) -> {});
    assertArrayEquals(ofMatrix.ofA(), ofImages.ofA());
    assertArrayEquals(ofMatrix.ofProducts(), ofImages.ofProducts());
    assertArrayEquals(Columns.moments(matrix).mean(), Columns.moments(images).mean());
    assertArrayEquals(Columns.moments(matrix).variance(), Columns.moments(images).variance());
  }

  @Property(tries = 100)
  void affineIsFused(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 70) int columns) {
    Generator generator = new Generator(seed);
    Tensor a = Tensor.normal(generator, 1, rows, columns);
    Tensor b = Tensor.normal(generator, 1, rows, columns);
    float[] aScale = Tensor.normal(generator, 1, columns).data();
    float[] bScale = Tensor.normal(generator, 1, columns).data();
    float[] shift = Tensor.normal(generator, 1, columns).data();
    Tensor one = Columns.affine(a, aScale, shift);
    float[] centre = Tensor.normal(generator, 1, columns).data();
    Tensor two = Tensor.empty(a.shape());
    Columns.affine(a, aScale, b, centre, bScale, shift, two);
    Tensor some = Tensor.full(7, a.shape());
    Columns.affine(a, centre, aScale, shift, some, rows / 3, rows / 2);
    for (int i = 0; i < a.size(); i++) {
      int j = i % columns;
      assertEquals(Math.fma(a.data()[i], aScale[j], shift[j]), one.data()[i]);
      float inner = Math.fma(b.data()[i] - centre[j], bScale[j], shift[j]);
      boolean asked = i / columns >= rows / 3 && i / columns < rows / 3 + rows / 2;
      float centred = a.data()[i] - centre[j];
      assertEquals(asked ? Math.fma(centred, aScale[j], shift[j]) : 7, some.data()[i]);
      assertEquals(Math.fma(a.data()[i], aScale[j], inner), two.data()[i]);
    }
  }

  /** Several chunks of rows, and columns that no vector divides. */
  @Example
  void neitherThreadsNorKernelsChangeABit() {
    Tensor a = Tensor.normal(new Generator(1), 1, 9001, 19);
    Tensor b = Tensor.normal(new Generator(2), 1, 9001, 19);
    float[] scale = Tensor.normal(new Generator(3), 1, 19).data();
    Kernels kernels = KernelSet.active();
    int threads = Workers.threads();
    try {
      List<List<Tensor>> results = new ArrayList<>();
      for (String name : List.of("plain", "simd")) {
        for (int count = 1; count <= 3; count++) {
          KernelSet.use(KernelSet.named(name));
          Workers.use(count);
          Columns.Sums sums = Columns.sums(a, b, scale, (from, rows) -> {});
          Columns.Moments moments = Columns.moments(a);
          Tensor affine = a.copy();
          Columns.affine(affine, scale, b, scale, scale, scale, affine);
          results.add(
              List.of(
                  Tensor.vector(sums.ofA()),
                  Tensor.vector(sums.ofProducts()),
                  Tensor.vector(moments.mean()),
                  Tensor.vector(moments.variance()),
                  Columns.affine(a, scale, scale),
                  affine));
          assertEquals(results.get(0), results.get(results.size() - 1), name + " on " + count);
        }
      }
    } finally {
      Workers.use(threads);
      KernelSet.use(kernels);
    }
  }

  @Example
  void nanStaysInItsColumn() {
    Tensor a = Tensor.of(new float[] {1, Float.NaN, 2, 3}, 2, 2);
    Columns.Sums sums = Columns.sums(a, a, new float[2], (from, rows) -> {});
    assertArrayEquals(new float[] {3, Float.NaN}, sums.ofA());
    assertArrayEquals(new float[] {5, Float.NaN}, sums.ofProducts());
    assertArrayEquals(new float[] {1.5f, Float.NaN}, Columns.moments(a).mean());
    assertArrayEquals(new float[] {0.25f, Float.NaN}, Columns.moments(a).variance());
  }

  @Example
  void namesTheShapesThatDiffer() {
    Tensor a = Tensor.zeros(2, 3);
    Tensor b = Tensor.zeros(3, 2);
    float[] three = new float[3];
    assertMessage(
        "column sums: shapes [2,3] and [3,2] differ",
        () -> Columns.sums(a, b, three, (from, rows) -> {}));
    assertMessage(
        "column affine: shapes [2,3] and [3,2] differ",
        () -> Columns.affine(a, three, b, three, three, three, a));
    assertMessage(
        "column affine: 2 values given for the columns of [2,3]",
        () -> Columns.affine(a, three, new float[2]));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable wrong) {
    assertEquals(message, assertThrows(ShapeException.class, wrong).getMessage());
  }
}
