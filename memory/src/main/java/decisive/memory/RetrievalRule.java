package decisive.memory;

/**
 * How a {@link CliqueMemory} goes from a query to an answer: which fanals are active after a step,
 * given those before it, and after how many steps it stops at the latest. It stops earlier at a
 * fixed point, when a step changed nothing.
 *
 * <p>Before the first step the candidates of the query are active. In an erased cluster no fanal is
 * active under {@link Score#SUM_OF_SUM}, all are under {@link Score#SUM_OF_MAX} and {@link
 * Unanimity}. What the rules mean where it is not known which clusters take part, is said in {@link
 * SparseCliqueMemory}.
 */
public sealed interface RetrievalRule {
  /** Most steps it takes, 1 or more. */
  int maxSteps();

  /** The same rule with another limit. */
  RetrievalRule maxSteps(int maxSteps);

  /** {@link Unanimity} to the fixed point. */
  static Unanimity unanimity() {
    return new Unanimity(Integer.MAX_VALUE);
  }

  /** Sum-of-sum, γ = 1, winner-takes-all, at most 4 steps: repairs wrong symbols as well. */
  static Voting sumOfSum() {
    return new Voting(Score.SUM_OF_SUM, 1, Selection.WINNER_TAKES_ALL, 4);
  }

  /** Sum-of-max, γ = 1, winner-takes-all, at most 4 steps. */
  static Voting sumOfMax() {
    return new Voting(Score.SUM_OF_MAX, 1, Selection.WINNER_TAKES_ALL, 4);
  }

  /**
   * Keeps a fanal only if every other cluster has an active fanal connected to it: arc consistency.
   * If the query is a part of a stored message, that message survives; the active set only shrinks,
   * and ends in the same fixed point in whatever order fanals are taken out. A wrong symbol is not
   * repaired: in the end nothing is active.
   *
   * @param maxSteps most steps, 1 or more; each step looks at the active sets before it
   */
  record Unanimity(int maxSteps) implements RetrievalRule {
    public Unanimity {
      checkSteps(maxSteps);
    }

    @Override
    public Unanimity maxSteps(int maxSteps) {
      return new Unanimity(maxSteps);
    }
  }

  /**
   * Gives every fanal a score and selects by it. With v for active, w for connected:
   *
   * <pre>
   *   sum-of-sum   score(i, a) = γ v(i, a) + Σ_j Σ_b   w(i, a; j, b) v(j, b)
   *   sum-of-max   score(i, a) = γ v(i, a) + Σ_j max_b w(i, a; j, b) v(j, b)
   * </pre>
   *
   * @param score how clusters vote
   * @param memoryEffect γ, 0 or more: what a fanal adds to its own score while it is active
   * @param selection which fanals are active next
   * @param maxSteps most steps, 1 or more; sum-of-sum may oscillate for ever
   */
  record Voting(Score score, int memoryEffect, Selection selection, int maxSteps)
      implements RetrievalRule {
    private static final int MAX_EFFECT = 1 << 20;

    public Voting {
      checkSteps(maxSteps);
      if (memoryEffect < 0 || memoryEffect > MAX_EFFECT) {
        throw new IllegalArgumentException(
            "retrieval rule: memory effect " + memoryEffect + "; choose 0 to " + MAX_EFFECT);
      }
    }

    @Override
    public Voting maxSteps(int maxSteps) {
      return new Voting(score, memoryEffect, selection, maxSteps);
    }

    /** The same rule with another γ. */
    public Voting memoryEffect(int memoryEffect) {
      return new Voting(score, memoryEffect, selection, maxSteps);
    }

    /** The same rule with another selection. */
    public Voting selection(Selection selection) {
      return new Voting(score, memoryEffect, selection, maxSteps);
    }
  }

  /** How the active fanals of a cluster vote for those of another. */
  enum Score {
    /** Each has a vote (Gripon and Berrou, 2011). */
    SUM_OF_SUM,
    /** They have one vote together, so that an ambiguous cluster is not louder than a sure one. */
    SUM_OF_MAX
  }

  /** Which fanals are active after a step; a score of 0 is never enough. */
  enum Selection {
    /** In every cluster those of the highest score of the cluster, ties kept. */
    WINNER_TAKES_ALL,
    /** Those of the highest score of all clusters, ties kept; a cluster may be left with none. */
    GLOBAL_WINNER_TAKES_ALL,
    /**
     * In the first step as winner-takes-all. From then on fanals only go: of all active ones those
     * of the lowest score, unless all tie.
     */
    LOSERS_KICKED_OUT
  }

  private static void checkSteps(int maxSteps) {
    if (maxSteps < 1) {
      throw new IllegalArgumentException(
          "retrieval rule: at most " + maxSteps + " steps; allow 1 at least");
    }
  }
}
