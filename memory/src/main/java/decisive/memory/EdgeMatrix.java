package decisive.memory;

import java.util.Arrays;

/**
 * The edges between the fanals of different clusters, as bits. The row of fanal (i, a) holds a
 * block ({@link Blocks}) for every cluster but i: bit b of its block j is the edge to (j, b). Every
 * edge is stored in the rows of both its ends, so that the neighbours of any fanal in any cluster
 * are a few consecutive words. Indices are the caller's to check.
 */
final class EdgeMatrix {
  final Blocks blocks;

  /** All rows, cluster after cluster. */
  final long[] words;

  /** Where the rows of cluster i begin. */
  private final int[] rows;

  EdgeMatrix(Blocks blocks) {
    this.blocks = blocks;
    words = new long[longs(blocks)];
    rows = new int[blocks.count];
    for (int i = 1; i < blocks.count; i++) {
      rows[i] = rows[i - 1] + blocks.fanals[i - 1] * rowWords(i - 1);
    }
  }

  /**
   * The length of the array.
   *
   * @throws IllegalArgumentException if there is none of that length
   */
  static int longs(Blocks blocks) {
    long total = 0;
    for (int i = 0; i < blocks.count; i++) {
      total += (long) blocks.fanals[i] * (blocks.start[blocks.count] - blocks.words[i]);
      if (total > Clusters.MAX_ARRAY) {
        throw new IllegalArgumentException(
            "clique memory: the edges of "
                + blocks.clusters
                + " take more than the "
                + Clusters.MAX_ARRAY
                + " longs an array holds; use fewer or smaller clusters");
      }
    }
    return (int) total;
  }

  /** Words of a row of cluster i. */
  int rowWords(int i) {
    return blocks.start[blocks.count] - blocks.words[i];
  }

  /** Index of the first word of block j, which is not i, in the row of fanal (i, a). */
  int block(int i, int a, int j) {
    int before = j < i ? blocks.start[j] : blocks.start[j] - blocks.words[i];
    return rows[i] + a * rowWords(i) + before;
  }

  void set(int i, int a, int j, int b) {
    words[block(i, a, j) + (b >>> 6)] |= 1L << b;
    words[block(j, b, i) + (a >>> 6)] |= 1L << a;
  }

  void clear(int i, int a, int j, int b) {
    words[block(i, a, j) + (b >>> 6)] &= ~(1L << b);
    words[block(j, b, i) + (a >>> 6)] &= ~(1L << a);
  }

  boolean get(int i, int a, int j, int b) {
    return (words[block(i, a, j) + (b >>> 6)] >>> b & 1) != 0;
  }

  /**
   * Sets all edges of n messages in the rows of cluster i; not the other direction. Messages are
   * taken by their symbol in that cluster, so that one row after the other is written, which stays
   * in the cache meanwhile.
   *
   * @param symbols c for each message, one message after the other
   */
  void setRows(int i, int[] symbols, int n) {
    int[] ends = new int[blocks.fanals[i]];
    int[] order = order(i, symbols, n, ends);
    for (int a = 0, from = 0; a < ends.length; from = ends[a++]) {
      for (int j = 0; j < blocks.count && from < ends[a]; j++) {
        if (j != i) {
          setBits(block(i, a, j), symbols, j, order, from, ends[a]);
        }
      }
    }
  }

  private void setBits(int block, int[] symbols, int j, int[] order, int from, int to) {
    for (int k = from; k < to; k++) {
      int b = symbols[order[k] + j];
      words[block + (b >>> 6)] |= 1L << b;
    }
  }

  /**
   * Where the messages begin, by their symbol in cluster i: a counting sort.
   *
   * @param ends becomes, of each symbol, where its messages end in this order
   */
  private int[] order(int i, int[] symbols, int n, int[] ends) {
    for (int k = 0; k < n; k++) {
      ends[symbols[k * blocks.count + i]]++;
    }
    for (int a = 0, before = 0; a < ends.length; a++) {
      int here = ends[a];
      ends[a] = before; // where they begin, until they are placed
      before += here;
    }
    int[] order = new int[n];
    for (int k = 0; k < n; k++) {
      int message = k * blocks.count;
      order[ends[symbols[message + i]]++] = message;
    }
    return order;
  }

  /** Whether fanal (i, a) has an edge to an active fanal of cluster j. */
  boolean meets(int i, int a, int j, ActiveSets active) {
    int row = block(i, a, j);
    int start = blocks.start[j];
    int n = blocks.words[j];
    for (int w = 0; w < n; w++) {
      if ((words[row + w] & active.words[start + w]) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The fanals of cluster i that have an edge to an active fanal of cluster j, into {@code set}.
   */
  void neighbours(int j, ActiveSets active, int i, long[] set) {
    int n = blocks.words[i];
    Arrays.fill(set, 0, n, 0);
    for (int w = blocks.start[j]; w < blocks.start[j + 1]; w++) {
      for (long rest = active.words[w]; rest != 0; rest &= rest - 1) {
        int b = (w - blocks.start[j] << 6) + Long.numberOfTrailingZeros(rest);
        int row = block(j, b, i);
        for (int k = 0; k < n; k++) {
          set[k] |= words[row + k];
        }
      }
    }
  }

  /** Number of edges that can exist, Σ_{i<j} l_i·l_j. */
  long possible() {
    long possible = 0;
    for (int i = 1; i < blocks.count; i++) {
      possible += (long) blocks.fanals[i] * blocks.clusters.offset(i);
    }
    return possible;
  }

  /** Number of edges, each counted once. */
  long edges() {
    long ones = 0;
    for (long word : words) {
      ones += Long.bitCount(word);
    }
    return ones / 2;
  }
}
