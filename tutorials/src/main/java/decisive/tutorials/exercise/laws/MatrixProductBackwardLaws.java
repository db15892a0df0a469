package decisive.tutorials.exercise.laws;

import decisive.autograd.Variable;
import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The backward rule of Y = A B. */
public final class MatrixProductBackwardLaws extends Laws<MatrixProductBackwardLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The gradient of A [m, k], from A, B [k, n] and the gradient dY [m, n]. */
    float[][] ofLeft(float[][] a, float[][] b, float[][] dy);

    /** The gradient of B [k, n]. */
    float[][] ofRight(float[][] a, float[][] b, float[][] dy);
  }

  /** A [m, k], B [k, n] and dY [m, n]. */
  public record Product(float[][] a, float[][] b, float[][] dy) {
    @Override
    public String toString() {
      return "A "
          + Arrays.deepToString(a)
          + ", B "
          + Arrays.deepToString(b)
          + ", dY "
          + Arrays.deepToString(dy);
    }
  }

  public MatrixProductBackwardLaws() {
    super(Contract.class);
  }

  @Law("Each gradient has the shape of what it is the gradient of")
  void shapes(@ForAll("products") Product p) {
    float[][] left = solution().ofLeft(p.a(), p.b(), p.dy());
    float[][] right = solution().ofRight(p.a(), p.b(), p.dy());
    Claim.same("the shape of A's gradient", shape(p.a()), shape(left));
    Claim.same("the shape of B's gradient", shape(p.b()), shape(right));
  }

  private static String shape(float[][] matrix) {
    return "[" + matrix.length + ", " + (matrix.length == 0 ? 0 : matrix[0].length) + "]";
  }

  @Law("They are the library's gradients")
  void asAutograd(@ForAll("products") Product p) {
    Variable a = Variable.parameter(Tensor.matrix(p.a()));
    Variable b = Variable.parameter(Tensor.matrix(p.b()));
    a.matmul(b).backward(Tensor.matrix(p.dy()));
    Claim.near("A's gradient", rows(a.gradient()), solution().ofLeft(p.a(), p.b(), p.dy()), 1e-4);
    Claim.near("B's gradient", rows(b.gradient()), solution().ofRight(p.a(), p.b(), p.dy()), 1e-4);
  }

  private static float[][] rows(Tensor matrix) {
    float[][] rows = new float[matrix.extent(0)][matrix.extent(1)];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }

  @Provide
  Arbitrary<Product> products() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3).array(int[].class).ofSize(3),
            Floats.vector(27, 27))
        .as(
            (sizes, numbers) ->
                new Product(
                    matrix(numbers, 0, sizes[0], sizes[1]),
                    matrix(numbers, 9, sizes[1], sizes[2]),
                    matrix(numbers, 18, sizes[0], sizes[2])));
  }

  private static float[][] matrix(float[] numbers, int from, int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(numbers, from + i * columns, matrix[i], 0, columns);
    }
    return matrix;
  }
}
