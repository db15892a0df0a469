import decisive.tutorials.exercise.laws.ChannelsLastLaws;

/**
 * Exercise 9, lesson 4. Where a number of an image lies.
 * A batch of images [N, H, W, C] is one array, the last axis running fastest: first all channels of the
 * first pixel, then those of its right neighbour, row by row, image by image.
 *
 * <p>Wanted is the position of image n, row y, column x, channel c.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>How many numbers has a pixel, a row, an image?
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 9}.
 */
public class ChannelsLast implements ChannelsLastLaws.Contract {
  @Override
  public int offset(int height, int width, int channels, int n, int y, int x, int c) {
    throw new UnsupportedOperationException("write me");
  }
}
