package decisive.memory;

import java.util.Arrays;

/**
 * How a set of fanals lies in longs: every cluster is a block of whole words of its own, symbol a
 * being bit {@code a & 63} of the block's word {@code a >>> 6}; the bits after the last symbol are
 * 0. Immutable.
 */
final class Blocks {
  final Clusters clusters;

  /** Number of blocks, c. */
  final int count;

  /** Symbols of block i, l_i. */
  final int[] fanals;

  /** Words of block i. */
  final int[] words;

  /** First word of block i when all blocks stand one after the other; entry c is the total. */
  final int[] start;

  Blocks(Clusters clusters) {
    this.clusters = clusters;
    count = clusters.count();
    fanals = new int[count];
    words = new int[count];
    start = new int[count + 1];
    Arrays.setAll(fanals, clusters::fanals);
    for (int i = 0; i < count; i++) {
      words[i] = (fanals[i] + 63) >>> 6;
      start[i + 1] = start[i] + words[i];
    }
  }
}
