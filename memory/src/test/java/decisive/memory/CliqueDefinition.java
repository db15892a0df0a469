package decisive.memory;

import decisive.memory.RetrievalRule.Score;
import decisive.memory.RetrievalRule.Selection;
import decisive.memory.RetrievalRule.Voting;
import java.util.Arrays;

/** The clique memory and its rules as their formulas are written: slow and plain. */
final class CliqueDefinition {
  final Clusters clusters;
  private final boolean[][] w;

  CliqueDefinition(Clusters clusters) {
    this.clusters = clusters;
    w = new boolean[clusters.total()][clusters.total()];
  }

  void store(Message message) {
    for (int i = 0; i < clusters.count(); i++) {
      for (int j = 0; j < clusters.count(); j++) {
        if (i != j) {
          w[clusters.fanal(i, message.symbol(i))][clusters.fanal(j, message.symbol(j))] = true;
        }
      }
    }
  }

  boolean connected(int i, int a, int j, int b) {
    return w[clusters.fanal(i, a)][clusters.fanal(j, b)];
  }

  boolean contains(Message message) {
    for (int i = 0; i < clusters.count(); i++) {
      for (int j = 0; j < clusters.count(); j++) {
        if (i != j && !connected(i, message.symbol(i), j, message.symbol(j))) {
          return false;
        }
      }
    }
    return true;
  }

  Recall retrieve(Candidates query, RetrievalRule rule) {
    boolean sumOfSum = rule instanceof Voting vote && vote.score() == Score.SUM_OF_SUM;
    boolean[] v = new boolean[clusters.total()];
    for (int i = 0; i < clusters.count(); i++) {
      if (!query.isErased(i) || !sumOfSum) {
        for (int a : CliqueLaws.start(clusters, query, i)) {
          v[clusters.fanal(i, a)] = true;
        }
      }
    }
    int steps = 0;
    int[] scores;
    boolean converged;
    do {
      int memoryEffect = rule instanceof Voting vote ? vote.memoryEffect() : 0;
      scores = scores(v, sumOfSum, memoryEffect);
      boolean[] next = new boolean[v.length];
      for (int i = 0; i < clusters.count(); i++) {
        for (int a = 0; a < clusters.fanals(i); a++) {
          int k = clusters.fanal(i, a);
          next[k] =
              rule instanceof Voting vote
                  ? scores[k] > 0 && wins(vote.selection(), scores, v, i, k, steps == 0)
                  : v[k] && scores[k] == clusters.count() - 1;
        }
      }
      converged = Arrays.equals(v, next);
      v = next;
      steps++;
    } while (!converged && steps < rule.maxSteps());
    return new Recall(clusters, v, scores, query.known(), steps, converged);
  }

  private int[] scores(boolean[] v, boolean sumOfSum, int memoryEffect) {
    int[] scores = new int[v.length];
    for (int k = 0; k < v.length; k++) {
      scores[k] = v[k] ? memoryEffect : 0;
      for (int j = 0; j < clusters.count(); j++) {
        int votes = 0;
        for (int b = clusters.offset(j); b < clusters.offset(j) + clusters.fanals(j); b++) {
          votes += w[k][b] && v[b] ? 1 : 0;
        }
        scores[k] += sumOfSum ? votes : Math.min(1, votes);
      }
    }
    return scores;
  }

  private boolean wins(
      Selection selection, int[] scores, boolean[] v, int cluster, int k, boolean first) {
    if (selection == Selection.GLOBAL_WINNER_TAKES_ALL) {
      return scores[k] == Arrays.stream(scores).max().getAsInt();
    }
    if (selection == Selection.WINNER_TAKES_ALL || first) {
      int from = clusters.offset(cluster);
      int to = from + clusters.fanals(cluster);
      return scores[k] == Arrays.stream(scores, from, to).max().getAsInt();
    }
    int worst = Integer.MAX_VALUE;
    int best = 0;
    for (int other = 0; other < v.length; other++) {
      worst = v[other] ? Math.min(worst, scores[other]) : worst;
      best = v[other] ? Math.max(best, scores[other]) : best;
    }
    return v[k] && (scores[k] > worst || worst == best);
  }
}
