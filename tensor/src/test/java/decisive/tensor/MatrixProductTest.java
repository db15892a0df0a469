package decisive.tensor;

import static decisive.tensor.TensorSamples.UNIT;
import static decisive.tensor.TensorSamples.integers;
import static decisive.tensor.TensorSamples.narrower;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.random.Generator;
import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MatrixProductTest {
  /**
   * Both are k roundings from the exact product at most: |c − ĉ| ≤ γ_k (|A||B|), γ_k = ku / (1 −
   * ku) (Higham, "Accuracy and stability of numerical algorithms", section 3.5); EJML rounds the
   * products too.
   */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void agreesWithEjml(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int m,
      @ForAll @IntRange(min = 1, max = 70) int k,
      @ForAll @IntRange(min = 1, max = 70) int n) {
    compareWithEjml(seed, m, k, n);
  }

  @Test
  void agreesWithEjmlOverLongSums() {
    compareWithEjml(1, 9, 2000, 33);
    compareWithEjml(2, 130, 513, 65);
  }

  private static void compareWithEjml(long seed, int m, int k, int n) {
    Generator generator = new Generator(seed);
    Tensor a = Tensor.uniform(generator, -1, 1, m, k);
    Tensor b = Tensor.uniform(generator, -1, 1, k, n);
    Tensor c = a.matmul(b);
    FMatrixRMaj reference = new FMatrixRMaj(m, n);
    CommonOps_FDRM.mult(
        FMatrixRMaj.wrap(m, k, a.data()), FMatrixRMaj.wrap(k, n, b.data()), reference);
    double bound = 2 * k * UNIT / (1 - k * UNIT);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double size = 0;
        for (int step = 0; step < k; step++) {
          size += Math.abs((double) a.get(i, step) * b.get(step, j));
        }
        assertEquals(reference.get(i, j), c.get(i, j), bound * size);
      }
    }
  }

  /** Whole numbers are exact, so the laws of algebra hold to the bit. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void isLinearAndAssociative(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int m,
      @ForAll @IntRange(max = 40) int k,
      @ForAll @IntRange(max = 40) int n) {
    Generator generator = new Generator(seed);
    Tensor a = integers(generator, m, k);
    Tensor b = integers(generator, k, n);
    Tensor other = integers(generator, k, n);
    Tensor d = integers(generator, n, 3);
    assertEquals(Shape.of(m, n), a.matmul(b).shape());
    assertEquals(a.matmul(b.add(other)), a.matmul(b).add(a.matmul(other)));
    assertEquals(a.matmul(b.mul(3)), a.matmul(b).mul(3));
    assertEquals(a.matmul(b).matmul(d), a.matmul(b.matmul(d)));
    assertEquals(a.matmul(b).transpose(), b.transpose().matmul(a.transpose()));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void identityChangesNothing(
      @ForAll long seed, @ForAll @IntRange(max = 40) int m, @ForAll @IntRange(max = 40) int n) {
    Tensor a = Tensor.uniform(new Generator(seed), 1, 2, m, n);
    assertEquals(a, Tensor.eye(m).matmul(a));
    assertEquals(a, a.matmul(Tensor.eye(n)));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void batchesBroadcast(
      @ForAll long seed,
      @ForAll(supplier = TensorSamples.AnyShape.class) Shape batch,
      @ForAll @IntRange(max = 6) int m,
      @ForAll @IntRange(max = 6) int k,
      @ForAll @IntRange(max = 6) int n) {
    Generator generator = new Generator(seed);
    Tensor a = integers(generator, joined(narrower(generator, batch), m, k));
    Tensor b = integers(generator, joined(narrower(generator, batch), k, n));
    Tensor c = a.matmul(b);
    Shape leading = leading(a.shape()).broadcast(leading(b.shape()), "test");
    assertEquals(joined(leading, m, n), c.shape());
    Tensor wideA = a.broadcastTo(joined(leading, m, k).extents()).reshape(leading.size(), m, k);
    Tensor wideB = b.broadcastTo(joined(leading, k, n).extents()).reshape(leading.size(), k, n);
    Tensor flat = c.reshape(leading.size(), m, n);
    for (int i = 0; i < leading.size(); i++) {
      assertEquals(wideA.select(0, i).matmul(wideB.select(0, i)), flat.select(0, i));
    }
  }

  private static Shape joined(Shape batch, int rows, int columns) {
    int[] extents = Arrays.copyOf(batch.extents(), batch.rank() + 2);
    extents[batch.rank()] = rows;
    extents[batch.rank() + 1] = columns;
    return Shape.of(extents);
  }

  private static Shape leading(Shape shape) {
    return shape.without(-1).without(-1);
  }

  @Test
  void emptyOperandsGiveEmptyOrZeroProducts() {
    assertEquals(Tensor.zeros(0, 3), Tensor.zeros(0, 2).matmul(Tensor.zeros(2, 3)));
    assertEquals(Tensor.zeros(3, 0), Tensor.zeros(3, 2).matmul(Tensor.zeros(2, 0)));
    assertEquals(Tensor.zeros(2, 3), Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3)));
    assertEquals(Tensor.zeros(0, 0), Tensor.zeros(0, 0).matmul(Tensor.zeros(0, 0)));
  }

  @Test
  void namesBothShapes() {
    assertMessage(
        "matmul: shapes [2,3] and [4,5] do not fit: want [..., m, k] and [..., k, n], the inner"
            + " extents equal",
        () -> Tensor.zeros(2, 3).matmul(Tensor.zeros(4, 5)));
    assertMessage(
        "matmul: shapes [3] and [3,5] do not fit: want [..., m, k] and [..., k, n], the inner"
            + " extents equal; reshape a vector to a row or column",
        () -> Tensor.zeros(3).matmul(Tensor.zeros(3, 5)));
    assertMessage(
        "matmul: shapes [2] and [3] do not broadcast: axis -1 is 2 and 3; they must be equal, or"
            + " one of them 1",
        () -> Tensor.zeros(2, 4, 5).matmul(Tensor.zeros(3, 5, 4)));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
  }
}
