package decisive.tensor.kernels;

import static decisive.tensor.kernels.Numbers.assertSameBits;
import static decisive.tensor.kernels.Numbers.mixed;

import decisive.tensor.random.Generator;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/** What every kernel set promises: the bits of the plain one, and no other element touched. */
abstract class KernelContract {
  final Kernels plain = KernelSet.named("plain");
  final Kernels simd = KernelSet.named("simd");

  static final int LONGEST = 150;
  static final int OFFSETS = 5;
  static final int SPARE = 3;

  /** Arrays, offsets and a share of special values, all from one seed. */
  static final class Given {
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
  void agree(float[] before, BiConsumer<Kernels, float[]> run) {
    float[] expected = before.clone();
    float[] actual = before.clone();
    run.accept(plain, expected);
    run.accept(simd, actual);
    assertSameBits(expected, actual);
  }

  void agree(ToDoubleFunction<Kernels> run) {
    assertSameBits((float) run.applyAsDouble(plain), (float) run.applyAsDouble(simd));
  }

  static int[] table(Given x, int n, int bound) {
    int[] table = new int[n];
    for (int i = 0; i < n; i++) {
      table[i] = x.generator.nextInt(bound);
    }
    return table;
  }
}
