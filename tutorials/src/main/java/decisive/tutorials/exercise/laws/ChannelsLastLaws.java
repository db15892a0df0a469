package decisive.tutorials.exercise.laws;

import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;

/** Where a number of a batch of images is. */
public final class ChannelsLastLaws extends Laws<ChannelsLastLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The position of image n, row y, column x, channel c among images [N, H, W, C]. */
    int offset(int height, int width, int channels, int n, int y, int x, int c);
  }

  private static final int IMAGES = 2;

  public ChannelsLastLaws() {
    super(Contract.class);
  }

  @Law("Every number has a place of its own, and no place is left empty")
  void everyPlaceOnce(
      @ForAll @IntRange(min = 1, max = 4) int height,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(min = 1, max = 4) int channels) {
    boolean[] taken = new boolean[IMAGES * height * width * channels];
    for (int n = 0; n < IMAGES; n++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < channels; c++) {
            int at = solution().offset(height, width, channels, n, y, x, c);
            Claim.that(
                at >= 0 && at < taken.length && !taken[at],
                "image %d, row %d, column %d, channel %d is at %d of %d: outside or taken",
                n,
                y,
                x,
                c,
                at,
                taken.length);
            taken[at] = true;
          }
        }
      }
    }
  }

  @Law("The channels of a pixel lie side by side")
  void channelsAreNeighbours(
      @ForAll @IntRange(min = 1, max = 4) int height,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(min = 2, max = 4) int channels) {
    int first = solution().offset(height, width, channels, 0, height - 1, width - 1, 0);
    int second = solution().offset(height, width, channels, 0, height - 1, width - 1, 1);
    Claim.same("the place of channel 1 of the last pixel", first + 1, second);
  }

  @Law("It is where the library's tensors have it")
  void asTheLibrary(
      @ForAll @IntRange(min = 1, max = 4) int height,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(min = 1, max = 4) int channels) {
    Tensor places =
        Tensor.range(IMAGES * height * width * channels).reshape(IMAGES, height, width, channels);
    int expected = (int) places.get(IMAGES - 1, height - 1, width / 2, channels - 1);
    int actual =
        solution().offset(height, width, channels, IMAGES - 1, height - 1, width / 2, channels - 1);
    Claim.same("the place of image 1, last row, middle column, last channel", expected, actual);
  }
}
