package decisive.tutorials.exercise.laws;

import decisive.experiments.reproduce.Estimate;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** How sure a mean of a few runs is. */
public final class IntervalLaws extends Laws<IntervalLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** Half the width of the interval around the mean: t · s / √n. */
    double halfWidth(double[] values, double t);
  }

  /** Student's t for 95 % and four degrees of freedom. */
  private static final double T = 2.7764451051977987;

  private static final int RUNS = 5;

  public IntervalLaws() {
    super(Contract.class);
  }

  @Law("Runs that all say the same are sure")
  void equalRuns(@ForAll("runs") double[] values) {
    double[] equal = new double[RUNS];
    Arrays.fill(equal, values[0]);
    Claim.near("the half width of equal runs", 0, solution().halfWidth(equal, T), 1e-9);
  }

  @Law("Twice as far apart, twice as wide; the same moved, as wide as before")
  void scales(@ForAll("runs") double[] values) {
    double once = solution().halfWidth(values.clone(), T);
    double[] twice = Arrays.stream(values).map(v -> 2 * v + 30).toArray();
    Claim.near("the half width of 2 v + 30", 2 * once, solution().halfWidth(twice, T), 1e-9);
  }

  @Law("With n − 1 in the variance it is what the library's reports show")
  void asTheLibrary(@ForAll("runs") double[] values) {
    double expected = Estimate.of(Arrays.stream(values).boxed().toList()).halfWidth();
    Claim.near("the half width", expected, solution().halfWidth(values.clone(), T), 1e-6);
  }

  @Provide
  Arbitrary<double[]> runs() {
    return Arbitraries.integers()
        .between(0, 100)
        .map(n -> (double) n)
        .array(double[].class)
        .ofSize(RUNS);
  }
}
