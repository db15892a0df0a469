package decisive.tutorials.exercise.laws;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The backward rule of broadcasting: a row that was added to every row of a matrix. */
public final class BiasBackwardLaws extends Laws<BiasBackwardLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The gradient of b, from the gradient dy of Y[i][j] = X[i][j] + b[j]. */
    float[] backward(float[][] dy);
  }

  public BiasBackwardLaws() {
    super(Contract.class);
  }

  @Law("There is a gradient for each column")
  void aNumberAColumn(@ForAll("matrices") float[][] dy) {
    Claim.same("how many", dy[0].length, solution().backward(dy).length);
  }

  @Law("What was used in many places has the sum of their gradients")
  void asTheLibrary(@ForAll("matrices") float[][] dy) {
    float[] expected = Tensor.matrix(dy).sumTo(Shape.of(dy[0].length)).data();
    Claim.near("the gradient", expected, solution().backward(dy), 1e-5);
  }

  @Provide
  Arbitrary<float[][]> matrices() {
    return Floats.matrix(1, 4, 1, 4);
  }
}
