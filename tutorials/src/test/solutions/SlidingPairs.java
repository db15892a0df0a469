import decisive.tutorials.exercise.laws.SlidingPairsLaws;

/** A solution of exercise 3. */
public class SlidingPairs implements SlidingPairsLaws.Contract {
  @Override
  public int[] encode(String word) {
    int[] symbols = new int[word.length() - 1];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = 26 * (word.charAt(i) - 'a') + word.charAt(i + 1) - 'a';
    }
    return symbols;
  }
}
