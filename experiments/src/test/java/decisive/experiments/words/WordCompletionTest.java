package decisive.experiments.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.encode.Encoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Words with two letters hidden: the table of the notes on associative memory. 4 memories of words
 * drawn from the list, 100 probes from each; seeds are fixed.
 */
class WordCompletionTest {
  private static final WordCompletion EXPERIMENT = new WordCompletion(2, 4, 100, 3);

  /**
   * The noted share is itself measured, with at most 400 probes and at most one a word. Two
   * binomial shares of the same rate p differ by less than 3.3 √(p (1 − p) (1/n + 1/m)) with a
   * probability of 99.9 %; p is taken between the two.
   */
  @ParameterizedTest
  @CsvSource({
    "words8-letters, 100, .80",
    "words8-letters, 300, .31",
    "words8-letters, 3000, .01",
    "words8-bigrams, 100, .96",
    "words8-bigrams, 300, .97",
    "words8-bigrams, 3000, .70",
    "words8-sliding, 100, 1.0",
    "words8-sliding, 300, .96",
    "words8-sliding, 3000, .87",
    "words8-letters+twins, 100, .99",
    "words8-letters+twins, 300, .97",
    "words8-letters+twins, 3000, .39"
  })
  void shareCompletedIsTheNoted(String name, int words, double noted) {
    WordCompletion.Share share = completed(name, words, true);
    double p = (share.value() + noted) / 2;
    double spread = p * (1 - p) * (1.0 / share.asked() + 1.0 / Math.min(words, 400));
    assertEquals(noted, share.value(), 3.3 * StrictMath.sqrt(spread));
  }

  /**
   * Why a pair with one unknown letter is blurred and not erased. Of the same 400 probes the erased
   * query completes none that the blurred one does not, and at 300 words a tenth less.
   */
  @Test
  void blurredPairsCompleteMoreThanErasedOnes() {
    double blurred = completed("words8-bigrams", 300, true).value();
    double erased = completed("words8-bigrams", 300, false).value();
    assertTrue(blurred > erased + 0.1, blurred + " blurred, " + erased + " erased");
  }

  /** Letters collapse where the other codes hold, whatever the exact shares. */
  @Test
  void lettersCollapseAndRecodingRepairsIt() {
    assertTrue(completed("words8-letters", 300, true).value() < 0.5);
    for (String name : List.of("words8-bigrams", "words8-sliding", "words8-letters+twins")) {
      assertTrue(completed(name, 300, true).value() > 0.9, name);
    }
  }

  /** No encoding can tell apart what the letters leave open. */
  @ParameterizedTest
  @CsvSource({"100", "1000", "3000"})
  void noneExceedsThePossible(int words) {
    WordCompletion.Share possible = EXPERIMENT.possible(words);
    assertEquals(400, possible.asked());
    for (String name : WordCompletion.ENCODERS) {
      assertTrue(completed(name, words, true).correct() <= possible.correct(), name);
    }
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertEquals(
        "word completion: 8 hidden letters; want 1 to 7",
        assertThrows(IllegalArgumentException.class, () -> new WordCompletion(8, 4, 100, 3))
            .getMessage());
    assertEquals(
        "word completion: 3501 words; want 1 to 3500",
        assertThrows(IllegalArgumentException.class, () -> EXPERIMENT.possible(3501)).getMessage());
  }

  @SuppressWarnings("unchecked") // names of words make encoders of strings
  private static WordCompletion.Share completed(String name, int words, boolean blurred) {
    return EXPERIMENT.completed((Encoder<String>) Encoder.named(name), words, blurred);
  }
}
