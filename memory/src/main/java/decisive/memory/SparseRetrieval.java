package decisive.memory;

import decisive.memory.RetrievalRule.Score;
import decisive.memory.RetrievalRule.Selection;
import decisive.memory.RetrievalRule.Voting;
import java.util.Arrays;
import java.util.function.Consumer;

/** One retrieval from a {@link SparseCliqueMemory}. */
final class SparseRetrieval {
  private final EdgeMatrix edges;
  private final Blocks blocks;
  private final int used;
  private final RetrievalRule rule;

  /** Clusters that have a symbol in the query, increasing. */
  private final int[] known;

  /** Clusters that may take part, known or erased, increasing; c of them if guided. */
  private final int[] open;

  private final VotingStep voting;
  private final long[] union;
  private ActiveSets active;
  private ActiveSets next;

  /**
   * @param used number of clusters that a message uses
   * @param query checked already
   */
  SparseRetrieval(EdgeMatrix edges, int used, Message query, RetrievalRule rule) {
    this.edges = edges;
    this.used = used;
    this.rule = rule;
    blocks = edges.blocks;
    int[] clusters = new int[blocks.count];
    Arrays.setAll(clusters, i -> i);
    known = Arrays.stream(clusters).filter(i -> query.symbol(i) >= 0).toArray();
    open = Arrays.stream(clusters).filter(i -> !query.isUnused(i)).toArray();
    voting = new VotingStep(blocks);
    union = new long[Arrays.stream(blocks.words).max().getAsInt()];
    active = new ActiveSets(blocks);
    next = new ActiveSets(blocks);
    for (int i : open) {
      if (!query.isErased(i)) {
        active.activate(i, query.symbol(i));
      } else if (startsFull()) {
        active.activateAll(i);
      }
    }
  }

  private boolean startsFull() {
    return !(rule instanceof Voting vote) || vote.score() == Score.SUM_OF_MAX && isGuided();
  }

  private boolean isGuided() {
    return open.length == used;
  }

  /** Unguided, losers can only be told once the clusters that take part stand out. */
  private Selection selection(Voting vote, int steps) {
    boolean begins = steps == 0 && vote.selection() == Selection.LOSERS_KICKED_OUT;
    return begins && !isGuided() ? Selection.GLOBAL_WINNER_TAKES_ALL : vote.selection();
  }

  /**
   * @param observer sees every step; may be null
   */
  Recall run(Consumer<Recall> observer) {
    int[] scores;
    int steps = 0;
    boolean converged;
    do {
      if (rule instanceof Voting vote) {
        scores = scores(vote.score(), vote.memoryEffect());
        VotingStep.select(selection(vote, steps), scores, active, steps == 0, next);
      } else {
        scores = observer == null ? null : scores(Score.SUM_OF_MAX, 0);
        keepSupported();
      }
      converged = next.sameAs(active);
      ActiveSets before = active;
      active = next;
      next = before;
      steps++;
      if (observer != null) {
        observer.accept(recall(scores, steps, converged));
      }
    } while (!converged && steps < rule.maxSteps());
    return recall(rule instanceof Voting ? scores : null, steps, converged);
  }

  /** Unused clusters score 0, which is never enough to be selected. */
  private int[] scores(Score score, int memoryEffect) {
    int[] scores = new int[blocks.clusters.total()];
    voting.score(edges, score, memoryEffect, active, scores);
    for (int i = 0, k = 0; i < blocks.count; i++) {
      if (k < open.length && open[k] == i) {
        k++;
      } else {
        int offset = blocks.clusters.offset(i);
        Arrays.fill(scores, offset, offset + blocks.fanals[i], 0);
      }
    }
    return scores;
  }

  /**
   * A step of unanimity. Few fanals are neighbours of all known ones, and only they are counted.
   */
  private void keepSupported() {
    next.copyFrom(active);
    for (int i : open) {
      int start = blocks.start[i];
      for (int j : known) {
        if (j != i) {
          edges.neighbours(j, active, i, union);
          for (int w = 0; w < blocks.words[i]; w++) {
            next.words[start + w] &= union[w];
          }
        }
      }
      for (int w = 0; w < blocks.words[i]; w++) {
        for (long rest = next.words[start + w]; rest != 0; rest &= rest - 1) {
          if (!isSupported(i, (w << 6) + Long.numberOfTrailingZeros(rest))) {
            next.words[start + w] &= ~Long.lowestOneBit(rest);
          }
        }
      }
      next.recount(i);
    }
  }

  private boolean isSupported(int i, int symbol) {
    int missing = used - 1;
    for (int k = 0; k < open.length && missing > 0; k++) {
      if (open[k] != i && edges.meets(i, symbol, open[k], active)) {
        missing--;
      }
    }
    return missing == 0;
  }

  private Recall recall(int[] scores, int steps, boolean converged) {
    int memoryEffect = rule instanceof Voting vote ? vote.memoryEffect() : 0;
    return new Recall(
        blocks.clusters,
        active.starts(),
        active.fanals(),
        scores,
        memoryEffect + used - 1,
        used,
        known.length,
        steps,
        converged);
  }
}
