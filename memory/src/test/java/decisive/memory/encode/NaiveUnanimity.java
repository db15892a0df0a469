package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.BitSet;

/**
 * A clique memory as its definition has it: messages make cliques, and a candidate stays as long as
 * every other cluster has a candidate that is connected to it.
 */
final class NaiveUnanimity {
  private final Clusters clusters;
  private final BitSet[] edges;

  NaiveUnanimity(Clusters clusters) {
    this.clusters = clusters;
    edges = new BitSet[clusters.total()];
    for (int fanal = 0; fanal < edges.length; fanal++) {
      edges[fanal] = new BitSet(edges.length);
    }
  }

  void store(Message message) {
    for (int i = 0; i < message.length(); i++) {
      for (int j = 0; j < message.length(); j++) {
        if (i != j) {
          int other = clusters.fanal(j, message.symbol(j));
          edges[clusters.fanal(i, message.symbol(i))].set(other);
        }
      }
    }
  }

  /** The message, if each cluster has one candidate in the end; otherwise null. */
  Message retrieve(int[][] candidates) {
    BitSet[] active = new BitSet[candidates.length];
    for (int i = 0; i < active.length; i++) {
      active[i] = new BitSet();
      for (int symbol : candidates[i]) {
        active[i].set(clusters.fanal(i, symbol));
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < active.length; i++) {
        for (int a = active[i].nextSetBit(0); a >= 0; a = active[i].nextSetBit(a + 1)) {
          if (!supported(a, i, active)) {
            active[i].clear(a);
            changed = true;
          }
        }
      }
    }
    int[] symbols = new int[active.length];
    for (int i = 0; i < symbols.length; i++) {
      if (active[i].cardinality() != 1) {
        return null;
      }
      symbols[i] = active[i].nextSetBit(0) - clusters.offset(i);
    }
    return Message.of(symbols);
  }

  private boolean supported(int fanal, int cluster, BitSet[] active) {
    if (edges[fanal].isEmpty()) {
      return false; // never stored: spares the work below
    }
    for (int j = 0; j < active.length; j++) {
      if (j != cluster && !edges[fanal].intersects(active[j])) {
        return false;
      }
    }
    return true;
  }
}
