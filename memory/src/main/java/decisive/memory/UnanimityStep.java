package decisive.memory;

import java.util.Arrays;

/**
 * One step of {@link RetrievalRule.Unanimity}: a fanal stays if every other cluster has an active
 * fanal connected to it. Holds buffers, so one thread uses it at a time.
 *
 * <p>Between two clusters there are two ways to find the supported fanals of the first: the union
 * of the rows of the second one's active fanals, or a look at the row of each fanal of the first.
 * The union is cheap when the second has few active fanals, above all one: then the first pass for
 * an erased cluster is an AND of the rows of the known fanals.
 */
final class UnanimityStep {
  /** A look at a row mostly ends at its first words, so a union must be this much smaller. */
  private static final int LOOKS_PER_ROW = 4;

  /** Clusters of one candidate at the start: after the first step all that is left agrees. */
  private final boolean[] settled;

  private final long[] union;

  UnanimityStep(Blocks blocks) {
    settled = new boolean[blocks.count];
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
    if (first) {
      for (int i = 0; i < settled.length; i++) {
        settled[i] = active.sizes[i] == 1;
      }
    }
    next.copyFrom(active);
    for (int i = 0; i < settled.length; i++) {
      if (first || !settled[i]) {
        revise(edges, i, active, next, first);
      }
    }
  }

  private void revise(EdgeMatrix edges, int i, ActiveSets active, ActiveSets next, boolean first) {
    boolean rest = false;
    for (int j = 0; j < settled.length; j++) {
      if (j == i || !first && settled[j]) {
        continue;
      }
      if (active.sizes[j] == 1) {
        intersectRow(edges, i, j, active, next);
      } else if (LOOKS_PER_ROW * active.sizes[j] < active.sizes[i]) {
        intersectUnion(edges, i, j, active, next);
      } else {
        rest = true;
      }
    }
    if (rest) {
      keepSupported(edges, i, active, next, first);
    }
    next.recount(i);
  }

  /** Cluster j has one active fanal: its neighbours stay. */
  private static void intersectRow(
      EdgeMatrix edges, int i, int j, ActiveSets active, ActiveSets next) {
    Blocks blocks = edges.blocks;
    int w = blocks.start[j];
    while (active.words[w] == 0) {
      w++;
    }
    int symbol = (w - blocks.start[j] << 6) + Long.numberOfTrailingZeros(active.words[w]);
    int row = edges.block(j, symbol, i);
    int start = blocks.start[i];
    int words = blocks.words[i];
    for (int k = 0; k < words; k++) {
      next.words[start + k] &= edges.words[row + k];
    }
  }

  /** The neighbours of any active fanal of cluster j stay. */
  private void intersectUnion(EdgeMatrix edges, int i, int j, ActiveSets active, ActiveSets next) {
    edges.neighbours(j, active, i, union);
    int start = edges.blocks.start[i];
    for (int k = 0; k < edges.blocks.words[i]; k++) {
      next.words[start + k] &= union[k];
    }
  }

  /** Looks at each fanal left in cluster i, whether the larger clusters support it. */
  private void keepSupported(
      EdgeMatrix edges, int i, ActiveSets active, ActiveSets next, boolean first) {
    int start = edges.blocks.start[i];
    for (int w = start; w < start + edges.blocks.words[i]; w++) {
      for (long rest = next.words[w]; rest != 0; rest &= rest - 1) {
        int symbol = (w - start << 6) + Long.numberOfTrailingZeros(rest);
        if (!isSupported(edges, i, symbol, active, first)) {
          next.words[w] &= ~Long.lowestOneBit(rest);
        }
      }
    }
  }

  private boolean isSupported(
      EdgeMatrix edges, int i, int symbol, ActiveSets active, boolean first) {
    for (int j = 0; j < settled.length; j++) {
      if (j != i && (first || !settled[j]) && !edges.meets(i, symbol, j, active)) {
        return false;
      }
    }
    return true;
  }
}
