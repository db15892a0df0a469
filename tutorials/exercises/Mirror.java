import decisive.tutorials.exercise.laws.MirrorLaws;

/**
 * Exercise 25, lesson 11. A data transform.
 * Training images are mirrored by chance, so that a network does not learn which side is which. Pixel (y,
 * x) moves to (y, width − 1 − x), with all its channels (channels-last).
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Make a new array.
 *   <li>Exercise 9 says where a number lies.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 25}.
 */
public class Mirror implements MirrorLaws.Contract {
  @Override
  public float[] mirror(float[] image, int height, int width, int channels) {
    throw new UnsupportedOperationException("write me");
  }
}
