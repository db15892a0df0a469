package decisive.tensor.kernels;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Of the kernels for dense arrays. */
class KernelContractTest extends KernelContract {
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
    int bStride = width + x.generator.nextInt(3);
    float[] b = x.numbers(x.bOffset + steps * bStride + width);
    float[] packed = x.numbers(x.aOffset + Kernels.NARROW_TILE * Kernels.PACKED_STRIDE);
    int[] out = x.generator.permutation(Kernels.NARROW_TILE);
    for (int i = 0; i < out.length; i++) {
      out[i] *= Kernels.WIDE + 1;
    }
    float[] before = x.numbers(Kernels.NARROW_TILE * (Kernels.WIDE + 1));
    agree(
        before,
        (kernels, c) ->
            kernels.packedTile(packed, x.aOffset, steps, b, x.bOffset, bStride, width, c, out));
    agree(
        before,
        (kernels, c) ->
            kernels.adjacentTile(
                x.a, x.aOffset, cols, from, steps, b, x.bOffset, bStride, width, c, out));
    agree(
        before,
        (kernels, c) ->
            kernels.pixelTile(
                x.a, x.aOffset, cols, from, steps, b, x.bOffset, bStride, width, c, out));
    int[] threes = Offsets.sums(cols, Offsets.steps(3, width));
    float[] lines = x.numbers(x.bOffset + threes.length * bStride + width);
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
                bStride,
                width,
                c,
                out));
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
  void pack(
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int count,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(max = 511) int offset) {
    int steps = Math.min(n, Panels.CHAIN - offset);
    Given x = new Given(seed, 100);
    int[] rows = table(x, count + 2, x.a.length - x.aOffset - steps + 1);
    agree(
        new float[count * Kernels.PACKED_STRIDE],
        (kernels, c) -> {
          float[] packed = new float[c.length];
          kernels.pack(x.a, x.aOffset, rows, 1, 1 + count, steps, packed, offset);
          for (int row = 0; row < count; row++) {
            System.arraycopy(
                packed,
                row * Kernels.PACKED_STRIDE + offset,
                c,
                row * Kernels.PACKED_STRIDE,
                steps);
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
    int pixel = n + x.generator.nextInt(3);
    int line = 4 * pixel + x.generator.nextInt(5);
    agree(
        x.c,
        (kernels, c) -> kernels.winogradInput(x.a, x.aOffset, line, pixel, n, c, x.cOffset, plane));
    agree(
        x.c, (kernels, c) -> kernels.winogradWeights(x.a, x.aOffset, line, n, c, x.cOffset, plane));
    agree(
        x.c,
        (kernels, c) ->
            kernels.winogradOutput(x.a, x.aOffset, plane, c, x.cOffset, line, n, rows, columns));
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
