package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.memory.encode.Alphabet;
import decisive.memory.encode.EncodedMemory;
import decisive.memory.encode.WordEncoder;
import org.junit.jupiter.api.Test;

/** What Java's shell shows of a memory: what it is, and how full. */
class MemoryTextsTest {
  private static final Clusters CLUSTERS = Clusters.uniform(3, 4);
  private static final Message MESSAGE = Message.of(0, 1, 2);

  @Test
  void memoriesSayWhatTheyHold() {
    CliqueMemory cliques = new CliqueMemory(CLUSTERS);
    cliques.store(MESSAGE);
    assertEquals("clique memory of 3 clusters of 4 fanals, 3 of 48 edges", cliques.toString());
    CountedCliqueMemory counted = new CountedCliqueMemory(CLUSTERS);
    counted.store(MESSAGE);
    assertEquals(
        "counted clique memory of 3 clusters of 4 fanals, 3 of 48 edges", counted.toString());
    SparseCliqueMemory sparse = new SparseCliqueMemory(CLUSTERS, 2);
    sparse.store(Message.unused(3).with(0, 1).with(2, 3));
    assertEquals(
        "sparse clique memory of 2 of 3 clusters of 4 fanals, 1 of 48 edges", sparse.toString());
    WillshawMemory willshaw = new WillshawMemory(CLUSTERS);
    willshaw.store(MESSAGE);
    assertEquals("Willshaw memory of 3 clusters of 4 fanals, 3 of 66 edges", willshaw.toString());
    assertEquals("Amari memory of 3 clusters of 4 fanals", new AmariMemory(CLUSTERS).toString());
    assertEquals(
        "Hopfield memory of 12 neurons", new HopfieldMemory(12, HopfieldRule.HEBB).toString());
  }

  @Test
  void aDeepMemoryShowsItsLayers() {
    DeepMemory deep = DeepMemory.between(CLUSTERS, Clusters.uniform(1, 2), CLUSTERS);
    deep.store(MESSAGE, Message.of(1), MESSAGE);
    assertEquals(
        "deep memory:\n"
            + "  hetero memory from 3 clusters of 4 fanals to 1 cluster of 2 fanals, 3 of 24"
            + " connections\n"
            + "  hetero memory from 1 cluster of 2 fanals to 3 clusters of 4 fanals, 3 of 24"
            + " connections",
        deep.toString());
  }

  @Test
  void completionsAreTheirValues() {
    EncodedMemory<String> words = new EncodedMemory<>(WordEncoder.letters(3, Alphabet.LATIN));
    words.store("cat");
    words.store("cut");
    assertEquals(
        "words3-letters in clique memory of 3 clusters of 26 fanals, 5 of 2028 edges",
        words.toString());
    assertEquals("UNIQUE [cat]", words.complete("?at").toString());
    assertEquals("NOTHING []", words.complete("?zz").toString());
    assertEquals(
        "AMBIGUOUS [] and perhaps more",
        words.complete("c?t", RetrievalRule.unanimity(), 0, null).toString());
  }

  @Test
  void aRecallOfManyWinnersIsShort() {
    CliqueMemory memory = new CliqueMemory(Clusters.ofSizes(2, 30));
    for (int b = 0; b < 30; b++) {
      memory.store(Message.of(0, b));
    }
    assertEquals(
        "[0: 0 (2 of 2), 1: 0|… 30 winners (2 of 2)]",
        memory.retrieve(Message.of(0, 0).erase(1)).toString().replace("(1 of 1)", "(2 of 2)"));
  }
}
