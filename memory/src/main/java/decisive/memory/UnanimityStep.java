package decisive.memory;

import java.util.Arrays;

/**
 * One step of {@link RetrievalRule.Unanimity}: a fanal stays if every other cluster has an active
 * fanal connected to it. Holds buffers, so one thread uses it at a time.
 *
 * <p>Clusters with one candidate in the query are <em>settled</em>: the first step ANDs their rows
 * into every other cluster, after which all that is left there is connected to them, and they need
 * no further look. Between two <em>open</em> clusters there are two ways to find the supported
 * fanals of the first: a look at the row of each, or the union of the rows of the second one's
 * active fanals, cheap when these are few.
 *
 * <p>When nobody watches the steps and few candidates are left, a {@link CandidateGraph} does the
 * same faster.
 */
final class UnanimityStep {
  /** A look at a row mostly ends at its first words, so a union must be this much smaller. */
  private static final int LOOKS_PER_ROW = 4;

  private final SettledClusters clusters;

  /** Where the neighbours of each settled candidate begin, in the cluster under revision. */
  private final int[] rows;

  private final long[] union;

  UnanimityStep(Blocks blocks) {
    clusters = new SettledClusters(blocks);
    rows = new int[blocks.count];
    union = new long[Arrays.stream(blocks.words).max().getAsInt()];
  }

  /**
   * @param active the sets before the step
   * @param next becomes the sets after it
   * @param first whether {@code active} is the query; otherwise it came from the step before
   */
  void apply(EdgeMatrix edges, ActiveSets active, ActiveSets next, boolean first) {
    if (active.anyEmpty()) {
      next.clear(); // an empty cluster supports nobody
      return;
    }
    next.copyFrom(active);
    if (first) {
      clusters.settle(active);
    }
    for (int k = clusters.settled; k < clusters.order.length; k++) {
      int i = clusters.order[k];
      uniteFew(edges, i, active, next);
      keepSupported(edges, i, active, next, first);
    }
    if (first) {
      checkSettled(edges, active, next);
    }
  }

  /** Of open clusters with few active fanals, only the neighbours stay in cluster i. */
  private void uniteFew(EdgeMatrix edges, int i, ActiveSets active, ActiveSets next) {
    int start = edges.blocks.start[i];
    for (int k = clusters.settled; k < clusters.order.length; k++) {
      int j = clusters.order[k];
      if (LOOKS_PER_ROW * active.sizes[j] < active.sizes[i]) {
        edges.neighbours(j, active, i, union);
        for (int w = 0; w < edges.blocks.words[i]; w++) {
          next.words[start + w] &= union[w];
        }
      }
    }
  }

  /** In cluster i stays what all settled clusters know, and of that what all open ones support. */
  private void keepSupported(
      EdgeMatrix edges, int i, ActiveSets active, ActiveSets next, boolean first) {
    int known = first ? clusters.settled : 0;
    for (int k = 0; k < known; k++) {
      rows[k] = edges.block(clusters.order[k], clusters.symbols[k], i);
    }
    int start = edges.blocks.start[i];
    int words = edges.blocks.words[i];
    int size = 0;
    for (int w = 0; w < words; w++) {
      long left = next.words[start + w];
      for (int k = 0; k < known; k++) {
        left &= edges.words[rows[k] + w];
      }
      for (long rest = left; rest != 0; rest &= rest - 1) {
        int symbol = (w << 6) + Long.numberOfTrailingZeros(rest);
        if (isSupported(edges, i, symbol, active)) {
          size++;
        } else {
          left &= ~Long.lowestOneBit(rest);
        }
      }
      next.words[start + w] = left;
    }
    next.sizes[i] = size;
  }

  private boolean isSupported(EdgeMatrix edges, int i, int symbol, ActiveSets active) {
    for (int k = clusters.settled; k < clusters.order.length; k++) {
      if (clusters.order[k] != i
          && LOOKS_PER_ROW * active.sizes[clusters.order[k]] >= active.sizes[i]
          && !edges.meets(i, symbol, clusters.order[k], active)) {
        return false;
      }
    }
    return true;
  }

  /** A fanal left in an open cluster is a neighbour of all settled ones, so it supports them. */
  private void checkSettled(EdgeMatrix edges, ActiveSets active, ActiveSets next) {
    for (int k = 0; k < clusters.settled; k++) {
      int i = clusters.order[k];
      boolean supported = true;
      for (int other = 0; supported && other < clusters.order.length; other++) {
        int j = clusters.order[other];
        supported =
            other == k
                || (other < clusters.settled
                    ? edges.get(i, clusters.symbols[k], j, clusters.symbols[other])
                    : next.sizes[j] > 0 || edges.meets(i, clusters.symbols[k], j, active));
      }
      if (!supported) {
        next.clear(i);
      }
    }
  }
}
