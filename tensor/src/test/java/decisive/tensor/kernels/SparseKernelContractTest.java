package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Of the kernels for lists of what is not zero. */
class SparseKernelContractTest extends KernelContract {
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void nonZeros(@ForAll long seed, @ForAll @IntRange(max = LONGEST) int n) {
    Given x = new Given(seed, n);
    for (int i = 0; i < n; i++) {
      if (x.generator.nextInt(3) > 0) {
        x.a[x.aOffset + i] = x.generator.nextInt(2) == 0 ? 0f : -0f;
      }
    }
    agree(
        new float[2 * n + 1],
        (kernels, c) -> {
          int[] indices = new int[n + 2];
          float[] values = new float[n + 2];
          int end = kernels.nonZeros(x.a, x.aOffset, n, 7, indices, values, 1);
          c[0] = end;
          for (int i = 1; i < end; i++) {
            c[i] = values[i];
            c[n + i] = indices[i];
            assertEquals(values[i], x.a[x.aOffset + indices[i] - 7]);
          }
        });
  }

  /** What a competition at infinite temperature leaves; with ties, zeros and NaN of both signs. */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void winners(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int groups,
      @ForAll @IntRange(max = 9) int size,
      @ForAll boolean strided) {
    int groupSize = new int[] {1, 2, 3, 4, 8, 16, 48, 64, 96, 128}[size];
    int n = groups * groupSize;
    Given x = new Given(seed, n);
    for (int i = 0; i < n; i++) {
      int kind = x.generator.nextInt(12);
      if (kind < 5) {
        x.a[x.aOffset + i] =
            kind == 4 && x.generator.nextInt(50) == 0
                ? Float.intBitsToFloat(x.generator.nextInt(2) == 0 ? 0x7fc00000 : 0xffc00000)
                : new float[] {0, -0f, 1, 2}[kind % 4];
      }
    }
    int step = strided ? groups : 1;
    float[] factors = new float[x.aOffset + n];
    float[] y = new float[x.aOffset + n];
    float hot = Float.POSITIVE_INFINITY;
    KernelSet.named("plain").compete(x.a, x.aOffset, groups, groupSize, step, hot, factors, y);
    agree(
        new float[n],
        (kernels, c) -> {
          int[] indices = new int[n + 1];
          float[] values = new float[n + 1];
          int end = kernels.winners(x.a, x.aOffset, groups, groupSize, step, 7, indices, values, 1);
          for (int i = 1; i < end; i++) {
            assertTrue(i == 1 || indices[i] > indices[i - 1]);
            c[indices[i] - 7] = values[i];
          }
          for (int i = 0; i < n; i++) {
            assertEquals(y[x.aOffset + i] + 0f, c[i] + 0f);
          }
        });
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

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addToRows(
      @ForAll long seed, @ForAll @IntRange(max = 9) int n, @ForAll @IntRange(max = 15) int parts) {
    int columns = parts * Kernels.NARROW;
    int maps = 7;
    Given x = new Given(seed, 200 + n * (columns + 3));
    Lines lines = Lines.of(x, n, maps, 1);
    agree(
        x.numbers(x.cOffset + maps * (columns + 1)),
        (kernels, c) ->
            kernels.addToRows(
                lines.list,
                lines.table,
                n,
                1,
                x.a,
                x.aOffset,
                columns + 3,
                c,
                x.cOffset,
                columns + 1,
                columns));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addDots(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int lines,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(max = 15) int parts) {
    int columns = parts * Kernels.PARTS;
    int maps = 7;
    Given x = new Given(seed, 200 + 9 * (columns + 3));
    Given w = new Given(seed + 1, 200 + maps * (columns + 1));
    int[] cuts = new int[lines * step + 2];
    for (int i = 1; i < cuts.length; i++) {
      cuts[i] = cuts[i - 1] + x.generator.nextInt(4);
    }
    int entries = cuts[cuts.length - 1];
    EntryList list = new EntryList(table(x, entries, maps - 2), new float[0], cuts);
    int[] table = new int[3 * lines];
    for (int i = 0; i < lines; i++) {
      table[i] = x.generator.nextInt(4) == 0 ? -1 : x.generator.nextInt(9);
      table[lines + i] = 2;
      table[2 * lines + i] = -x.generator.nextInt(3);
    }
    agree(
        x.numbers(x.cOffset + (entries + 2) * Kernels.PARTS),
        (kernels, c) ->
            kernels.addDots(
                list,
                table,
                lines,
                1,
                step,
                x.a,
                x.aOffset,
                columns + 3,
                w.a,
                w.aOffset,
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
