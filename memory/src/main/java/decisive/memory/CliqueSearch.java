package decisive.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for all cliques among candidates: takes the open cluster of the fewest candidates, tries
 * each of them, and goes on with the candidates of the other clusters that are connected to it.
 */
final class CliqueSearch {
  private final EdgeMatrix edges;
  private final int[] symbols;
  private final List<Message> found = new ArrayList<>();
  private long visitsLeft;
  private boolean complete = true;

  /**
   * @param maxVisits most candidates to try
   */
  CliqueSearch(EdgeMatrix edges, long maxVisits) {
    this.edges = edges;
    symbols = new int[edges.blocks.count];
    visitsLeft = maxVisits;
  }

  Cliques among(ActiveSets candidates) {
    search(candidates, new boolean[symbols.length], 0);
    return new Cliques(found, complete);
  }

  private void search(ActiveSets candidates, boolean[] chosen, int depth) {
    if (depth == symbols.length) {
      found.add(Message.of(symbols));
      return;
    }
    int cluster = -1;
    for (int i = 0; i < symbols.length; i++) {
      if (!chosen[i] && (cluster < 0 || candidates.sizes[i] < candidates.sizes[cluster])) {
        cluster = i;
      }
    }
    chosen[cluster] = true;
    ActiveSets rest = new ActiveSets(edges.blocks);
    for (int symbol = 0; symbol < edges.blocks.fanals[cluster] && complete; symbol++) {
      if (candidates.isActive(cluster, symbol)) {
        if (visitsLeft-- == 0) {
          complete = false;
        } else {
          symbols[cluster] = symbol;
          rest.copyFrom(candidates);
          if (keepNeighbours(cluster, symbol, chosen, rest)) {
            search(rest, chosen, depth + 1);
          }
        }
      }
    }
    chosen[cluster] = false;
  }

  /** Whether every open cluster still has a candidate. */
  private boolean keepNeighbours(int cluster, int symbol, boolean[] chosen, ActiveSets rest) {
    Blocks blocks = edges.blocks;
    for (int j = 0; j < blocks.count; j++) {
      if (!chosen[j]) {
        int row = edges.block(cluster, symbol, j);
        for (int w = 0; w < blocks.words[j]; w++) {
          rest.words[blocks.start[j] + w] &= edges.words[row + w];
        }
        rest.recount(j);
        if (rest.sizes[j] == 0) {
          return false;
        }
      }
    }
    return true;
  }
}
