package decisive.memory;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Retrievals from memories of the same {@link Blocks}, one after another: its buffers are used
 * again, so one thread uses it at a time. It does not hold the edges, so that a thread which keeps
 * it does not keep a whole memory alive.
 */
final class CliqueRetrieval {
  private final Blocks blocks;
  private final UnanimityStep unanimity;
  private final CandidateGraph few;
  private final VotingStep voting;

  /** Where the fanals of each cluster begin in an answer with one each; shared by all of these. */
  private final int[] oneEach;

  private ActiveSets active;
  private ActiveSets next;

  CliqueRetrieval(Blocks blocks) {
    this.blocks = blocks;
    unanimity = new UnanimityStep(blocks);
    few = new CandidateGraph(blocks);
    voting = new VotingStep(blocks);
    oneEach = new int[blocks.count + 1];
    Arrays.setAll(oneEach, i -> i);
    active = new ActiveSets(blocks);
    next = new ActiveSets(blocks);
  }

  /**
   * @param query checked already
   * @param observer sees every step; may be null
   */
  Recall retrieve(EdgeMatrix edges, Message query, RetrievalRule rule, Consumer<Recall> observer) {
    boolean full = startsFull(rule);
    for (int i = 0; i < blocks.count; i++) {
      int symbol = query.symbol(i);
      if (symbol == Message.ERASED && full) {
        active.activateAll(i);
      } else {
        active.clear(i);
        if (symbol != Message.ERASED) {
          active.activate(i, symbol);
        }
      }
    }
    return run(edges, query.known(), rule, observer);
  }

  /**
   * @param query checked already
   * @param observer sees every step; may be null
   */
  Recall retrieve(
      EdgeMatrix edges, Candidates query, RetrievalRule rule, Consumer<Recall> observer) {
    active.clear();
    for (int i = 0; i < blocks.count; i++) {
      if (!query.isErased(i)) {
        for (int symbol : query.symbols(i)) {
          active.activate(i, symbol);
        }
      } else if (startsFull(rule)) {
        active.activateAll(i);
      }
    }
    return run(edges, query.known(), rule, observer);
  }

  private static boolean startsFull(RetrievalRule rule) {
    return !(rule instanceof RetrievalRule.Voting vote
        && vote.score() == RetrievalRule.Score.SUM_OF_SUM);
  }

  private Recall run(EdgeMatrix edges, int known, RetrievalRule rule, Consumer<Recall> observer) {
    if (observer == null
        && rule instanceof RetrievalRule.Unanimity
        && few.run(edges, active, rule.maxSteps())) {
      int[] fanals = few.unique();
      return fanals != null
          ? recall(oneEach, fanals, null, rule, known, few.steps(), few.converged())
          : recall(null, rule, known, few.steps(), few.converged());
    }
    int[] scores = null;
    int steps = 0;
    boolean converged;
    do {
      if (rule instanceof RetrievalRule.Voting vote) {
        if (scores == null || observer != null) {
          scores = new int[blocks.clusters.total()];
        }
        voting.score(edges, vote.score(), vote.memoryEffect(), active, scores);
        VotingStep.select(vote.selection(), scores, active, steps == 0, next);
      } else {
        if (observer != null) {
          scores = new int[blocks.clusters.total()];
          voting.score(edges, RetrievalRule.Score.SUM_OF_MAX, 0, active, scores);
        }
        unanimity.apply(edges, active, next, steps == 0);
      }
      converged = next.sameAs(active);
      ActiveSets before = active;
      active = next;
      next = before;
      steps++;
      if (observer != null) {
        observer.accept(recall(scores, rule, known, steps, converged));
      }
    } while (!converged && steps < rule.maxSteps());
    boolean counted = rule instanceof RetrievalRule.Voting;
    return recall(counted ? scores : null, rule, known, steps, converged);
  }

  private Recall recall(int[] scores, RetrievalRule rule, int known, int steps, boolean converged) {
    return recall(active.starts(), active.fanals(), scores, rule, known, steps, converged);
  }

  private Recall recall(
      int[] starts,
      int[] fanals,
      int[] scores,
      RetrievalRule rule,
      int known,
      int steps,
      boolean converged) {
    int memoryEffect = rule instanceof RetrievalRule.Voting vote ? vote.memoryEffect() : 0;
    int full = memoryEffect + blocks.count - 1;
    return new Recall(
        blocks.clusters, starts, fanals, scores, full, blocks.count, known, steps, converged);
  }
}
