package decisive.tutorials.exercise.laws;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** What is left of a location when its groups have decided. */
public final class WinnerTakesAllLaws extends Laws<WinnerTakesAllLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** Of every k consecutive numbers the largest, if positive; all others become 0; ties win. */
    float[] decide(float[] x, int k);
  }

  private static final int K = 3;

  public WinnerTakesAllLaws() {
    super(Contract.class);
  }

  @Law("What wins keeps its value; what does not is 0")
  void keptOrZero(@ForAll("locations") float[] x) {
    float[] y = solution().decide(x.clone(), K);
    Claim.same("how many numbers", x.length, y.length);
    for (int i = 0; i < x.length; i++) {
      Claim.that(y[i] == 0 || y[i] == x[i], "y[%d] is %s, x is %s", i, y[i], x[i]);
      Claim.that(y[i] >= 0, "y[%d] is %s: a negative number cannot win", i, y[i]);
    }
  }

  @Law("Who has won wins again: deciding twice is deciding once")
  void twiceIsOnce(@ForAll("locations") float[] x) {
    float[] once = solution().decide(x.clone(), K);
    Claim.near("deciding what was decided", once, solution().decide(once.clone(), K), 0);
  }

  @Law("Groups do not know of each other")
  void groupsAreApart(@ForAll("locations") float[] x) {
    float[] louder = x.clone();
    for (int i = K; i < louder.length; i++) {
      louder[i] += 100;
    }
    float[] before = solution().decide(x.clone(), K);
    float[] after = solution().decide(louder, K);
    for (int i = 0; i < K; i++) {
      Claim.near("y[" + i + "] with 100 added to the other group", before[i], after[i], 0);
    }
  }

  @Law("It is the library's decision, ties included")
  void asTheLibrary(@ForAll("locations") float[] x) {
    Competitor competitor = new Competitor(Competition.groupsOf(K), 0, x.length);
    competitor.phase(Phase.decided());
    Variable y = competitor.apply(Variable.constant(Tensor.of(x.clone(), 1, 1, 1, x.length)));
    Claim.near("y", y.value().data().clone(), solution().decide(x.clone(), K), 0);
  }

  @Provide
  Arbitrary<float[]> locations() {
    return Arbitraries.integers()
        .between(-3, 4)
        .map(n -> n / 2f)
        .array(float[].class)
        .ofSize(2 * K);
  }
}
