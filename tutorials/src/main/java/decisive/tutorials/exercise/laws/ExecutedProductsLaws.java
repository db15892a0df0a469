package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The products that a 3×3 convolution really needs. */
public final class ExecutedProductsLaws extends Laws<ExecutedProductsLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /**
     * Products of a 3×3 convolution of stride 1 with a border of 1, whose input is not 0.
     *
     * @param x a map
     * @param outputs maps that it is read for
     */
    long executed(float[][] x, int outputs);
  }

  private static final int OUTPUTS = 5;

  public ExecutedProductsLaws() {
    super(Contract.class);
  }

  @Law("A map of zeros needs none")
  void zerosAreFree(@ForAll("maps") float[][] x) {
    long executed = solution().executed(new float[x.length][x[0].length], OUTPUTS);
    Claim.same("the products of a map of zeros", 0L, executed);
  }

  @Law("Twice the outputs, twice the products")
  void proportional(@ForAll("maps") float[][] x) {
    Claim.same(
        "the products for " + 2 * OUTPUTS + " outputs",
        2 * solution().executed(x, OUTPUTS),
        solution().executed(x, 2 * OUTPUTS));
  }

  @Law("A number inside is in nine windows, one in a corner in four")
  void windows() {
    float[][] inside = new float[4][4];
    inside[1][2] = 1;
    float[][] corner = new float[4][4];
    corner[3][0] = -2;
    Claim.same("of one number inside", 9L * OUTPUTS, solution().executed(inside, OUTPUTS));
    Claim.same("of one number in a corner", 4L * OUTPUTS, solution().executed(corner, OUTPUTS));
  }

  @Law("It is what a loop over all windows counts")
  void asCounted(@ForAll("maps") float[][] x) {
    long expected = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        for (int u = Math.max(0, i - 1); u <= Math.min(x.length - 1, i + 1); u++) {
          for (int v = Math.max(0, j - 1); v <= Math.min(x[i].length - 1, j + 1); v++) {
            expected += x[u][v] != 0 ? OUTPUTS : 0;
          }
        }
      }
    }
    Claim.same("the products", expected, solution().executed(x, OUTPUTS));
  }

  @Provide
  Arbitrary<float[][]> maps() {
    return Floats.matrix(2, 4, 2, 4)
        .map(
            rows -> {
              for (float[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                  row[i] = Math.abs(row[i]) < 2 ? 0 : row[i];
                }
              }
              return rows;
            });
  }
}
