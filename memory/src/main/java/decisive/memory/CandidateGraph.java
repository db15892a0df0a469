package decisive.memory;

/**
 * Unanimity where few candidates are left once the settled clusters have spoken, as in most
 * queries: a bit for each of them, and which are connected. A step is then a handful of operations
 * on longs, wherever the fanals lie. Steps and answers are those of {@link UnanimityStep}. Holds
 * buffers, so one thread uses it at a time.
 */
final class CandidateGraph {
  private final Blocks blocks;
  private final SettledClusters clusters;

  /** Where the neighbours of each settled candidate begin, in the cluster under revision. */
  private final int[] rows;

  /** By fanal as in {@link ActiveSets}: what all settled clusters leave in the open ones. */
  private final long[] left;

  /** Of each candidate, its symbol. */
  private final int[] symbols = new int[Long.SIZE];

  /** Of each candidate, itself and those connected to it. */
  private final long[] neighbours = new long[Long.SIZE];

  /** Entry k is the candidates of the k-th cluster in order, if it is open. */
  private final long[] members;

  private int candidates;

  /** The candidates that are still active; all that are open are among them. */
  private long alive;

  private int steps;
  private boolean converged;

  CandidateGraph(Blocks blocks) {
    this.blocks = blocks;
    clusters = new SettledClusters(blocks);
    rows = new int[blocks.count];
    left = new long[blocks.start[blocks.count]];
    members = new long[blocks.count];
  }

  /**
   * Takes all steps.
   *
   * @param active the query; the answer afterwards
   * @return false if this query is not for it, having changed nothing: too many candidates, or some
   *     cluster has none after the first step
   */
  boolean run(EdgeMatrix edges, ActiveSets active, int maxSteps) {
    clusters.settle(active);
    if (!settledAgree(edges) || !list(edges, active)) {
      return false;
    }
    firstStep(edges, active);
    if (anyEmpty()) {
      return false;
    }
    steps = 1;
    converged = Long.bitCount(alive) + clusters.settled == active.size();
    boolean empty = false;
    while (!converged && steps < maxSteps) {
      long before = alive;
      boolean wasEmpty = empty;
      empty = anyEmpty();
      alive = empty ? 0 : supported();
      converged = alive == before && (empty == wasEmpty || clusters.settled == 0);
      steps++;
    }
    if (empty) {
      active.clear(); // an empty cluster supports nobody, settled ones neither
    } else {
      write(active);
    }
    return true;
  }

  int steps() {
    return steps;
  }

  boolean converged() {
    return converged;
  }

  private boolean settledAgree(EdgeMatrix edges) {
    for (int k = 1; k < clusters.settled; k++) {
      for (int m = 0; m < k; m++) {
        if (!edges.get(
            clusters.order[k], clusters.symbols[k], clusters.order[m], clusters.symbols[m])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Finds the candidates; false if they are too many, or an open cluster has none. */
  private boolean list(EdgeMatrix edges, ActiveSets active) {
    for (int k = clusters.settled; k < blocks.count; k++) {
      intersect(edges, clusters.order[k], active);
    }
    candidates = 0;
    for (int k = clusters.settled; k < blocks.count; k++) {
      int first = candidates;
      int start = blocks.start[clusters.order[k]];
      for (int w = start; w < blocks.start[clusters.order[k] + 1]; w++) {
        for (long rest = left[w]; rest != 0; rest &= rest - 1) {
          if (candidates == Long.SIZE) {
            return false;
          }
          symbols[candidates++] = (w - start << 6) + Long.numberOfTrailingZeros(rest);
        }
      }
      if (candidates == first) {
        return false;
      }
      members[k] = all() & -1L << first;
    }
    return true;
  }

  /** Without branches on what the rows hold: their loads need not wait for each other. */
  private void intersect(EdgeMatrix edges, int i, ActiveSets active) {
    int known = clusters.settled;
    for (int k = 0; k < known; k++) {
      rows[k] = edges.block(clusters.order[k], clusters.symbols[k], i);
    }
    for (int w = blocks.start[i], n = 0; w < blocks.start[i + 1]; w++, n++) {
      long word = active.words[w];
      for (int k = 0; k < known; k++) {
        word &= edges.words[rows[k] + n];
      }
      left[w] = word;
    }
  }

  /** All candidates. */
  private long all() {
    return candidates == 0 ? 0 : -1L >>> -candidates;
  }

  /**
   * Keeps the candidates that the query supports. A candidate that is connected to another in some
   * cluster is supported by that cluster.
   */
  private void firstStep(EdgeMatrix edges, ActiveSets active) {
    for (int a = 0; a < candidates; a++) {
      neighbours[a] = 1L << a;
    }
    for (int k = clusters.settled + 1; k < blocks.count; k++) {
      for (int m = clusters.settled; m < k; m++) {
        connect(edges, k, m);
      }
    }
    alive = all();
    for (int k = clusters.settled; k < blocks.count; k++) {
      for (long rest = members[k]; rest != 0; rest &= rest - 1) {
        int a = Long.numberOfTrailingZeros(rest);
        for (int m = clusters.settled; m < blocks.count; m++) {
          if ((neighbours[a] & members[m]) == 0
              && !edges.meets(clusters.order[k], symbols[a], clusters.order[m], active)) {
            alive &= ~Long.lowestOneBit(rest);
          }
        }
      }
    }
  }

  /** The edges between the candidates of two clusters. */
  private void connect(EdgeMatrix edges, int k, int m) {
    for (long rest = members[k]; rest != 0; rest &= rest - 1) {
      int a = Long.numberOfTrailingZeros(rest);
      int row = edges.block(clusters.order[k], symbols[a], clusters.order[m]);
      for (long others = members[m]; others != 0; others &= others - 1) {
        int b = Long.numberOfTrailingZeros(others);
        long edge = edges.words[row + (symbols[b] >>> 6)] >>> symbols[b] & 1;
        neighbours[a] |= edge << b;
        neighbours[b] |= edge << a;
      }
    }
  }

  private boolean anyEmpty() {
    for (int k = clusters.settled; k < blocks.count; k++) {
      if ((members[k] & alive) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Of the candidates alive, those that have one alive in every other open cluster. */
  private long supported() {
    long supported = alive;
    for (long rest = alive; rest != 0; rest &= rest - 1) {
      long near = neighbours[Long.numberOfTrailingZeros(rest)] & alive;
      for (int k = clusters.settled; k < blocks.count; k++) {
        if ((near & members[k]) == 0) {
          supported &= ~Long.lowestOneBit(rest);
          break;
        }
      }
    }
    return supported;
  }

  private void write(ActiveSets active) {
    for (int k = clusters.settled; k < blocks.count; k++) {
      active.clear(clusters.order[k]);
      for (long rest = members[k] & alive; rest != 0; rest &= rest - 1) {
        active.activate(clusters.order[k], symbols[Long.numberOfTrailingZeros(rest)]);
      }
    }
  }

  /**
   * The answer if it has one fanal in every cluster, as {@link Clusters} numbers them; otherwise
   * null.
   */
  int[] unique() {
    if (Long.bitCount(alive) != blocks.count - clusters.settled || anyEmpty()) {
      return null;
    }
    int[] fanals = new int[blocks.count];
    for (int k = 0; k < fanals.length; k++) {
      int i = clusters.order[k];
      int symbol =
          k < clusters.settled
              ? clusters.symbols[k]
              : symbols[Long.numberOfTrailingZeros(members[k] & alive)];
      fanals[i] = blocks.clusters.offset(i) + symbol;
    }
    return fanals;
  }
}
