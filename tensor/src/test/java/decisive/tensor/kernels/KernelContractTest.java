package decisive.tensor.kernels;

import static decisive.tensor.kernels.Numbers.assertSameBits;
import static decisive.tensor.kernels.Numbers.mixed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every kernel set promises: the bits of the plain one, and no other element touched. */
class KernelContractTest {
  private final Kernels plain = KernelSet.named("plain");
  private final Kernels simd = KernelSet.named("simd");

  private static final int LONGEST = 150;
  private static final int OFFSETS = 5;
  private static final int SPARE = 3;

  /** Arrays, offsets and a share of special values, all from one seed. */
  private static final class Given {
    final Generator generator;
    final float[] a;
    final float[] b;
    final float[] c;
    final int aOffset;
    final int bOffset;
    final int cOffset;

    Given(long seed, int length) {
      generator = new Generator(seed);
      int rarity = new int[] {0, 3, 50}[generator.nextInt(3)];
      int size = length + OFFSETS + SPARE;
      a = mixed(generator, size, rarity);
      b = mixed(generator, size, rarity);
      c = mixed(generator, size, rarity);
      aOffset = generator.nextInt(OFFSETS);
      bOffset = generator.nextInt(OFFSETS);
      cOffset = generator.nextInt(OFFSETS);
    }

    float[] numbers(int n) {
      return mixed(generator, n, 20);
    }
  }

  /** Runs both sets on copies of {@code before}; all of both copies, inside and outside, agree. */
  private void agree(float[] before, BiConsumer<Kernels, float[]> run) {
    float[] expected = before.clone();
    float[] actual = before.clone();
    run.accept(plain, expected);
    run.accept(simd, actual);
    assertSameBits(expected, actual);
  }

  private void agree(ToDoubleFunction<Kernels> run) {
    assertSameBits((float) run.applyAsDouble(plain), (float) run.applyAsDouble(simd));
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void binary(
      @ForAll long seed,
      @ForAll BinaryOp op,
      @ForAll @IntRange(max = LONGEST) int n,
      @ForAll @IntRange(max = 1) int aStep,
      @ForAll @IntRange(max = 1) int bStep) {
    Given x = new Given(seed, LONGEST);
    agree(
        x.c,
        (kernels, c) ->
            kernels.binary(op, x.a, x.aOffset, aStep, x.b, x.bOffset, bStep, c, x.cOffset, n));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void add(@ForAll long seed, @ForAll @IntRange(max = LONGEST) int n) {
    Given x = new Given(seed, LONGEST);
    agree(x.c, (kernels, c) -> kernels.add(x.a, x.aOffset, c, x.cOffset, n));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void binaryInPlace(
      @ForAll long seed, @ForAll BinaryOp op, @ForAll @IntRange(max = LONGEST) int n) {
    Given x = new Given(seed, LONGEST);
    agree(
        x.c,
        (kernels, c) -> kernels.binary(op, x.a, x.aOffset, 1, c, x.cOffset, 1, c, x.cOffset, n));
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void unary(@ForAll long seed, @ForAll UnaryOp op, @ForAll @IntRange(max = LONGEST) int n) {
    Given x = new Given(seed, LONGEST);
    agree(x.c, (kernels, c) -> kernels.unary(op, x.a, x.aOffset, c, x.cOffset, n));
    agree(x.c, (kernels, c) -> kernels.unary(op, c, x.cOffset, c, x.cOffset, n));
  }

  /** Every 4099th float there is, of both signs: borders, denormals, infinities, NaNs. */
  @Example
  void exponentialOverAllFloats() {
    float[] all = new float[(int) ((1L << 32) / 4099)];
    for (int i = 0; i < all.length; i++) {
      all[i] = Float.intBitsToFloat(i * 4099);
    }
    agree(
        new float[all.length],
        (kernels, c) -> kernels.unary(UnaryOp.EXPONENTIAL, all, 0, c, 0, all.length));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void sumAndDot(@ForAll long seed, @ForAll @IntRange(max = LONGEST) int n) {
    Given x = new Given(seed, LONGEST);
    agree(kernels -> kernels.sum(x.a, x.aOffset, n));
    agree(kernels -> kernels.dot(x.a, x.aOffset, x.b, x.bOffset, n));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void max(@ForAll long seed, @ForAll @IntRange(min = 1, max = LONGEST) int n) {
    Given x = new Given(seed, LONGEST);
    agree(kernels -> kernels.max(x.a, x.aOffset, n));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void columns(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int rows,
      @ForAll @IntRange(max = LONGEST) int columns) {
    Given x = new Given(seed, rows * columns);
    float[] sums = x.numbers(columns + SPARE);
    agree(sums, (kernels, s) -> kernels.columnSums(x.a, x.aOffset, rows, columns, s));
    float[] centre = x.numbers(columns);
    float[] other = x.numbers(columns);
    agree(
        sums,
        (kernels, s) ->
            kernels.columnMoments(x.a, x.aOffset, rows, columns, centre, s, other.clone()));
    agree(
        sums,
        (kernels, s) ->
            kernels.columnMoments(x.a, x.aOffset, rows, columns, centre, other.clone(), s));
    agree(
        sums,
        (kernels, s) ->
            kernels.columnDots(x.a, x.aOffset, x.b, x.bOffset, rows, columns, centre, s));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void affine(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int rows,
      @ForAll @IntRange(max = LONGEST) int columns) {
    Given x = new Given(seed, rows * columns);
    float[] scale = x.numbers(columns);
    float[] other = x.numbers(columns);
    float[] centre = x.numbers(columns);
    float[] shift = x.numbers(columns);
    agree(
        x.c,
        (kernels, c) ->
            kernels.affine(x.a, x.aOffset, rows, columns, centre, scale, shift, c, x.cOffset));
    agree(
        x.c,
        (kernels, c) ->
            kernels.affine(
                x.a, x.aOffset, x.b, x.bOffset, rows, columns, scale, centre, other, shift, c,
                x.cOffset));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void tiles(@ForAll long seed, @ForAll @IntRange(max = 40) int steps, @ForAll boolean two) {
    Given x = new Given(seed, 2000);
    int width = two ? Kernels.WIDE : Kernels.NARROW;
    int from = x.generator.nextInt(steps + 1);
    int[] cols = table(x, steps, 1000);
    int between = width + x.generator.nextInt(3);
    float[] b = x.numbers(x.bOffset + steps * between + width);
    float[] apart = x.numbers(x.aOffset + Kernels.NARROW_TILE * Kernels.APART);
    int[] out = x.generator.permutation(Kernels.NARROW_TILE);
    for (int i = 0; i < out.length; i++) {
      out[i] *= Kernels.WIDE + 1;
    }
    float[] before = x.numbers(Kernels.NARROW_TILE * (Kernels.WIDE + 1));
    agree(
        before,
        (kernels, c) ->
            kernels.apartTile(apart, x.aOffset, steps, b, x.bOffset, between, width, c, out));
    agree(
        before,
        (kernels, c) ->
            kernels.adjacentTile(
                x.a, x.aOffset, cols, from, steps, b, x.bOffset, between, width, c, out));
    agree(
        before,
        (kernels, c) ->
            kernels.pixelTile(
                x.a, x.aOffset, cols, from, steps, b, x.bOffset, between, width, c, out));
    int[] threes = Offsets.sums(cols, Offsets.steps(3, width));
    float[] lines = x.numbers(x.bOffset + threes.length * between + width);
    agree(
        before,
        (kernels, c) ->
            kernels.slidingTile(
                x.a,
                x.aOffset,
                threes,
                3 * from,
                threes.length,
                lines,
                x.bOffset,
                between,
                width,
                c,
                out));
  }

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
          int end = kernels.nonZeros(x.a, x.aOffset, n, indices, values, 1);
          c[0] = end;
          for (int i = 1; i < end; i++) {
            c[i] = values[i];
            c[n + i] = indices[i];
            assertEquals(values[i], x.a[x.aOffset + indices[i]]);
          }
        });
  }

  /** What a competition at infinite temperature leaves; with ties, zeros of both signs and NaN. */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void winners(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int groups,
      @ForAll @IntRange(max = 7) int size,
      @ForAll boolean strided) {
    int groupSize = new int[] {1, 2, 3, 4, 8, 16, 64, 128}[size];
    int n = groups * groupSize;
    Given x = new Given(seed, n);
    for (int i = 0; i < n; i++) {
      int kind = x.generator.nextInt(12);
      if (kind < 5) {
        x.a[x.aOffset + i] =
            kind == 4 && x.generator.nextInt(50) == 0
                ? Float.NaN
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
          int end = kernels.winners(x.a, x.aOffset, groups, groupSize, step, indices, values, 1);
          for (int i = 1; i < end; i++) {
            assertTrue(i == 1 || indices[i] > indices[i - 1]);
            c[indices[i]] = values[i];
          }
          for (int i = 0; i < n; i++) {
            assertEquals(y[x.aOffset + i] + 0f, c[i] + 0f);
          }
        });
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
    RowList list = new RowList(table(x, entries, maps), new float[0], cuts);
    int[] table = table(x, 2 * lines, 9);
    for (int i = 0; i < lines; i++) {
      table[i] = x.generator.nextInt(4) == 0 ? -1 : table[i];
      table[lines + i] = 2;
    }
    agree(
        x.numbers((entries + 2) * Kernels.PARTS),
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
                c));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void fold(@ForAll long seed, @ForAll @IntRange(max = 20) int n) {
    Given x = new Given(seed, n * Kernels.PARTS);
    float[] sums = x.numbers(n * Kernels.PARTS);
    agree(new float[n + 2], (kernels, c) -> kernels.fold(sums, n, c, 1));
  }

  /** Parts of a list that begin at any cut, and lines of sums that take none. */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addRows(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int lines,
      @ForAll @IntRange(max = 4) int taps,
      @ForAll @IntRange(min = 1, max = 3) int span,
      @ForAll @IntRange(max = 15) int parts) {
    int columns = parts * Kernels.NARROW;
    int between = columns + 3;
    int parted = 30; // cuts
    Given x = new Given(seed, 2000);
    int[] cuts = new int[parted];
    for (int i = 1; i < parted; i++) {
      cuts[i] = cuts[i - 1] + x.generator.nextInt(4);
    }
    RowList list = new RowList(table(x, 4 * parted, 100), x.numbers(4 * parted), cuts);
    int[] table = table(x, taps * lines + 1, parted - span - 1);
    for (int i = 0; i < table.length; i++) {
      table[i] = x.generator.nextInt(4) == 0 ? -1 : table[i];
    }
    int size = x.cOffset + lines * between + columns;
    agree(
        x.numbers(size),
        (kernels, c) ->
            kernels.addRows(
                list, table, 1, lines, taps, 1, span, x.a, x.aOffset, 40, 15, c, x.cOffset, between,
                columns));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void addToRows(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int lines,
      @ForAll @IntRange(max = 15) int parts) {
    int columns = parts * Kernels.NARROW;
    int parted = 30; // cuts
    int maps = 7;
    Given x = new Given(seed, 200 + lines * (columns + 3));
    int[] cuts = new int[parted];
    for (int i = 1; i < parted; i++) {
      cuts[i] = cuts[i - 1] + x.generator.nextInt(4);
    }
    RowList list = new RowList(table(x, 4 * parted, maps), x.numbers(4 * parted), cuts);
    int[] table = table(x, lines + 1, parted - 2);
    for (int i = 0; i < table.length; i++) {
      table[i] = x.generator.nextInt(4) == 0 ? -1 : table[i];
    }
    agree(
        x.numbers(x.cOffset + maps * (columns + 1)),
        (kernels, c) ->
            kernels.addToRows(
                list,
                table,
                1,
                lines,
                1,
                x.a,
                x.aOffset,
                columns + 3,
                c,
                x.cOffset,
                columns + 1,
                columns));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void weightTile(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Given x = new Given(seed, 2000);
    int[] windows = table(x, n, 1500);
    float[] dy = x.numbers(x.bOffset + n * Kernels.NARROW);
    agree(
        x.numbers(x.cOffset + 3 * Kernels.NARROW * Kernels.NARROW),
        (kernels, c) ->
            kernels.weightTile(dy, x.bOffset, n, x.a, x.aOffset, windows, c, x.cOffset));
  }

  /** What lies behind the steps of a row may be overwritten, so it is not compared. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void lineUp(
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int count,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(max = 511) int at) {
    int steps = Math.min(n, Panels.CHAIN - at);
    Given x = new Given(seed, 100);
    int[] rows = table(x, count + 2, x.a.length - x.aOffset - steps + 1);
    agree(
        new float[count * Kernels.APART],
        (kernels, c) -> {
          float[] lines = new float[c.length];
          kernels.lineUp(x.a, x.aOffset, rows, 1, 1 + count, steps, lines, at);
          for (int row = 0; row < count; row++) {
            System.arraycopy(lines, row * Kernels.APART + at, c, row * Kernels.APART, steps);
          }
        });
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void winograd(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int n,
      @ForAll @IntRange(min = 1, max = 2) int rows,
      @ForAll @IntRange(min = 1, max = 2) int columns) {
    Given x = new Given(seed, 9 * 170);
    int plane = n + x.generator.nextInt(5);
    int line = 4 * n + x.generator.nextInt(5);
    agree(x.c, (kernels, c) -> kernels.winogradInput(x.a, x.aOffset, line, n, c, x.cOffset, plane));
    agree(
        x.c, (kernels, c) -> kernels.winogradWeights(x.a, x.aOffset, line, n, c, x.cOffset, plane));
    agree(
        x.c,
        (kernels, c) ->
            kernels.winogradOutput(x.a, x.aOffset, plane, c, x.cOffset, line, n, rows, columns));
  }

  private static int[] table(Given x, int n, int bound) {
    int[] table = new int[n];
    for (int i = 0; i < n; i++) {
      table[i] = x.generator.nextInt(bound);
    }
    return table;
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void compete(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int groups,
      @ForAll @IntRange(min = 1, max = 66) int groupSize,
      @ForAll boolean power,
      @ForAll boolean strided) {
    int size = power ? Integer.highestOneBit(groupSize) : groupSize;
    Given x = new Given(seed, groups * size);
    float temperature =
        new float[] {0, 0.5f, 30, 1e30f, Float.POSITIVE_INFINITY}[x.generator.nextInt(5)];
    for (boolean factors : new boolean[] {true, false}) {
      agree(
          x.c,
          (kernels, c) -> {
            float[] other = c.clone();
            kernels.compete(
                x.a,
                x.aOffset,
                groups,
                size,
                strided ? groups : 1,
                temperature,
                factors ? c : other,
                factors ? other : c);
          });
    }
  }
}
