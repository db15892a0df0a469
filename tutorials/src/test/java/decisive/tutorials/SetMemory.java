package decisive.tutorials;

import decisive.memory.Candidates;
import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A clique memory as a student may write it first: a set of edges, and loops over everything. */
final class SetMemory {
  private record Edge(int cluster, int symbol, int otherCluster, int otherSymbol) {}

  private final Clusters clusters;
  private final Set<Edge> edges = new HashSet<>();

  SetMemory(Clusters clusters) {
    this.clusters = clusters;
  }

  void store(Message message) {
    for (int i = 0; i < clusters.count(); i++) {
      for (int j = 0; j < clusters.count(); j++) {
        if (i != j) {
          edges.add(new Edge(i, message.symbol(i), j, message.symbol(j)));
        }
      }
    }
  }

  boolean connected(int i, int a, int j, int b) {
    return edges.contains(new Edge(i, a, j, b));
  }

  boolean contains(Message message) {
    for (int i = 0; i < clusters.count(); i++) {
      for (int j = 0; j < i; j++) {
        if (!connected(i, message.symbol(i), j, message.symbol(j))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes unsupported symbols away, one at a time, until all are supported. */
  List<Set<Integer>> retrieve(Candidates query) {
    List<Set<Integer>> active = new ArrayList<>();
    for (int i = 0; i < clusters.count(); i++) {
      Set<Integer> symbols = new TreeSet<>();
      for (int a = 0; a < clusters.fanals(i); a++) {
        symbols.add(a);
      }
      if (!query.isErased(i)) {
        symbols.clear();
        for (int a : query.symbols(i)) {
          symbols.add(a);
        }
      }
      active.add(symbols);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < active.size(); i++) {
        int cluster = i;
        changed |= active.get(i).removeIf(a -> !supported(active, cluster, a));
      }
    }
    return active;
  }

  private boolean supported(List<Set<Integer>> active, int i, int a) {
    for (int j = 0; j < active.size(); j++) {
      int other = j;
      if (j != i && active.get(j).stream().noneMatch(b -> connected(i, a, other, b))) {
        return false;
      }
    }
    return true;
  }
}
