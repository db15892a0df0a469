package decisive.memory.encode;

import decisive.memory.laws.EncoderLaws;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Group;

/** Words by all codes, with and without twins. */
class WordEncoderLawsTest {
  private static final Alphabet FEW = Alphabet.of("+ä,a%/");

  @Group
  class Letters extends Words {
    Letters() {
      super(WordEncoder.letters(8, Alphabet.LATIN));
    }
  }

  @Group
  class Bigrams extends Words {
    Bigrams() {
      super(WordEncoder.bigrams(8, Alphabet.LATIN));
    }
  }

  @Group
  class BigramsOfOddWords extends Words {
    BigramsOfOddWords() {
      super(WordEncoder.bigrams(5, FEW));
    }
  }

  @Group
  class SlidingBigrams extends Words {
    SlidingBigrams() {
      super(WordEncoder.slidingBigrams(8, Alphabet.LATIN));
    }
  }

  @Group
  class SlidingBigramsOfFewLetters extends Words {
    SlidingBigramsOfFewLetters() {
      super(WordEncoder.slidingBigrams(3, FEW));
    }
  }

  @Group
  class LettersWithTwins extends Words {
    LettersWithTwins() {
      super(new TwinEncoder<>(WordEncoder.letters(8, Alphabet.LATIN)));
    }
  }

  @Group
  class SlidingBigramsWithFewTwinsTwice extends Words {
    SlidingBigramsWithFewTwinsTwice() {
      super(
          new TwinEncoder<>(
              new TwinEncoder<>(WordEncoder.slidingBigrams(3, FEW), 2, 3, -7), 1, 256, 5));
    }
  }

  private abstract static class Words extends EncoderLaws<String> {
    private final Encoder<String> encoder;
    private final Arbitrary<String> words;

    Words(Encoder<String> encoder) {
      this.encoder = encoder;
      String name = encoder.name();
      int length = Integer.parseInt(name.substring("words".length(), name.indexOf('-')));
      String letters = name.contains("alphabet") ? FEW.letters() : Alphabet.LATIN.letters();
      words = Arbitraries.strings().withChars(letters.toCharArray()).ofLength(length);
    }

    @Override
    protected Encoder<String> encoder() {
      return encoder;
    }

    @Override
    protected Arbitrary<String> values() {
      return words;
    }

    @Override
    protected List<String> parts(String word) {
      return word.chars().mapToObj(Character::toString).toList();
    }

    @Override
    protected String join(List<String> parts) {
      return String.join("", parts);
    }
  }
}
