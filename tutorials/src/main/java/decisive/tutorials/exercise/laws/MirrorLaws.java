package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;

/** A data transform: left becomes right. */
public final class MirrorLaws extends Laws<MirrorLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The mirrored image, channels-last: pixel (y, x) moves to (y, width − 1 − x). */
    float[] mirror(float[] image, int height, int width, int channels);
  }

  public MirrorLaws() {
    super(Contract.class);
  }

  /** An image of numbers that are all different. */
  private static float[] image(int height, int width, int channels) {
    float[] image = new float[height * width * channels];
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
    }
    return image;
  }

  @Law("Mirrored twice it is what it was")
  void twice(
      @ForAll @IntRange(min = 1, max = 4) int height,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(min = 1, max = 3) int channels) {
    float[] image = image(height, width, channels);
    float[] once = solution().mirror(image.clone(), height, width, channels);
    Claim.near("the result", image, solution().mirror(once, height, width, channels), 0);
  }

  @Law("Rows stay rows, and the channels of a pixel stay together and in order")
  void pixelsStayWhole(
      @ForAll @IntRange(min = 1, max = 4) int height,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(min = 1, max = 3) int channels) {
    float[] image = image(height, width, channels);
    float[] got = solution().mirror(image.clone(), height, width, channels);
    float[] expected = new float[image.length];
    for (int at = 0; at < image.length; at++) {
      int c = at % channels;
      int x = at / channels % width;
      int y = at / channels / width;
      expected[at] = (y * width + width - 1 - x) * channels + c;
    }
    Claim.near("the result of " + Arrays.toString(image), expected, got, 0);
  }

  @Law("The given image is not written to")
  void leavesTheImageAlone(@ForAll @IntRange(min = 2, max = 4) int width) {
    float[] image = image(2, width, 1);
    solution().mirror(image, 2, width, 1);
    Claim.near("the given image", image(2, width, 1), image, 0);
  }
}
