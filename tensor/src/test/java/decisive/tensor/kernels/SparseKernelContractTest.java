package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Of the kernels for marks and lists of what is not zero. */
class SparseKernelContractTest extends KernelContract {
  /** Of maps that fill vectors, or chunks, or neither, with and without something between. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void nonZeros(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int locations,
      @ForAll @IntRange(max = 7) int size,
      @ForAll boolean apart) {
    int maps = new int[] {1, 7, 16, 48, 64, 72, 128, 200}[size];
    int between = maps + (apart ? 5 : 0);
    Given x = new Given(seed, locations * between);
    for (int i = x.aOffset; i < x.aOffset + locations * between; i++) {
      if (x.generator.nextInt(3) > 0) {
        x.a[i] = x.generator.nextInt(2) == 0 ? 0f : -0f;
      }
    }
    for (Kernels kernels : List.of(plain, simd)) {
      long[] marks = marks(locations, maps);
      kernels.markNonZeros(x.a, x.aOffset, between, locations, maps, marks);
      assertMarks(
          marks, locations, maps, (i, m) -> x.a[x.aOffset + i * between + m] != 0, kernels.name());
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
      @ForAll boolean apart) {
    int groupSize = new int[] {1, 2, 3, 4, 8, 16, 32, 48, 64, 96, 128}[size];
    int maps = groups * groupSize;
    int between = maps + (apart ? 5 : 0);
    Given x = new Given(seed, locations * between);
    for (int i = x.aOffset; i < x.aOffset + locations * between; i++) {
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
      int at = x.aOffset + i * between;
      plain.compete(x.a, at, groups, groupSize, step, hot, factors, y);
    }
    for (Kernels kernels : List.of(plain, simd)) {
      float[] given = x.a.clone();
      long[] marks = marks(locations, maps);
      kernels.markWinners(given, x.aOffset, between, locations, groups, groupSize, step, marks);
      assertMarks(
          marks, locations, maps, (i, m) -> y[x.aOffset + i * between + m] != 0, kernels.name());
      for (int i = 0; i < locations; i++) {
        for (int at = x.aOffset + i * between; at < x.aOffset + i * between + maps; at++) {
          assertEquals(Float.isNaN(y[at]) ? Float.NaN : x.a[at], given[at], kernels.name());
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
      @ForAll @IntRange(max = 5) int to,
      @ForAll @IntRange(min = -1000, max = 1000) int first,
      @ForAll @IntRange(min = -200, max = 200) int step) {
    for (String name : List.of("plain", "simd")) {
      Kernels kernels = KernelSet.named(name);
      int[] y = new int[to + n + 1];
      y[to + n] = 12345;
      kernels.ramp(y, to, n, first, step);
      for (int i = 0; i < n; i++) {
        assertEquals(first + i * step, y[to + i]);
      }
      assertEquals(12345, y[to + n]);
    }
  }

  /**
   * A list, and for each of some lines where its part of it begins and ends, and its first index.
   */
  private record Lines(EntryList list, int[] table) {
    static Lines of(Given x, int lines, int rows, int span) {
      int parted = 30; // cuts
      int[] cuts = new int[parted];
      for (int i = 1; i < parted; i++) {
        cuts[i] = cuts[i - 1] + x.generator.nextInt(4);
      }
      int[] table = new int[3 * lines];
      for (int i = 0; i < lines; i++) {
        int part = x.generator.nextInt(parted - span - 4);
        table[i] = x.generator.nextInt(4) == 0 ? -1 : part;
        table[lines + i] = part + x.generator.nextInt(3);
        table[2 * lines + i] = -x.generator.nextInt(3);
      }
      return new Lines(
          new EntryList(KernelContract.table(x, 4 * parted, rows - 2), x.numbers(4 * parted), cuts),
          table);
    }
  }

  /** Parts of a list that begin at any cut, and lines of sums that take none. */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addRows(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int n,
      @ForAll @IntRange(min = 1, max = 3) int span,
      @ForAll boolean goesOn,
      @ForAll @IntRange(max = 15) int parts) {
    int columns = parts * Kernels.NARROW;
    int between = columns + 3;
    Given x = new Given(seed, 2000);
    Lines lines = Lines.of(x, n, 100, span);
    agree(
        x.numbers(x.cOffset + n * between + columns),
        (kernels, c) ->
            kernels.addRows(
                lines.list,
                lines.table,
                n,
                1,
                span,
                x.a,
                x.aOffset,
                15,
                goesOn ? c : x.b,
                goesOn ? x.cOffset : x.bOffset,
                goesOn ? between : 0,
                c,
                x.cOffset,
                between,
                columns));
  }

  /** Entries of maps, each with a line of gradients and as many before it as further taps meet. */
  private record Entries(EntryList list, int count) {
    static final int MAPS = 6;

    static Entries of(Given x, int step, int taps) {
      int[] cuts = new int[MAPS * step + 2];
      for (int i = 1; i < cuts.length; i++) {
        cuts[i] = cuts[i - 1] + x.generator.nextInt(4);
      }
      int count = cuts[cuts.length - 1];
      int[] indices = new int[count];
      for (int e = 0; e < count; e++) {
        indices[e] = (taps - 1 + x.generator.nextInt(4)) * SparseKernels.PITCH;
      }
      return new Entries(new EntryList(indices, x.numbers(count), cuts), count);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addLines(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(max = 5) int taps,
      @ForAll @IntRange(max = 4) int parts) {
    int columns = parts * Kernels.NARROW;
    int apart = Entries.MAPS * (columns + 1) + 2;
    Given x = new Given(seed, (taps + 3) * SparseKernels.PITCH);
    Entries entries = Entries.of(x, step, taps);
    agree(
        x.numbers(x.cOffset + taps * apart),
        (kernels, c) ->
            kernels.addLines(
                entries.list,
                1,
                step,
                Entries.MAPS,
                taps,
                x.a,
                x.aOffset,
                c,
                x.cOffset,
                apart,
                columns + 1,
                columns));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addDots(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(max = 5) int taps,
      @ForAll @IntRange(max = 4) int parts) {
    int columns = parts * Kernels.PARTS;
    int apart = Entries.MAPS * (columns + 1) + 2;
    Given x = new Given(seed, (taps + 3) * SparseKernels.PITCH);
    Given w = new Given(seed + 1, taps * apart);
    Entries entries = Entries.of(x, step, taps);
    agree(
        x.numbers(x.cOffset + entries.count * Kernels.PARTS),
        (kernels, c) ->
            kernels.addDots(
                entries.list,
                1,
                step,
                Entries.MAPS,
                taps,
                x.a,
                x.aOffset,
                w.a,
                w.aOffset,
                apart,
                columns + 1,
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
