import decisive.tutorials.exercise.laws.SlidingPairsLaws;

/**
 * Exercise 3, lesson 1. Recode words as overlapping pairs of letters.
 * A letter has a number: a is 0, z is 25. A word of n letters becomes n − 1 symbols, one for each two
 * letters that follow one another:
 *
 * <pre>
 *   symbol i = 26 · letter i + letter (i + 1)
 * </pre>
 *
 * <p>Neighbouring symbols share a letter, so that a pair says more about its neighbours than a letter.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>The number of a letter is word.charAt(i) - 'a'.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 3}.
 */
public class SlidingPairs implements SlidingPairsLaws.Contract {
  @Override
  public int[] encode(String word) {
    throw new UnsupportedOperationException("write me");
  }
}
