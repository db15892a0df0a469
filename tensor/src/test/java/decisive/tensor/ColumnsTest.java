package decisive.tensor;

import static decisive.tensor.Samples.UNIT;
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
      @ForAll @IntRange(max = 300) int rows,
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
    float[] sums = Columns.sums(a);
    int columns = a.extent(-1);
    float[] centre = Tensor.uniform(new Generator(columns), -1, 1, columns).data();
    float[] dots = Columns.dots(a, b, centre);
    float[] squares = Columns.squares(b, centre);
    assertEquals(columns, sums.length);
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      double size = 0;
      double dot = 0;
      double dotSize = 0;
      double square = 0;
      for (int i = j; i < a.size(); i += columns) {
        sum += a.data()[i];
        size += Math.abs(a.data()[i]);
        double centred = b.data()[i] - centre[j];
        dot += a.data()[i] * centred;
        dotSize += Math.abs(a.data()[i] * centred);
        square += centred * centred;
      }
      assertEquals(sum, sums[j], BOUND * size);
      assertEquals(dot, dots[j], BOUND * dotSize);
      assertEquals(square, squares[j], BOUND * square);
    }
  }

  @Property(tries = 50)
  void allAxesButTheLastAreRows(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 5) int width) {
    Tensor images = Tensor.normal(new Generator(seed), 1, n, height, width, 3);
    Tensor matrix = images.reshape(-1, 3);
    assertArrayEquals(Columns.sums(matrix), Columns.sums(images));
    float[] centre = {1, 2, 3};
    assertArrayEquals(Columns.squares(matrix, centre), Columns.squares(images, centre));
    assertArrayEquals(Columns.dots(matrix, matrix, centre), Columns.dots(images, images, centre));
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
    Tensor two = Columns.affine(a, aScale, b, centre, bScale, shift);
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
          results.add(
              List.of(
                  Tensor.vector(Columns.sums(a)),
                  Tensor.vector(Columns.dots(a, b, scale)),
                  Tensor.vector(Columns.squares(a, scale)),
                  Columns.affine(a, scale, scale),
                  Columns.affine(a, scale, b, scale, scale, scale)));
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
    assertArrayEquals(new float[] {3, Float.NaN}, Columns.sums(a));
    assertArrayEquals(new float[] {5, Float.NaN}, Columns.dots(a, a, new float[2]));
  }

  @Example
  void namesTheShapesThatDiffer() {
    Tensor a = Tensor.zeros(2, 3);
    Tensor b = Tensor.zeros(3, 2);
    float[] three = new float[3];
    assertMessage("column dots: shapes [2,3] and [3,2] differ", () -> Columns.dots(a, b, three));
    assertMessage(
        "column affine: shapes [2,3] and [3,2] differ",
        () -> Columns.affine(a, three, b, three, three, three));
    assertMessage(
        "column affine: 2 values given for the columns of [2,3]",
        () -> Columns.affine(a, three, new float[2]));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable wrong) {
    assertEquals(message, assertThrows(ShapeException.class, wrong).getMessage());
  }
}
