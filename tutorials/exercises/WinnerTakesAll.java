import decisive.tutorials.exercise.laws.WinnerTakesAllLaws;

/**
 * Exercise 21, lesson 9. What is left after deciding.
 * Of every k consecutive numbers the largest stays what it is, if it is positive; the others become 0.
 * Where several are largest, all of them win:
 *
 * <pre>
 *   a = max(x, 0)        y_i = a_i if a_i = max of a over the group of i, else 0
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>It is the limit of exercise 18 at an infinite temperature.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 21}.
 */
public class WinnerTakesAll implements WinnerTakesAllLaws.Contract {
  @Override
  public float[] decide(float[] x, int k) {
    throw new UnsupportedOperationException("write me");
  }
}
