package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import decisive.memory.Message;
import org.junit.jupiter.api.Test;

/** The example of the package's description, with what its comments say. */
class PackageExampleTest {
  @Test
  void wordsBySlidingBigrams() {
    Encoder<String> words = WordEncoder.slidingBigrams(8, Alphabet.LATIN);
    assertEquals("words8-sliding", words.name());
    assertEquals("7 clusters of 676 fanals", words.clusters().toString());
    String computer = words.encode("computer").toString();
    assertEquals("[66, 376, 327, 410, 539, 498, 121]", computer);

    Query query = words.query("co?p?ter");
    assertEquals("[66, ?, ?, ?, ?, 498, 121]", query.message().toString());
    assertEquals(26, query.candidates(2).length);
    assertEquals("ap", words.meaning(2, query.candidates(2)[0]));
    assertEquals("zp", words.meaning(2, query.candidates(2)[25]));
    assertEquals("mp", words.meaning(2, 327));

    assertEquals("Value[value=computer]", words.decode(words.encode("computer")).toString());
    Message answer = Message.of(66, 376, 17 * 26 + 4, 410, 539, 498, 121);
    assertEquals("om", words.meaning(1, 376));
    assertEquals("re", words.meaning(2, 17 * 26 + 4));
    assertFalse(words.decode(answer).consistent());
  }
}
