package decisive.tutorials.exercise.laws;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The softmax gate of a group of maps. */
public final class SoftmaxGateLaws extends Laws<SoftmaxGateLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** y_i = a_i · exp(T · (a_i − max a)), with a = max(x, 0) and one group. */
    float[] gate(float[] x, float temperature);
  }

  private static final float COLD = 1e-6f;
  private static final float HOT = 1e6f;

  public SoftmaxGateLaws() {
    super(Contract.class);
  }

  private static float[] rectified(float[] x) {
    float[] a = new float[x.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.max(x[i], 0);
    }
    return a;
  }

  @Law("The largest of the group keeps its value, at any temperature")
  void theLargestStays(@ForAll("groups") float[] x, @ForAll @IntRange(min = 1, max = 50) int t) {
    float[] y = solution().gate(x.clone(), t);
    float[] a = rectified(x);
    for (int i = 0; i < a.length; i++) {
      boolean largest = true;
      for (float other : a) {
        largest &= a[i] >= other;
      }
      if (largest) {
        Claim.near("y of the largest, at place " + i, a[i], y[i], 1e-6);
      }
    }
  }

  @Law("At a temperature near 0 nothing happens but that negative numbers become 0")
  void coldIsRelu(@ForAll("groups") float[] x) {
    Claim.near("y", rectified(x), solution().gate(x.clone(), COLD), 1e-4);
  }

  @Law("At a high temperature only the largest is left")
  void hotDecides(@ForAll("groups") float[] x) {
    float[] a = rectified(x);
    float[] sorted = a.clone();
    Arrays.sort(sorted);
    float[] expected = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      expected[i] = a[i] == sorted[a.length - 1] ? a[i] : 0;
    }
    Claim.near("y", expected, solution().gate(x.clone(), HOT), 1e-6);
  }

  @Law("It is the library's gate")
  void asTheLibrary(@ForAll("groups") float[] x, @ForAll @IntRange(min = 1, max = 50) int t) {
    Competitor competitor = new Competitor(Competition.groupsOf(x.length), 0, x.length);
    competitor.phase(Phase.gated(t));
    Variable y = competitor.apply(Variable.constant(Tensor.of(x.clone(), 1, 1, 1, x.length)));
    Claim.near("y", y.value().data().clone(), solution().gate(x.clone(), t), 1e-5);
  }

  @Provide
  Arbitrary<float[]> groups() {
    return Floats.vector(2, 5);
  }
}
