package decisive.memory;

/**
 * Which clusters of a query have one candidate, and are therefore <em>settled</em>; the others are
 * <em>open</em>.
 */
final class SettledClusters {
  /** The settled clusters, increasing, then the open ones, increasing. */
  final int[] order;

  /** Of each settled cluster, its candidate. */
  final int[] symbols;

  /** Number of settled clusters. */
  int settled;

  SettledClusters(Blocks blocks) {
    order = new int[blocks.count];
    symbols = new int[blocks.count];
  }

  void settle(ActiveSets active) {
    settled = 0;
    for (int i = 0; i < order.length; i++) {
      if (active.sizes[i] == 1) {
        symbols[settled] = active.first(i);
        order[settled++] = i;
      }
    }
    for (int i = 0, open = settled; i < order.length; i++) {
      if (active.sizes[i] != 1) {
        order[open++] = i;
      }
    }
  }
}
