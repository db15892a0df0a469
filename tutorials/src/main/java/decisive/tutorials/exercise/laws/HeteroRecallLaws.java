package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The paper's Algorithm 1. */
public final class HeteroRecallLaws extends Laws<HeteroRecallLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** 1 for each fanal of the output whose score W x is the highest of its cluster, else 0. */
    int[] recall(int[][] weights, int[] x, int clusterSize);
  }

  public HeteroRecallLaws() {
    super(Contract.class);
  }

  private static int[] scores(int[][] w, int[] x) {
    int[] scores = new int[w.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < x.length; j++) {
        scores[i] += w[i][j] * x[j];
      }
    }
    return scores;
  }

  @Law("The stored y is among the winners, from any part of its x")
  void findsWhatWasStored(
      @ForAll("pairs") StoredPairs pairs, @ForAll @IntRange(max = 2) int forgotten) {
    for (int n = 0; n < pairs.x().length; n++) {
      int[] part = pairs.x()[n].clone();
      for (int a = 0; a < pairs.size(); a++) {
        part[forgotten * pairs.size() + a] = 0;
      }
      int[] answer = solution().recall(pairs.weights(), part, pairs.size());
      for (int i = 0; i < answer.length; i++) {
        Claim.that(
            pairs.y()[n][i] == 0 || answer[i] == 1,
            "x %s: the answer %s lacks fanal %d of y %s",
            part,
            answer,
            i,
            pairs.y()[n]);
      }
    }
  }

  @Law("In each cluster all fanals of the highest score win, and no other")
  void theHighestWin(@ForAll("pairs") StoredPairs pairs) {
    for (int[] x : pairs.x()) {
      int[] scores = scores(pairs.weights(), x);
      int[] expected = new int[scores.length];
      for (int i = 0; i < scores.length; i++) {
        int best = 0;
        for (int a = 0; a < pairs.size(); a++) {
          best = Math.max(best, scores[i / pairs.size() * pairs.size() + a]);
        }
        expected[i] = scores[i] == best ? 1 : 0;
      }
      Claim.same(
          "the answer to scores " + Arrays.toString(scores),
          expected,
          solution().recall(pairs.weights(), x, pairs.size()));
    }
  }

  @Law("Every cluster has a winner, even of a query in which nothing is known")
  void everyClusterAnswers(@ForAll("pairs") StoredPairs pairs) {
    int[] nothing = new int[pairs.x()[0].length];
    int[] answer = solution().recall(pairs.weights(), nothing, pairs.size());
    for (int from = 0; from < answer.length; from += pairs.size()) {
      int winners = 0;
      for (int a = 0; a < pairs.size(); a++) {
        winners += answer[from + a];
      }
      Claim.same("the winners of the cluster at " + from, pairs.size(), winners);
    }
  }

  @Provide
  Arbitrary<StoredPairs> pairs() {
    return StoredPairs.any();
  }
}
