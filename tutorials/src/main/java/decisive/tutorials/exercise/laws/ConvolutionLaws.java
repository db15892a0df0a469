package decisive.tutorials.exercise.laws;

import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A convolution of one map. */
public final class ConvolutionLaws extends Laws<ConvolutionLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** Y[i][j] = Σ K[u][v] · X[i·s + u − p][j·s + v − p], zero outside X. */
    float[][] convolve(float[][] x, float[][] kernel, int stride, int padding);
  }

  private static final float[][] CENTRE = {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}};
  private static final float[][] SOME = {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}};

  public ConvolutionLaws() {
    super(Contract.class);
  }

  @Law("A kernel with a 1 in its centre changes nothing, if a border of 1 is added")
  void theCentreIsNeutral(@ForAll("images") float[][] x) {
    Claim.near("the result", x, solution().convolve(x, CENTRE, 1, 1), 1e-6);
  }

  @Law("The kernel is not turned: its upper left number meets the upper left of the window")
  void notTurned() {
    float[][] x = new float[3][3];
    x[0][0] = 1;
    float[][] y = solution().convolve(x, SOME, 1, 0);
    Claim.near("what a single 1 in the upper left corner gives", new float[][] {{1}}, y, 1e-6);
  }

  @Law("A stride of 2 gives every other row and column of what a stride of 1 gives")
  void stridesSkip(@ForAll("images") float[][] x) {
    float[][] all = solution().convolve(x, SOME, 1, 1);
    float[][] expected = new float[(all.length + 1) / 2][(all[0].length + 1) / 2];
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        expected[i][j] = all[2 * i][2 * j];
      }
    }
    Claim.near("the result of stride 2", expected, solution().convolve(x, SOME, 2, 1), 1e-5);
  }

  @Law("It is the library's")
  void asTheLibrary(
      @ForAll("images") float[][] x,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(max = 2) int padding) {
    Tensor images = Tensor.matrix(x).reshape(1, x.length, x[0].length, 1);
    Tensor y = images.conv2d(Tensor.matrix(SOME).reshape(3, 3, 1, 1), stride, padding);
    float[][] expected = new float[y.extent(1)][y.extent(2)];
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        expected[i][j] = y.get(0, i, j, 0);
      }
    }
    Claim.near("the result", expected, solution().convolve(x, SOME, stride, padding), 1e-4);
  }

  @Provide
  Arbitrary<float[][]> images() {
    return Floats.matrix(3, 5, 3, 5);
  }
}
