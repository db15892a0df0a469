package decisive.memory.encode;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordEncoderTest {
  private static final WordEncoder LETTERS = WordEncoder.letters(8, Alphabet.LATIN);
  private static final WordEncoder BIGRAMS = WordEncoder.bigrams(8, Alphabet.LATIN);
  private static final WordEncoder SLIDING = WordEncoder.slidingBigrams(8, Alphabet.LATIN);

  @Test
  void windowsOfComputer() {
    assertEquals(Message.of(2, 14, 12, 15, 20, 19, 4, 17), LETTERS.encode("computer"));
    assertEquals(
        Message.of(2 * 26 + 14, 12 * 26 + 15, 20 * 26 + 19, 4 * 26 + 17),
        BIGRAMS.encode("computer"));
    assertEquals(Clusters.uniform(7, 676), SLIDING.clusters());
    assertEquals("mp", SLIDING.meaning(2, SLIDING.encode("computer").symbol(2)));
    WordEncoder odd = WordEncoder.bigrams(5, Alphabet.of("ab"));
    assertEquals(Clusters.ofSizes(4, 4, 2), odd.clusters());
    assertEquals(Message.of(1, 2, 1), odd.encode("abbab"));
  }

  /** A pair with one unknown letter keeps 26 candidates; without blur it is erased. */
  @Test
  void anUnknownLetterBlursAPair() {
    Query bigrams = BIGRAMS.query("co?p?ter");
    assertEquals("[66, 26 of 676, 26 of 676, 121]", bigrams.toString());
    assertEquals(Message.of(66, Message.ERASED, Message.ERASED, 121), bigrams.message());
    assertEquals("ap", BIGRAMS.meaning(1, bigrams.candidates(1)[0]));
    assertEquals("mp", BIGRAMS.meaning(1, bigrams.candidates(1)[12]));
    assertEquals("at", BIGRAMS.meaning(2, bigrams.candidates(2)[0]));
    Query letters = LETTERS.query("co?p?ter");
    assertEquals("[2, 14, ?, 15, ?, 19, 4, 17]", letters.toString());
    assertEquals(LETTERS.encode("computer").erase(2, 4), letters.message());
    assertEquals(
        "[66, 26 of 676, 26 of 676, 26 of 676, 26 of 676, 498, 121]",
        SLIDING.query("co?p?ter").toString());
    assertEquals("[66, 26 of 676, ?, 121]", BIGRAMS.query("com???er").toString());
    assertFalse(bigrams.admits(SLIDING.encode("computer")));
    assertFalse(bigrams.admits(BIGRAMS.encode("computer").erase(1)));
  }

  @Test
  void queriesDoNotFollowTheCallersArray() {
    Query query = LETTERS.query("co?p?ter");
    query.candidates(0)[0] = 9;
    query.candidates()[1][0] = 9;
    assertArrayEquals(new int[] {2}, query.candidates(0));
    assertArrayEquals(new int[] {14}, query.candidates(1));
    assertEquals(
        "cluster 8 does not exist: clusters run from 0 to 7", refused(() -> query.candidates(8)));
  }

  @Test
  void overlapsThatDisagreeAreNoWord() {
    Message computer = SLIDING.encode("computer");
    Message mixed =
        Message.of(
            computer.symbol(0),
            computer.symbol(1),
            SLIDING.encode("carefree").symbol(2), // re
            computer.symbol(3),
            computer.symbol(4),
            computer.symbol(5),
            computer.symbol(6));
    Decoded<String> decoded = SLIDING.decode(mixed);
    assertFalse(decoded.consistent());
    String reason =
        "words8-sliding: clusters 1 and 2 overlap in letter 3 and disagree: \"om\" then \"re\"";
    assertEquals(new Decoded.Inconsistent<String>(reason), decoded);
    assertEquals(
        reason + "; ask consistent() first",
        assertThrows(IllegalStateException.class, decoded::value).getMessage());
    assertEquals(new Decoded.Value<>("computer"), SLIDING.decode(computer));
  }

  @Test
  void twinsFollowFromTheWordAndTheSeed() {
    TwinEncoder<String> twins = new TwinEncoder<>(LETTERS);
    assertEquals(
        Clusters.ofSizes(26, 26, 26, 26, 26, 26, 26, 26, 256, 256, 256, 256, 256, 256, 256, 256),
        twins.clusters());
    Message computer = twins.encode("computer");
    assertEquals(computer, new TwinEncoder<>(LETTERS, 8, 256, 1).encode("computer"));
    assertNotEquals(computer, new TwinEncoder<>(LETTERS, 8, 256, 2).encode("computer"));
    assertEquals(
        "[2, 14, ?, 15, ?, 19, 4, 17, ?, ?, ?, ?, ?, ?, ?, ?]",
        twins.query("co?p?ter").message().toString());
    assertEquals(8, twins.query("computer").message().known());
    assertEquals("twin 255", twins.meaning(8, 255));
    assertEquals("z", twins.meaning(7, 25));
  }

  /** The twins are part of the file format: the same on every machine, now and later. */
  @Test
  void twinsOfComputer() {
    assertEquals(
        "[2, 14, 12, 15, 20, 19, 4, 17, 229, 127, 167, 247, 30, 17, 64, 105]",
        new TwinEncoder<>(LETTERS).encode("computer").toString());
  }

  /** Similar words share twins as rarely as chance has it: 1/256 a cluster. */
  @Test
  void twinsAreSpread() {
    TwinEncoder<String> twins = new TwinEncoder<>(LETTERS);
    List<String> words = CommonWords.ofEightLetters();
    int[] counts = new int[256];
    for (String word : words) {
      Message message = twins.encode(word);
      for (int i = 8; i < 16; i++) {
        counts[message.symbol(i)]++;
      }
    }
    double expected = words.size() * 8 / 256.0;
    double chi2 = 0;
    for (int count : counts) {
      chi2 += (count - expected) * (count - expected) / expected;
    }
    // 255 degrees of freedom: the central 99.9 % of chi-squared.
    assertTrue(186 < chi2 && chi2 < 335, "chi-squared " + chi2);
  }

  @Test
  void wrongTwinsAreNoWord() {
    TwinEncoder<String> twins = new TwinEncoder<>(LETTERS, 1, 10, 1);
    Message message = twins.encode("computer");
    int twin = message.symbol(8);
    int other = (twin + 1) % 10;
    Message wrong = Message.of(2, 14, 12, 15, 20, 19, 4, 17, other);
    assertEquals(
        new Decoded.Inconsistent<String>(
            "words8-letters+twins:clusters=1,fanals=10: \"computer\" has the twin "
                + twin
                + " in cluster 8, the message has "
                + other),
        twins.decode(wrong));
  }

  @Test
  void refusesInvalidWords() {
    assertEquals(
        "words8-letters, encode: \"compute\" has 7 letters, not 8; "
            + "write ? for each unknown letter of a query",
        refused(() -> LETTERS.encode("compute")));
    assertEquals(
        "words8-sliding, encode: letter 1 of \"Computer\", 'C', is not in the alphabet "
            + "abcdefghijklmnopqrstuvwxyz",
        refused(() -> SLIDING.parse("Computer")));
    assertEquals(
        "words8-sliding, query: letter 5 of \"co?p*ter\", '*', is not in the alphabet "
            + "abcdefghijklmnopqrstuvwxyz",
        refused(() -> SLIDING.query("co?p*ter")));
    assertEquals(
        "words8-bigrams, encode: letter 3 of \"co?p?ter\" is unknown; "
            + "only whole words can be encoded, ask query(\"co?p?ter\")",
        refused(() -> BIGRAMS.encode("co?p?ter")));
    assertEquals(
        "words-sliding: words of 1 letters; there can be 2 to 1000",
        refused(() -> WordEncoder.slidingBigrams(1, Alphabet.LATIN)));
    assertEquals(
        "words-letters: words of 999999999 letters; there can be 1 to 1000",
        refused(() -> Encoder.named("words999999999-letters")));
    assertEquals(
        "twins: 0 clusters of 256 fanals; there can be 1 to 1000 of 1 to 65536",
        refused(() -> new TwinEncoder<>(LETTERS, 0, 256, 1)));
  }

  @Test
  void refusesInvalidAlphabets() {
    assertEquals(
        "alphabet: it has 0 letters; there can be 1 to 1000", refused(() -> Alphabet.of("")));
    assertEquals(
        "alphabet \"aba\": 'a' comes twice; give single characters, each once, without '?'",
        refused(() -> Alphabet.of("aba")));
    assertEquals(
        "alphabet \"a?\": '?' cannot be a letter; give single characters, each once, without '?'",
        refused(() -> Alphabet.of("a?")));
  }

  @Test
  void theWordListIsWholeAndNamesItsSource() throws IOException {
    List<String> words = CommonWords.ofEightLetters();
    assertEquals(3500, words.size());
    assertEquals(3500, new HashSet<>(words).size());
    words.forEach(LETTERS::encode);
    assertEquals("comments", words.get(0));
    try (InputStream in = CommonWords.class.getResourceAsStream("words8.ATTRIBUTION.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains("SCOWL") && text.contains("Kevin Atkinson"), text);
    }
  }
}
