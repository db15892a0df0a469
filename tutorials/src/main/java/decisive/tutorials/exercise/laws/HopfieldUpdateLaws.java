package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** A step of a Hopfield memory. */
public final class HopfieldUpdateLaws extends Laws<HopfieldUpdateLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The new value, −1 or 1, of a unit. */
    int update(double[][] weights, int[] state, int unit);
  }

  /** Symmetric weights without a diagonal, and a state. */
  public record Network(double[][] weights, int[] state) {
    double energy(int[] of) {
      double energy = 0;
      for (int i = 0; i < of.length; i++) {
        for (int j = 0; j < of.length; j++) {
          energy -= weights[i][j] * of[i] * of[j] / 2;
        }
      }
      return energy;
    }

    @Override
    public String toString() {
      return "weights " + Arrays.deepToString(weights) + ", state " + Arrays.toString(state);
    }
  }

  private static final int LARGEST = 5;

  public HopfieldUpdateLaws() {
    super(Contract.class);
  }

  @Law("The energy never rises: −½ Σ w_ij s_i s_j")
  void energyNeverRises(@ForAll("networks") Network network) {
    for (int unit = 0; unit < network.state().length; unit++) {
      int[] after = network.state().clone();
      after[unit] = solution().update(network.weights(), network.state().clone(), unit);
      Claim.that(
          network.energy(after) <= network.energy(network.state()),
          "unit %d becomes %d: the energy rises from %s to %s",
          unit,
          after[unit],
          network.energy(network.state()),
          network.energy(after));
    }
  }

  @Law("It is −1 or 1, and where the others say nothing, what it was")
  void zeroChangesNothing(@ForAll("networks") Network network) {
    for (int unit = 0; unit < network.state().length; unit++) {
      int after = solution().update(network.weights(), network.state().clone(), unit);
      Claim.that(after == 1 || after == -1, "unit %d becomes %d", unit, after);
      double[][] silent = new double[network.state().length][network.state().length];
      int same = solution().update(silent, network.state().clone(), unit);
      Claim.same("unit " + unit + " with all weights 0", network.state()[unit], same);
    }
  }

  @Law("The state itself is not written to")
  void leavesTheStateAlone(@ForAll("networks") Network network) {
    int[] state = network.state().clone();
    solution().update(network.weights(), state, 0);
    Claim.same("the state afterwards", network.state(), state);
  }

  @Provide
  Arbitrary<Network> networks() {
    return Combinators.combine(
            Arbitraries.integers().between(1, LARGEST),
            Arbitraries.integers()
                .between(-3, 3)
                .array(int[].class)
                .ofSize(LARGEST * LARGEST + LARGEST))
        .as(HopfieldUpdateLaws::network);
  }

  private static Network network(int n, int[] numbers) {
    double[][] weights = new double[n][n];
    int[] state = new int[n];
    for (int i = 0; i < n; i++) {
      state[i] = numbers[n * n + i] < 0 ? -1 : 1;
      for (int j = 0; j < i; j++) {
        weights[i][j] = numbers[i * n + j];
        weights[j][i] = weights[i][j];
      }
    }
    return new Network(weights, state);
  }
}
