package decisive.tensor.kernels;

import static decisive.tensor.kernels.Numbers.assertSameBits;
import static decisive.tensor.kernels.Numbers.mixed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GatherProductTest {
  /** Random tables: every element is its chains of 512 fused steps, added in order. */
  private static final class Problem {
    final int[] rows;
    final int[] columns;
    final int n;
    final float[] a;
    final float[] b;
    final int aOffset;
    final int bOffset;
    final int cOffset;
    final int rowStride;
    final int columnStride;
    final int[] out;

    Problem(long seed, int m, int k, int n) {
      Generator generator = new Generator(seed);
      this.n = n;
      rows = table(generator, m);
      columns = table(generator, k);
      aOffset = generator.nextInt(4);
      bOffset = generator.nextInt(4);
      cOffset = generator.nextInt(4);
      boolean transposed = generator.nextInt(2) == 0;
      rowStride = transposed ? 1 : n + generator.nextInt(3);
      columnStride = transposed ? k + generator.nextInt(3) : 1;
      int rarity = generator.nextInt(3) == 0 ? 500 : 0;
      a = mixed(generator, 2 * 300 + 4, rarity);
      b = mixed(generator, bOffset + (k + 3) * (n + 3), rarity);
      out = new int[m];
      int[] order = generator.permutation(m);
      for (int i = 0; i < m; i++) {
        out[i] = order[i] * (n + 2);
      }
    }

    private static int[] table(Generator generator, int length) {
      int[] table = new int[length];
      for (int i = 0; i < length; i++) {
        table[i] = generator.nextInt(300);
      }
      return table;
    }

    float[] untouched() {
      float[] c = new float[cOffset + rows.length * (n + 2) + 3];
      Arrays.fill(c, 7);
      return c;
    }

    float[] run() {
      float[] c = untouched();
      GatherProduct.of(rows, columns, n)
          .left(a, aOffset)
          .right(b, bOffset, rowStride, columnStride)
          .into(c, cOffset, out);
      return c;
    }

    float[] byDefinition() {
      float[] c = untouched();
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < n; j++) {
          float total = 0;
          for (int chain = 0; chain < columns.length; chain += Panels.CHAIN) {
            float sum = 0;
            for (int k = chain; k < Math.min(columns.length, chain + Panels.CHAIN); k++) {
              float x = a[aOffset + rows[i] + columns[k]];
              sum = Math.fma(x, b[bOffset + k * rowStride + j * columnStride], sum);
            }
            total = chain == 0 ? sum : total + sum;
          }
          c[cOffset + out[i] + j] = total;
        }
      }
      return c;
    }
  }

  private static void check(Problem problem) {
    float[] expected = problem.byDefinition();
    Kernels kernels = KernelSet.active();
    int threads = Workers.threads();
    try {
      for (String name : new String[] {"plain", "simd"}) {
        for (int count = 1; count <= 3; count++) {
          KernelSet.use(KernelSet.named(name));
          Workers.use(count);
          assertSameBits(expected, problem.run());
        }
      }
    } finally {
      KernelSet.use(kernels);
      Workers.use(threads);
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void isItsDefinition(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int m,
      @ForAll @IntRange(max = 60) int k,
      @ForAll @IntRange(max = 70) int n) {
    check(new Problem(seed, m, k, n));
  }

  @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
  void addsLongChainsInOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int m,
      @ForAll @IntRange(min = 510, max = 1600) int k,
      @ForAll @IntRange(min = 1, max = 70) int n) {
    check(new Problem(seed, m, k, n));
  }

  /** From eight panels on, A is packed: rows that fill no tile, a last panel that is not full. */
  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void packsForManyColumns(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 150) int m,
      @ForAll @IntRange(min = 1, max = 600) int k,
      @ForAll @IntRange(min = 220, max = 290) int n) {
    check(new Problem(seed, m, k, n));
  }

  @Test
  void cutsManyRowsIntoTasks() {
    check(new Problem(3, 1601, 40, 70));
  }

  @Test
  void withoutStepsIsZero() {
    float[] c = {1, 1, 1, 1, 1};
    GatherProduct.of(new int[2], new int[0], 2)
        .left(new float[0], 0)
        .right(new float[0], 0, 2, 1)
        .into(c, 1, new int[] {0, 2});
    assertArrayEquals(new float[] {1, 0, 0, 0, 0}, c);
  }

  @Test
  void saysWhatIsTooLarge() {
    GatherProduct product = GatherProduct.of(new int[1], new int[1 << 20], (1 << 12) + 1);
    var e =
        assertThrows(IllegalArgumentException.class, () -> product.right(new float[0], 0, 1, 1));
    assertEquals(
        "product: right operand [1048576,4097] takes 4311744512 floats when its columns are padded"
            + " to panels, more than an array holds; split its rows",
        e.getMessage());
  }

  @Test
  void saysWhatWasNotCalled() {
    GatherProduct product = GatherProduct.of(new int[1], new int[1], 1).left(new float[1], 0);
    var e =
        assertThrows(IllegalStateException.class, () -> product.into(new float[1], 0, new int[1]));
    assertEquals("product: call left and right before into", e.getMessage());
  }
}
