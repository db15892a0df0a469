package decisive.memory;

import decisive.memory.RetrievalRule.Score;
import decisive.memory.RetrievalRule.Selection;
import decisive.memory.RetrievalRule.Voting;
import decisive.memory.laws.CliqueLaws;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The clique memory and its rules as their formulas are written: slow and plain. */
final class CliqueDefinition {
  final Clusters clusters;
  private final int used;
  private final boolean[][] w;

  CliqueDefinition(Clusters clusters) {
    this(clusters, clusters.count());
  }

  /**
   * @param used how many clusters a message uses
   */
  CliqueDefinition(Clusters clusters, int used) {
    this.clusters = clusters;
    this.used = used;
    w = new boolean[clusters.total()][clusters.total()];
  }

  void store(Message message) {
    for (int i = 0; i < clusters.count(); i++) {
      for (int j = 0; j < clusters.count(); j++) {
        if (i != j && !message.isUnused(i) && !message.isUnused(j)) {
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
        if (i != j
            && !message.isUnused(i)
            && !message.isUnused(j)
            && !connected(i, message.symbol(i), j, message.symbol(j))) {
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
    return run(v, Message.unused(clusters.count()).eraseUnused(), query.known(), rule);
  }

  /** From a sparse message, guided or not. */
  Recall retrieve(Message query, RetrievalRule rule) {
    boolean[] v = new boolean[clusters.total()];
    int open = 0;
    for (int i = 0; i < clusters.count(); i++) {
      open += query.isUnused(i) ? 0 : 1;
    }
    for (int i = 0; i < clusters.count(); i++) {
      for (int a = 0; a < clusters.fanals(i); a++) {
        boolean silent =
            rule instanceof Voting vote && (vote.score() == Score.SUM_OF_SUM || open > used);
        v[clusters.fanal(i, a)] = query.isErased(i) ? !silent : query.symbol(i) == a;
      }
    }
    return run(v, query, query.known(), rule);
  }

  /**
   * @param query says which clusters are unused, and which must support a fanal
   */
  private Recall run(boolean[] start, Message query, int known, RetrievalRule rule) {
    boolean sumOfSum = rule instanceof Voting vote && vote.score() == Score.SUM_OF_SUM;
    boolean[] v = start;
    int steps = 0;
    int[] scores;
    boolean converged;
    do {
      int memoryEffect = rule instanceof Voting vote ? vote.memoryEffect() : 0;
      scores = scores(v, sumOfSum, memoryEffect, query);
      boolean[] next = new boolean[v.length];
      for (int i = 0; i < clusters.count(); i++) {
        for (int a = 0; a < clusters.fanals(i); a++) {
          int k = clusters.fanal(i, a);
          next[k] =
              rule instanceof Voting vote
                  ? scores[k] > 0
                      && wins(selection(vote, query, steps), scores, v, i, k, steps == 0)
                  : v[k] && scores[k] >= used - 1 && hasTheKnown(v, query, i, a);
        }
      }
      converged = Arrays.equals(v, next);
      v = next;
      steps++;
    } while (!converged && steps < rule.maxSteps());
    int effect = rule instanceof Voting vote ? vote.memoryEffect() : 0;
    return recall(v, scores, effect, known, steps, converged);
  }

  /** Unguided, losers-kicked-out begins with the global winners. */
  private Selection selection(Voting vote, Message query, int steps) {
    long open = IntStream.range(0, clusters.count()).filter(i -> !query.isUnused(i)).count();
    return steps == 0 && vote.selection() == Selection.LOSERS_KICKED_OUT && open > used
        ? Selection.GLOBAL_WINNER_TAKES_ALL
        : vote.selection();
  }

  private Recall recall(
      boolean[] v, int[] scores, int effect, int known, int steps, boolean converged) {
    int[] active = IntStream.range(0, v.length).filter(k -> v[k]).toArray();
    int[] starts = new int[clusters.count() + 1];
    for (int i = 0; i < clusters.count(); i++) {
      int end = clusters.offset(i) + clusters.fanals(i);
      starts[i + 1] = (int) Arrays.stream(active).filter(k -> k < end).count();
    }
    int full = effect + used - 1;
    return new Recall(clusters, starts, active, scores, full, used, known, steps, converged);
  }

  /** Whether every other cluster with a symbol in the query supports a fanal. */
  private boolean hasTheKnown(boolean[] v, Message query, int i, int a) {
    for (int j = 0; j < clusters.count(); j++) {
      boolean supported = j == i || query.symbol(j) < 0;
      for (int b = 0; b < clusters.fanals(j); b++) {
        supported |= v[clusters.fanal(j, b)] && connected(i, a, j, b);
      }
      if (!supported) {
        return false;
      }
    }
    return true;
  }

  private int[] scores(boolean[] v, boolean sumOfSum, int memoryEffect, Message query) {
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
    for (int i = 0; i < clusters.count(); i++) {
      for (int a = 0; query.isUnused(i) && a < clusters.fanals(i); a++) {
        scores[clusters.fanal(i, a)] = 0;
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
