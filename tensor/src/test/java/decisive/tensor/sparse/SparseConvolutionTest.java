package decisive.tensor.sparse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Convolution2d;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sparse way against the dense one, which PyTorch's numbers hold. */
class SparseConvolutionTest {
  private static Tensor sparse(Generator generator, int percent, int... extents) {
    Tensor x = Tensor.normal(generator, 1, extents);
    for (int i = 0; i < x.size(); i++) {
      x.data()[i] = generator.nextInt(100) < percent ? x.data()[i] : 0;
    }
    return x;
  }

  /** Sums in another order: some units of float32 of sums of some hundred products. */
  private static void assertNear(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.data()[i], actual.data()[i], 2e-4, () -> "of " + expected.shape());
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void agreesWithTheDenseWay(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int images,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 5) int maps,
      @ForAll @IntRange(min = 1, max = 3) int outputs,
      @ForAll boolean five,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(max = 2) int padding,
      @ForAll @IntRange(max = 100) int percent) {
    Generator generator = new Generator(seed);
    int size = five ? 5 : 3;
    Assume.that(Math.min(height, width) + 2 * padding >= size);
    Tensor x = sparse(generator, percent, images, height, width, 5 * maps);
    Tensor w = Tensor.normal(generator, 0.3f, size, size, 5 * maps, 16 * outputs);
    Convolution2d geometry = new Convolution2d(x.shape(), w.shape(), stride, padding);
    Tensor dy = Tensor.normal(generator, 0.3f, geometry.output().extents());
    SparseConvolution sparse = SparseConvolution.always(geometry, x, w);
    assertNear(geometry.forward(x, w), sparse.forward());
    sparse.release();
    assertGradientsAgree(geometry, x, w, dy);
  }

  @Test
  void neitherThreadsNorKernelsChangeABit() {
    Generator generator = new Generator(3);
    Tensor x = sparse(generator, 15, 3, 6, 5, 40);
    Tensor w = Tensor.normal(generator, 0.3f, 3, 3, 40, 48);
    Convolution2d geometry = new Convolution2d(x.shape(), w.shape(), 1, 1);
    Tensor dy = Tensor.normal(generator, 1, geometry.output().extents());
    Kernels kernels = KernelSet.active();
    int threads = Workers.threads();
    List<List<Tensor>> all = new ArrayList<>();
    try {
      for (String name : List.of("plain", "simd")) {
        for (int count = 1; count <= 3; count++) {
          KernelSet.use(KernelSet.named(name));
          Workers.use(count);
          SparseConvolution sparse = SparseConvolution.always(geometry, x, w);
          all.add(List.of(sparse.forward(), sparse.toWeight(dy), sparse.toInput(dy)));
          sparse.release();
          assertEquals(all.get(0), all.get(all.size() - 1), name + " on " + count);
        }
      }
    } finally {
      Workers.use(threads);
      KernelSet.use(kernels);
    }
  }

  /**
   * Of 512 outputs the weights are packed into blocks; their rows are read in order first where
   * many locations select them.
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 8})
  void wideLayersAreCutIntoBlocks(int side) {
    Generator generator = new Generator(4);
    Tensor x = sparse(generator, 5, 1, side, side, 512);
    Tensor w = Tensor.normal(generator, 0.05f, 3, 3, 512, 512);
    assertTrue(new SparseWeights(w, null).blocks() > 1);
    Convolution2d geometry = new Convolution2d(x.shape(), w.shape(), 1, 1);
    SparseConvolution sparse = SparseConvolution.always(geometry, x, w);
    assertNear(geometry.forward(x, w), sparse.forward());
    sparse.release();
    Tensor dy = Tensor.normal(generator, 0.1f, geometry.output().extents());
    assertGradientsAgree(geometry, x, w, dy);
  }

  /** Bands of 4, 8 and 12 images' lines, and a last one of fewer. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bandsHaveLinesOfSeveralImages(int stride) {
    Generator generator = new Generator(5);
    Tensor x = sparse(generator, 20, 5 * stride, 3, 30, 72);
    Tensor w = Tensor.normal(generator, 0.3f, 3, 3, 72, 64);
    Convolution2d geometry = new Convolution2d(x.shape(), w.shape(), stride, 1);
    assertGradientsAgree(geometry, x, w, Tensor.normal(generator, 1, geometry.output().extents()));
  }

  private static void assertGradientsAgree(Convolution2d geometry, Tensor x, Tensor w, Tensor dy) {
    SparseConvolution sparse = SparseConvolution.always(geometry, x, w);
    assertNear(geometry.toWeight(x, dy), sparse.toWeight(dy));
    Tensor dx = geometry.toInput(dy, w);
    for (int i = 0; i < dx.size(); i++) {
      dx.data()[i] = x.data()[i] == 0 ? 0 : dx.data()[i];
    }
    assertNear(dx, sparse.toInput(dy));
    sparse.release();
  }

  @Test
  void isChosenByShapeAndDensity() {
    assertTrue(chosen(10, 128, 3, 1));
    assertFalse(chosen(40, 128, 3, 1), "too much to do");
    assertTrue(chosen(27, 64, 3, 1));
    assertFalse(chosen(1, 32, 3, 1), "too narrow");
    assertFalse(chosen(10, 128, 1, 1), "a single tap");
    assertTrue(chosen(10, 128, 3, 2), "a stride");
  }

  private static boolean chosen(int percent, int maps, int size, int stride) {
    Tensor x = sparse(new Generator(1), percent, 4, 8, 8, maps);
    Tensor w = Tensor.zeros(size, size, maps, 32);
    return SparseConvolution.of(new Convolution2d(x.shape(), w.shape(), stride, size / 2), x, w)
        .isPresent();
  }
}
