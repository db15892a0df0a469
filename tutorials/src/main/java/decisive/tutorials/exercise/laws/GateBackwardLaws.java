package decisive.tutorials.exercise.laws;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The gradient of the softmax gate, which stops at the gate itself. */
public final class GateBackwardLaws extends Laws<GateBackwardLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** dx_i = dy_i · exp(T · (a_i − max a)) where x_i is positive, else 0. */
    float[] backward(float[] x, float[] dy, float temperature);
  }

  public GateBackwardLaws() {
    super(Contract.class);
  }

  @Law("Nothing passes where x is negative")
  void rectifies(@ForAll("rows") float[][] rows, @ForAll @IntRange(min = 1, max = 20) int t) {
    float[] dx = solution().backward(rows[0].clone(), rows[1].clone(), t);
    for (int i = 0; i < dx.length; i++) {
      Claim.that(rows[0][i] >= 0 || dx[i] == 0, "dx[%d] is %s", i, dx[i]);
    }
  }

  @Law("The gradient of the largest passes as it is")
  void theLargestPasses(
      @ForAll("rows") float[][] rows, @ForAll @IntRange(min = 1, max = 20) int t) {
    float[] x = rows[0];
    int largest = 0;
    for (int i = 1; i < x.length; i++) {
      largest = x[i] > x[largest] ? i : largest;
    }
    float[] dx = solution().backward(x.clone(), rows[1].clone(), t);
    Claim.that(
        x[largest] <= 0 || Math.abs(dx[largest] - rows[1][largest]) <= 1e-6,
        "dx[%d] should be %s, but got %s",
        largest,
        rows[1][largest],
        dx[largest]);
  }

  @Law("It is the library's: the gate is a constant, no gradient goes through it")
  void asTheLibrary(@ForAll("rows") float[][] rows, @ForAll @IntRange(min = 1, max = 20) int t) {
    int maps = rows[0].length;
    Competitor competitor = new Competitor(Competition.groupsOf(maps), 0, maps);
    competitor.phase(Phase.gated(t));
    Variable x = Variable.parameter(Tensor.of(rows[0].clone(), 1, 1, 1, maps));
    competitor.apply(x).backward(Tensor.of(rows[1].clone(), 1, 1, 1, maps));
    Claim.near(
        "dx",
        x.gradient().data().clone(),
        solution().backward(rows[0].clone(), rows[1].clone(), t),
        1e-5);
  }

  @Provide
  Arbitrary<float[][]> rows() {
    return Floats.matrix(2, 2, 2, 4);
  }
}
