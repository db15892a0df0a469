package decisive.tutorials.exercise.laws;

import decisive.memory.Message;
import decisive.memory.encode.Alphabet;
import decisive.memory.encode.WordEncoder;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Words as overlapping pairs of letters. */
public final class SlidingPairsLaws extends Laws<SlidingPairsLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The symbols of a word of two or more letters a to z. */
    int[] encode(String word);
  }

  private static final int LETTERS = 26;

  public SlidingPairsLaws() {
    super(Contract.class);
  }

  @Law("A word of n letters has n − 1 symbols of 0 .. 675")
  void oneSymbolAPair(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 2, max = 9) String word) {
    int[] symbols = solution().encode(word);
    Claim.same("the number of symbols", word.length() - 1, symbols.length);
    Claim.that(
        Arrays.stream(symbols).allMatch(s -> s >= 0 && s < LETTERS * LETTERS),
        "the symbols are %s",
        symbols);
  }

  @Law("Neighbours share a letter: the second of one pair is the first of the next")
  void neighboursOverlap(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 3, max = 9) String word) {
    int[] symbols = solution().encode(word);
    for (int i = 1; i < symbols.length; i++) {
      Claim.that(
          symbols[i - 1] % LETTERS == symbols[i] / LETTERS,
          "symbol %d is followed by %d: its second letter is %d, the other's first %d",
          symbols[i - 1],
          symbols[i],
          symbols[i - 1] % LETTERS,
          symbols[i] / LETTERS);
    }
  }

  @Law("It is the library's encoding of words of eight letters")
  void asTheLibrary(@ForAll @CharRange(from = 'a', to = 'z') @StringLength(8) String word) {
    Message message = WordEncoder.slidingBigrams(word.length(), Alphabet.LATIN).encode(word);
    int[] expected = new int[message.length()];
    Arrays.setAll(expected, message::symbol);
    Claim.same("the symbols", expected, solution().encode(word));
  }
}
