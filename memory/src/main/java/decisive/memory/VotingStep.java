package decisive.memory;

import decisive.memory.RetrievalRule.Score;
import decisive.memory.RetrievalRule.Selection;
import java.util.Arrays;

/**
 * The two halves of a step of {@link RetrievalRule.Voting}: scores, then selection. Active fanals
 * add their rows to the scores, so the time goes with their number, which is small, and not with
 * that of all fanals. Holds a buffer, so one thread uses it at a time.
 */
final class VotingStep {
  private final long[] union;

  VotingStep(Blocks blocks) {
    union = new long[Arrays.stream(blocks.words).max().getAsInt()];
  }

  /** Writes the score of every fanal: scores[k] of fanal k, by {@link Clusters}' numbering. */
  void score(EdgeMatrix edges, Score score, int memoryEffect, ActiveSets active, int[] scores) {
    Blocks blocks = edges.blocks;
    Arrays.fill(scores, 0);
    for (int j = 0; j < blocks.count; j++) {
      boolean together = score == Score.SUM_OF_MAX && active.sizes[j] > 1;
      for (int i = 0; together && i < blocks.count; i++) {
        if (i != j) {
          edges.neighbours(j, active, i, union);
          addBits(union, 0, blocks.words[i], scores, blocks.clusters.offset(i));
        }
      }
      for (int w = blocks.start[j]; w < blocks.start[j + 1]; w++) {
        for (long rest = active.words[w]; rest != 0; rest &= rest - 1) {
          int b = (w - blocks.start[j] << 6) + Long.numberOfTrailingZeros(rest);
          scores[blocks.clusters.offset(j) + b] += memoryEffect;
          for (int i = 0; !together && i < blocks.count; i++) {
            if (i != j) {
              int row = edges.block(j, b, i);
              addBits(edges.words, row, blocks.words[i], scores, blocks.clusters.offset(i));
            }
          }
        }
      }
    }
  }

  /**
   * @param first whether {@code active} is the query
   * @param next becomes the sets after the step
   */
  static void select(
      Selection selection, int[] scores, ActiveSets active, boolean first, ActiveSets next) {
    next.clear();
    Blocks blocks = next.blocks;
    switch (selection) {
      case WINNER_TAKES_ALL -> winnersOfClusters(scores, next);
      case GLOBAL_WINNER_TAKES_ALL -> {
        int best = Arrays.stream(scores).max().getAsInt();
        for (int i = 0; i < blocks.count; i++) {
          activate(i, scores, Math.max(best, 1), next);
        }
      }
      case LOSERS_KICKED_OUT -> {
        if (first) {
          winnersOfClusters(scores, next);
        } else {
          kickLosers(scores, active, next);
        }
      }
    }
  }

  private static void winnersOfClusters(int[] scores, ActiveSets next) {
    for (int i = 0; i < next.blocks.count; i++) {
      int offset = next.blocks.clusters.offset(i);
      int best = 1; // a score of 0 is never enough
      for (int k = offset; k < offset + next.blocks.fanals[i]; k++) {
        best = Math.max(best, scores[k]);
      }
      activate(i, scores, best, next);
    }
  }

  private static void activate(int cluster, int[] scores, int atLeast, ActiveSets next) {
    int offset = next.blocks.clusters.offset(cluster);
    for (int symbol = 0; symbol < next.blocks.fanals[cluster]; symbol++) {
      if (scores[offset + symbol] >= atLeast) {
        next.activate(cluster, symbol);
      }
    }
  }

  private static void kickLosers(int[] scores, ActiveSets active, ActiveSets next) {
    int[] left = active.fanals();
    int worst = Integer.MAX_VALUE;
    int best = 0;
    for (int fanal : left) {
      worst = Math.min(worst, scores[fanal]);
      best = Math.max(best, scores[fanal]);
    }
    int atLeast = worst == best ? Math.max(best, 1) : worst + 1;
    for (int i = 0, k = 0; i < next.blocks.count; i++) {
      int offset = next.blocks.clusters.offset(i);
      for (int n = active.sizes[i]; n > 0; n--, k++) {
        if (scores[left[k]] >= atLeast) {
          next.activate(i, left[k] - offset);
        }
      }
    }
  }

  private static void addBits(long[] bits, int from, int words, int[] scores, int offset) {
    for (int w = 0; w < words; w++) {
      for (long rest = bits[from + w]; rest != 0; rest &= rest - 1) {
        scores[offset + (w << 6) + Long.numberOfTrailingZeros(rest)]++;
      }
    }
  }
}
