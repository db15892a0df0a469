package decisive.tutorials.exercise.laws;

import decisive.nn.count.ConvolutionSite;
import decisive.nn.count.CountingRule;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;

/** Counting the multiplications of a convolution. */
public final class MultiplicationsLaws extends Laws<MultiplicationsLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /**
     * The products of a convolution whose inputs come in groups of which one may be other than 0.
     *
     * @param inputs maps
     * @param groupSize maps of a group, a divisor of the inputs
     * @param outputs maps
     * @param size of the kernel, square
     * @param height of the output
     * @param width of the output
     */
    long multiplications(int inputs, int groupSize, int outputs, int size, int height, int width);
  }

  public MultiplicationsLaws() {
    super(Contract.class);
  }

  @Law("Without groups every output number has one product for each input map and kernel place")
  void dense(@ForAll @IntRange(min = 1, max = 64) int maps) {
    Claim.same(
        maps + " maps to 8, 3×3, output 4×5",
        8L * 4 * 5 * 9 * maps,
        solution().multiplications(maps, 1, 8, 3, 4, 5));
  }

  @Law("Groups of k leave one product in k")
  void aKth(@ForAll @IntRange(min = 1, max = 6) int power) {
    int k = 1 << power;
    Claim.same(
        "64 maps in groups of " + k,
        solution().multiplications(64, 1, 16, 3, 8, 8),
        k * solution().multiplications(64, k, 16, 3, 8, 8));
  }

  @Law("Counts beyond two thousand million are correct too")
  void large() {
    Claim.same(
        "512 maps to 512, 3×3, output 128×128",
        512L * 512 * 9 * 128 * 128,
        solution().multiplications(512, 1, 512, 3, 128, 128));
  }

  @Law("It is the library's exact rule")
  void asTheLibrary(
      @ForAll @IntRange(min = 1, max = 8) int groups,
      @ForAll @IntRange(min = 1, max = 8) int k,
      @ForAll @IntRange(min = 1, max = 3) int half,
      @ForAll @IntRange(min = 1, max = 9) int height) {
    int size = 2 * half - 1;
    ConvolutionSite site =
        new ConvolutionSite("site", groups * k, 10, size, 1, height, 7, false, k, groups);
    Claim.same(
        groups * k + " maps in groups of " + k + " to 10",
        CountingRule.EXACT.multiplications(site),
        solution().multiplications(groups * k, k, 10, size, height, 7));
  }
}
