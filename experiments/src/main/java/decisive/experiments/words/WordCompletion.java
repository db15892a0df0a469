package decisive.experiments.words;

import decisive.memory.CliqueMemory;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import decisive.memory.encode.CommonWords;
import decisive.memory.encode.Encoder;
import decisive.memory.encode.Query;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.List;

/**
 * Words with some letters hidden, completed by unanimity. Words are drawn at random from the common
 * ones and stored; of some of them letters are hidden, which counts as completed if the answer is
 * that one word.
 *
 * @param hidden letters hidden of each word, 1 to 7
 * @param memories how many memories are filled, each with its own words
 * @param probes most words asked of each memory; never more than it holds
 * @param seed of the draws
 */
public record WordCompletion(int hidden, int memories, int probes, long seed) {
  /** The encodings of the notes' last table, the obvious one first. */
  public static final List<String> ENCODERS =
      List.of("words8-letters", "words8-bigrams", "words8-sliding", "words8-letters+twins");

  private static final List<String> WORDS = CommonWords.ofEightLetters();
  private static final int LENGTH = 8;

  public WordCompletion {
    check("hidden letters", hidden, LENGTH - 1);
    check("memories", memories, 1000);
    check("probes", probes, WORDS.size());
  }

  /** The words there are to draw from. */
  public static List<String> all() {
    return WORDS;
  }

  /**
   * What was completed of what was asked.
   *
   * @param correct queries whose answer was the word, and no other
   */
  public record Share(int correct, int asked) {
    public double value() {
      return (double) correct / asked;
    }
  }

  /**
   * @param encoder of words of 8 letters
   * @param words in each memory, 1 to the number of {@link #all}
   * @param blurred whether pairs of which a letter is known start blurred, as they should, or
   *     erased
   */
  public Share completed(Encoder<String> encoder, int words, boolean blurred) {
    check("words", words, WORDS.size());
    int correct = 0;
    for (int m = 0; m < memories; m++) {
      Generator random = new Generator(seed).split(words).split(m);
      List<String> stored = draw(random, words);
      CliqueMemory memory = new CliqueMemory(encoder.clusters());
      memory.storeAll(stored.stream().map(encoder::encode).toList());
      for (String word : stored.subList(0, Math.min(probes, words))) {
        Query query = encoder.query(hide(word, random));
        Recall recall =
            blurred
                ? memory.retrieve(query.blurred(), RetrievalRule.unanimity())
                : memory.retrieve(query.message());
        // Unanimity keeps the truth, so a unique answer is the word.
        correct += recall.unique() ? 1 : 0;
      }
    }
    return new Share(correct, memories * Math.min(probes, words));
  }

  /** What no memory can exceed: of the same queries those that only one stored word fits. */
  public Share possible(int words) {
    check("words", words, WORDS.size());
    int correct = 0;
    for (int m = 0; m < memories; m++) {
      Generator random = new Generator(seed).split(words).split(m);
      List<String> stored = draw(random, words);
      for (String word : stored.subList(0, Math.min(probes, words))) {
        String partial = hide(word, random);
        correct += stored.stream().filter(other -> fits(partial, other)).count() == 1 ? 1 : 0;
      }
    }
    return new Share(correct, memories * Math.min(probes, words));
  }

  /** The order is random: the first are as good as any. */
  private static List<String> draw(Generator random, int words) {
    return Arrays.stream(random.permutation(WORDS.size()))
        .limit(words)
        .mapToObj(WORDS::get)
        .toList();
  }

  private String hide(String word, Generator random) {
    StringBuilder partial = new StringBuilder(word);
    Arrays.stream(random.permutation(word.length()))
        .limit(hidden)
        .forEach(at -> partial.setCharAt(at, '?'));
    return partial.toString();
  }

  private static boolean fits(String partial, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (partial.charAt(i) != '?' && partial.charAt(i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void check(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "word completion: " + value + " " + what + "; want 1 to " + most);
    }
  }
}
