package decisive.memory;

import java.util.Arrays;

/** Which fanals of each cluster are active, as bits, and how many. Meant to be used again. */
final class ActiveSets {
  final Blocks blocks;
  final long[] words;

  /** Active fanals of each cluster. */
  final int[] sizes;

  ActiveSets(Blocks blocks) {
    this.blocks = blocks;
    words = new long[blocks.start[blocks.count]];
    sizes = new int[blocks.count];
  }

  void clear() {
    Arrays.fill(words, 0);
    Arrays.fill(sizes, 0);
  }

  void clear(int cluster) {
    Arrays.fill(words, blocks.start[cluster], blocks.start[cluster + 1], 0);
    sizes[cluster] = 0;
  }

  void activate(int cluster, int symbol) {
    int word = blocks.start[cluster] + (symbol >>> 6);
    long bit = 1L << symbol;
    sizes[cluster] += (words[word] & bit) == 0 ? 1 : 0;
    words[word] |= bit;
  }

  void activateAll(int cluster) {
    int start = blocks.start[cluster];
    int last = start + blocks.words[cluster] - 1;
    Arrays.fill(words, start, last, -1L);
    words[last] = -1L >>> -blocks.fanals[cluster];
    sizes[cluster] = blocks.fanals[cluster];
  }

  /** Makes the sizes right after the words of a cluster were changed. */
  void recount(int cluster) {
    int size = 0;
    for (int w = blocks.start[cluster]; w < blocks.start[cluster + 1]; w++) {
      size += Long.bitCount(words[w]);
    }
    sizes[cluster] = size;
  }

  void copyFrom(ActiveSets other) {
    System.arraycopy(other.words, 0, words, 0, words.length);
    System.arraycopy(other.sizes, 0, sizes, 0, sizes.length);
  }

  /** Active fanals of all clusters. */
  int size() {
    int size = 0;
    for (int n : sizes) {
      size += n;
    }
    return size;
  }

  boolean sameAs(ActiveSets other) {
    return Arrays.equals(words, other.words);
  }

  /** The lowest active symbol of a cluster that has one. */
  int first(int cluster) {
    int w = blocks.start[cluster];
    while (words[w] == 0) {
      w++;
    }
    return (w - blocks.start[cluster] << 6) + Long.numberOfTrailingZeros(words[w]);
  }

  boolean isActive(int cluster, int symbol) {
    return (words[blocks.start[cluster] + (symbol >>> 6)] >>> symbol & 1) != 0;
  }

  boolean anyEmpty() {
    for (int size : sizes) {
      if (size == 0) {
        return true;
      }
    }
    return false;
  }

  /** Entry i is the number of active fanals before those of cluster i; the last one, of all. */
  int[] starts() {
    int[] starts = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      starts[i + 1] = starts[i] + sizes[i];
    }
    return starts;
  }

  /** The active fanals of all clusters, increasing, as {@link Clusters} numbers them. */
  int[] fanals() {
    int[] fanals = new int[size()];
    for (int i = 0, k = 0, offset = 0; k < fanals.length; offset += blocks.fanals[i++]) {
      for (int w = blocks.start[i]; w < blocks.start[i + 1]; w++) {
        int base = offset + (w - blocks.start[i] << 6);
        for (long rest = words[w]; rest != 0; rest &= rest - 1) {
          fanals[k++] = base + Long.numberOfTrailingZeros(rest);
        }
      }
    }
    return fanals;
  }
}
