package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Of the kernels for marks and entries of what is not zero. */
class SparseKernelContractTest extends KernelContract {
  /** Of maps that fill vectors, or chunks, or neither, with and without something behind. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void nonZeros(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int locations,
      @ForAll @IntRange(max = 7) int size,
      @ForAll boolean padded) {
    int maps = new int[] {1, 7, 16, 48, 64, 72, 128, 200}[size];
    int stride = maps + (padded ? 5 : 0);
    Given x = new Given(seed, locations * stride);
    for (int i = x.aOffset; i < x.aOffset + locations * stride; i++) {
      if (x.generator.nextInt(3) > 0) {
        x.a[i] = x.generator.nextInt(2) == 0 ? 0f : -0f;
      }
    }
    for (Kernels kernels : List.of(plain, simd)) {
      long[] marks = marks(locations, maps);
      kernels.markNonZeros(x.a, x.aOffset, stride, locations, maps, marks);
      assertMarks(
          marks, locations, maps, (i, m) -> x.a[x.aOffset + i * stride + m] != 0, kernels.name());
    }
  }

  /** Filled with anything, and one more. */
  private static long[] marks(int locations, int maps) {
    long[] marks = new long[locations * ((maps + 63) / 64) + 1];
    Arrays.fill(marks, 0x123456789abcdefL);
    return marks;
  }

  private interface Expected {
    boolean isMarked(int location, int map);
  }

  private static void assertMarks(
      long[] marks, int locations, int maps, Expected expected, String kernels) {
    int chunks = (maps + 63) / 64;
    for (int i = 0; i < locations; i++) {
      for (int bit = 0; bit < chunks * 64; bit++) {
        boolean marked = (marks[i * chunks + bit / 64] >>> bit % 64 & 1) == 1;
        String where = kernels + " " + i + ", " + bit;
        assertEquals(bit < maps && expected.isMarked(i, bit), marked, where);
      }
    }
    assertEquals(0x123456789abcdefL, marks[locations * chunks]);
  }

  /** What a competition at infinite temperature leaves; with ties, zeros and NaN of both signs. */
  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void winners(
      @ForAll long seed,
      @ForAll @IntRange(max = 4) int locations,
      @ForAll @IntRange(min = 1, max = 20) int groups,
      @ForAll @IntRange(max = 10) int size,
      @ForAll boolean strided,
      @ForAll boolean padded) {
    int groupSize = new int[] {1, 2, 3, 4, 8, 16, 32, 48, 64, 96, 128}[size];
    int maps = groups * groupSize;
    int stride = maps + (padded ? 5 : 0);
    Given x = new Given(seed, locations * stride);
    for (int i = x.aOffset; i < x.aOffset + locations * stride; i++) {
      int kind = x.generator.nextInt(12);
      if (kind < 5) {
        x.a[i] =
            kind == 4 && x.generator.nextInt(50) == 0
                ? rare(x.generator.nextInt(4))
                : new float[] {0, -0f, 1, 2}[kind % 4];
      }
    }
    int step = strided ? groups : 1;
    float[] factors = new float[x.a.length];
    float[] y = new float[x.a.length];
    float hot = Float.POSITIVE_INFINITY;
    for (int i = 0; i < locations; i++) {
      int offset = x.aOffset + i * stride;
      plain.compete(x.a, offset, groups, groupSize, step, hot, factors, y);
    }
    for (Kernels kernels : List.of(plain, simd)) {
      float[] given = x.a.clone();
      long[] marks = marks(locations, maps);
      kernels.markWinners(given, x.aOffset, stride, locations, groups, groupSize, step, marks);
      assertMarks(
          marks, locations, maps, (i, m) -> y[x.aOffset + i * stride + m] != 0, kernels.name());
      for (int i = 0; i < locations; i++) {
        for (int m = 0; m < maps; m++) {
          int j = x.aOffset + i * stride + m;
          assertEquals(Float.isNaN(y[j]) ? Float.NaN : x.a[j], given[j], kernels.name());
        }
      }
    }
  }

  private static float rare(int kind) {
    return new float[] {
          Float.intBitsToFloat(0x7fc00000),
          Float.intBitsToFloat(0xffc00000),
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY
        }
        [kind];
  }

  @Property
  void rampsAreAlike(
      @ForAll @IntRange(max = 70) int n,
      @ForAll @IntRange(max = 5) int yOffset,
      @ForAll @IntRange(min = -1000, max = 1000) int first,
      @ForAll @IntRange(min = -200, max = 200) int step) {
    for (String name : List.of("plain", "simd")) {
      Kernels kernels = KernelSet.named(name);
      int[] y = new int[yOffset + n + 1];
      y[yOffset + n] = 12345;
      kernels.ramp(y, yOffset, n, first, step);
      for (int i = 0; i < n; i++) {
        assertEquals(first + i * step, y[yOffset + i]);
      }
      assertEquals(12345, y[yOffset + n]);
    }
  }

  /** Compressed rows, and for each of some sums the rows where its part of them begins and ends. */
  private record Parts(CompressedRows entries, int[] table) {
    static Parts of(Given x, int lines, int rows, int chunks) {
      int offsets = 30;
      int[] rowOffsets = new int[offsets];
      for (int i = 1; i < offsets; i++) {
        rowOffsets[i] = rowOffsets[i - 1] + x.generator.nextInt(4);
      }
      int[] table = new int[3 * lines];
      for (int i = 0; i < lines; i++) {
        int part = x.generator.nextInt(offsets - chunks - 4);
        table[i] = x.generator.nextInt(4) == 0 ? -1 : part;
        table[lines + i] = part + x.generator.nextInt(3);
        table[2 * lines + i] = -x.generator.nextInt(3);
      }
      return new Parts(
          new CompressedRows(
              KernelContract.table(x, 4 * offsets, rows - 2), x.numbers(4 * offsets), rowOffsets),
          table);
    }
  }

  /** Parts that begin at any row, and sums that take none. */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addRows(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int n,
      @ForAll @IntRange(min = 1, max = 3) int chunks,
      @ForAll boolean goesOn,
      @ForAll @IntRange(max = 15) int panels) {
    int columns = panels * Kernels.NARROW;
    int stride = columns + 3;
    Given x = new Given(seed, 2000);
    Parts parts = Parts.of(x, n, 100, chunks);
    StridedRows w = new StridedRows(x.a, x.aOffset, 15);
    agree(
        x.numbers(x.cOffset + n * stride + columns),
        (kernels, c) -> {
          StridedRows y = new StridedRows(c, x.cOffset, stride);
          StridedRows begin = goesOn ? y : new StridedRows(x.b, x.bOffset, 0);
          kernels.addRows(parts.entries, parts.table, n, 1, chunks, w, begin, y, columns);
        });
  }

  /** Entries of maps, each with a line of gradients and as many before it as further taps meet. */
  private record Entries(RowSlice maps, int count) {
    static final int MAPS = 6;

    static Entries of(Given x, int step, int taps) {
      int[] rowOffsets = new int[MAPS * step + 2];
      for (int i = 1; i < rowOffsets.length; i++) {
        rowOffsets[i] = rowOffsets[i - 1] + x.generator.nextInt(4);
      }
      int count = rowOffsets[rowOffsets.length - 1];
      int[] indices = new int[count];
      for (int e = 0; e < count; e++) {
        indices[e] = (taps - 1 + x.generator.nextInt(4)) * SparseKernels.PITCH;
      }
      CompressedRows rows = new CompressedRows(indices, x.numbers(count), rowOffsets);
      return new Entries(new RowSlice(rows, 1, step, MAPS), count);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addLines(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(max = 5) int taps,
      @ForAll @IntRange(max = 4) int parts) {
    int columns = parts * Kernels.NARROW;
    int tapStride = Entries.MAPS * (columns + 1) + 2;
    Given x = new Given(seed, (taps + 3) * SparseKernels.PITCH);
    Entries entries = Entries.of(x, step, taps);
    agree(
        x.numbers(x.cOffset + taps * tapStride),
        (kernels, c) ->
            kernels.addLines(
                entries.maps,
                taps,
                x.a,
                x.aOffset,
                new TapRows(c, x.cOffset, tapStride, columns + 1),
                columns));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addDots(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(max = 5) int taps,
      @ForAll @IntRange(max = 4) int parts) {
    int columns = parts * Kernels.PARTS;
    int tapStride = Entries.MAPS * (columns + 1) + 2;
    Given x = new Given(seed, (taps + 3) * SparseKernels.PITCH);
    Given w = new Given(seed + 1, taps * tapStride);
    Entries entries = Entries.of(x, step, taps);
    agree(
        x.numbers(x.cOffset + entries.count * Kernels.PARTS),
        (kernels, c) ->
            kernels.addDots(
                entries.maps,
                taps,
                x.a,
                x.aOffset,
                new TapRows(w.a, w.aOffset, tapStride, columns + 1),
                columns,
                c,
                x.cOffset));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void fold(@ForAll long seed, @ForAll @IntRange(max = 20) int n) {
    Given x = new Given(seed, n * Kernels.PARTS);
    float[] sums = x.numbers(x.aOffset + n * Kernels.PARTS);
    agree(new float[n + 2], (kernels, c) -> kernels.fold(sums, x.aOffset, n, c, 1));
  }
}
