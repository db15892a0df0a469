package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The paper's Equation 1. */
public final class HeteroStoreLaws extends Laws<HeteroStoreLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** W of as many rows as y has numbers and columns as x has: min(1, Σ y xᵀ) over the pairs. */
    int[][] weights(int[][] x, int[][] y);
  }

  public HeteroStoreLaws() {
    super(Contract.class);
  }

  @Law("A pair connects every 1 of its x to every 1 of its y")
  void pairsAreConnected(@ForAll("pairs") StoredPairs pairs) {
    int[][] w = solution().weights(pairs.x(), pairs.y());
    for (int n = 0; n < pairs.x().length; n++) {
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < w[i].length; j++) {
          Claim.that(
              pairs.x()[n][j] * pairs.y()[n][i] == 0 || w[i][j] > 0,
              "pair %d wants w[%d][%d] to be 1",
              n,
              i,
              j);
        }
      }
    }
  }

  @Law("A connection is there or not: weights are 0 or 1, however often it is stored")
  void weightsAreBinary(@ForAll("pairs") StoredPairs pairs) {
    int[][] w = solution().weights(pairs.x(), pairs.y());
    Claim.that(
        Arrays.stream(w).flatMapToInt(Arrays::stream).allMatch(v -> v == 0 || v == 1),
        "the weights are %s",
        (Object) w);
  }

  @Law("Nothing else is connected")
  void nothingElse(@ForAll("pairs") StoredPairs pairs) {
    Claim.same("the weights", pairs.weights(), solution().weights(pairs.x(), pairs.y()));
  }

  @Provide
  Arbitrary<StoredPairs> pairs() {
    return StoredPairs.any();
  }
}
