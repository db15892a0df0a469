package decisive.memory;

/**
 * A matrix of bits, all 0 at first. Row r is {@code wordsPerRow} consecutive longs, bit b of word w
 * being column 64·w + b; the bits after the last column stay 0. Indices are the caller's to check.
 */
final class BitMatrix {
  private final int wordsPerRow;
  private final long[] words;

  BitMatrix(int rows, int columns) {
    wordsPerRow = wordsPerRow(columns);
    words = new long[Math.toIntExact(words(rows, columns))];
  }

  /** How many longs the matrix takes; it can be made only if an array holds as many. */
  static long words(int rows, int columns) {
    return (long) rows * wordsPerRow(columns);
  }

  void set(int row, int column) {
    words[row * wordsPerRow + (column >>> 6)] |= 1L << column;
  }

  boolean get(int row, int column) {
    return (words[row * wordsPerRow + (column >>> 6)] >>> column & 1) != 0;
  }

  /** counts[c] += bit (row, c), for every column c. */
  void addRow(int row, int[] counts) {
    int start = row * wordsPerRow;
    for (int w = 0; w < wordsPerRow; w++) {
      for (long rest = words[start + w]; rest != 0; rest &= rest - 1) {
        counts[(w << 6) + Long.numberOfTrailingZeros(rest)]++;
      }
    }
  }

  /** counts[c] += 1 for every column c in which one of the rows, or several, hold a one. */
  void addUnion(int[] rows, int[] counts) {
    for (int w = 0; w < wordsPerRow; w++) {
      long union = 0;
      for (int row : rows) {
        union |= words[row * wordsPerRow + w];
      }
      for (long rest = union; rest != 0; rest &= rest - 1) {
        counts[(w << 6) + Long.numberOfTrailingZeros(rest)]++;
      }
    }
  }

  /** Number of ones. */
  long cardinality() {
    long ones = 0;
    for (long word : words) {
      ones += Long.bitCount(word);
    }
    return ones;
  }

  private static int wordsPerRow(int columns) {
    return (columns + 63) >>> 6;
  }
}
