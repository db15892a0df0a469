package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EncodedMemoryTest {
  private static EncodedMemory<String> words(String... words) {
    EncodedMemory<String> memory =
        new EncodedMemory<>(WordEncoder.slidingBigrams(8, Alphabet.LATIN));
    for (String word : words) {
      memory.store(word);
    }
    return memory;
  }

  @Test
  void oneSeveralOrNoAnswer() {
    EncodedMemory<String> memory = words("computer", "commuter", "absolute");
    Completion<String> one = memory.complete("co?p?ter");
    assertEquals(Completion.Kind.UNIQUE, one.kind());
    assertEquals(List.of("computer"), one.values());
    Completion<String> two = memory.complete("com?uter");
    assertEquals(Completion.Kind.AMBIGUOUS, two.kind());
    assertEquals(Set.of("computer", "commuter"), new HashSet<>(two.values()));
    assertTrue(two.complete());
    Completion<String> none = memory.complete("zz??????");
    assertEquals(Completion.Kind.NOTHING, none.kind());
    assertTrue(none.values().isEmpty());
    assertTrue(memory.contains("absolute"));
    assertFalse(memory.contains("absolved"));
  }

  @Test
  void aSearchThatIsTooShortSaysSo() {
    EncodedMemory<String> memory = words("computer", "commuter");
    for (long visits : new long[] {0, 1}) {
      Completion<String> answer =
          memory.complete("com?uter", RetrievalRule.unanimity(), visits, null);
      assertEquals(Completion.Kind.AMBIGUOUS, answer.kind());
      assertFalse(answer.complete());
      assertFalse(answer.recall().unique());
    }
  }

  /** Winner-takes-all always has winners; if they are no clique, nothing like them was stored. */
  @Test
  void winnersThatAreNoCliqueAreNoAnswer() {
    EncodedMemory<Message> memory = new EncodedMemory<>(new SymbolsEncoder(Clusters.uniform(4, 3)));
    memory.store(Message.of(0, 0, 0, 0));
    memory.store(Message.of(1, 1, 1, 1));
    RetrievalRule oneStep = RetrievalRule.sumOfSum().maxSteps(1);
    Completion<Message> answer = memory.complete("0,1,?,0", RetrievalRule.sumOfSum(), 100, null);
    assertEquals(List.of(Message.of(0, 0, 0, 0)), answer.values());
    Completion<Message> unsettled = memory.complete("0,1,2,2", oneStep, 100, null);
    assertEquals(
        unsettled.recall().unique() ? Completion.Kind.NOTHING : unsettled.kind(), unsettled.kind());
    assertTrue(unsettled.values().stream().allMatch(memory.memory()::contains));
  }

  /** Under unanimity every stored word that fits the query is among the answers. */
  @Property(tries = 100)
  void everyStoredWordThatFitsIsAnAnswer(
      @ForAll @Size(min = 1, max = 30) List<@LowerChars @StringLength(4) String> stored,
      @ForAll int mask) {
    EncodedMemory<String> memory = new EncodedMemory<>(WordEncoder.bigrams(4, Alphabet.LATIN));
    stored.forEach(memory::store);
    StringBuilder query = new StringBuilder(stored.get(0));
    for (int i = 1; i < 4; i++) { // something stays known
      if ((mask >> i & 1) == 1) {
        query.setCharAt(i, '?');
      }
    }
    Completion<String> answer = memory.complete(query.toString());
    String pattern = query.toString().replace('?', '.');
    for (String word : stored) {
      assertEquals(word.matches(pattern), answer.values().contains(word), word);
    }
    for (String word : answer.values()) {
      assertTrue(word.matches(pattern) && memory.contains(word), word);
    }
  }

  @Test
  void stepsCanBeWatched() {
    List<Recall> steps = new ArrayList<>();
    Completion<String> answer =
        words("computer").complete("c??????r", RetrievalRule.unanimity(), 100, steps::add);
    assertEquals(answer.recall().steps(), steps.size());
    assertTrue(steps.get(steps.size() - 1).converged());
  }

  @Test
  void refusesAMemoryOfOtherClusters() {
    assertEquals(
        "encoded memory: words8-letters has 8 clusters of 26 fanals, the memory 2 clusters of 3"
            + " fanals; they must be the same",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new EncodedMemory<>(
                        WordEncoder.letters(8, Alphabet.LATIN),
                        new CliqueMemory(Clusters.uniform(2, 3))))
            .getMessage());
  }
}
