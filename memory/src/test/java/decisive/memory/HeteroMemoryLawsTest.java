package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.laws.HeteroLaws;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The bit-set memory obeys the laws and equals the paper's definition. */
class HeteroMemoryLawsTest extends HeteroLaws<HeteroMemory> {
  @Override
  protected HeteroMemory create(Clusters input, Clusters output) {
    return new HeteroMemory(input, output);
  }

  @Override
  protected void store(HeteroMemory memory, Message x, Message y) {
    memory.store(x, y);
  }

  @Override
  protected Recall retrieve(HeteroMemory memory, Message x) {
    return memory.retrieve(x);
  }

  @Override
  protected boolean connected(HeteroMemory memory, int inputFanal, int outputFanal) {
    return memory.connected(inputFanal, outputFanal);
  }

  @Property(tries = 300)
  void equalsTheDefinition(@ForAll("scenarios") Scenario scenario) {
    HeteroMemory memory = new HeteroMemory(scenario.input(), scenario.output());
    DenseDefinition definition = new DenseDefinition(scenario.input(), scenario.output());
    for (Pair pair : scenario.pairs()) {
      memory.store(pair.x(), pair.y());
      definition.store(pair.x(), pair.y());
    }

    long ones = 0;
    for (int b = 0; b < scenario.output().total(); b++) {
      for (int a = 0; a < scenario.input().total(); a++) {
        assertEquals(definition.weight(b, a) == 1, memory.connected(a, b));
        ones += (long) definition.weight(b, a);
      }
    }
    assertEquals(ones, memory.edges());
    assertEquals(
        (double) ones / (scenario.output().total() * scenario.input().total()), memory.density());

    Recall recall = memory.retrieve(scenario.query());
    float[] z = definition.scores(scenario.query());
    float[] answer = definition.answer(scenario.query());
    for (int i = 0, fanal = 0; i < scenario.output().count(); i++) {
      int[] scores = recall.scores(i);
      float[] winners = new float[scores.length];
      for (int symbol : recall.candidates(i)) {
        winners[symbol] = 1;
      }
      for (int symbol = 0; symbol < scores.length; symbol++, fanal++) {
        assertEquals(z[fanal], scores[symbol]);
        assertEquals(answer[fanal], winners[symbol]);
      }
    }
  }

  /** z_b = Σ_j max_{a ∈ S_j} W[b, (j, a)], with the maximum taken coefficient by coefficient. */
  @Property(tries = 150)
  void blurredScoresAreTheSumOfMax(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
    HeteroMemory memory = filled(scenario);
    Candidates query = blurred(scenario.query(), scenario.input(), random);
    Recall recall = memory.retrieve(query);
    assertEquals(query.known(), recall.known());
    for (int i = 0, b = 0; i < scenario.output().count(); i++) {
      int[] scores = recall.scores(i);
      int best = Arrays.stream(scores).max().getAsInt();
      for (int symbol = 0; symbol < scores.length; symbol++, b++) {
        int expected = 0;
        for (int j = 0; j < query.length(); j++) {
          int max = 0;
          for (int a : query.symbols(j)) {
            max = Math.max(max, memory.connected(scenario.input().fanal(j, a), b) ? 1 : 0);
          }
          expected += max;
        }
        assertEquals(expected, scores[symbol]);
        assertEquals(
            scores[symbol] == best, Arrays.binarySearch(recall.candidates(i), symbol) >= 0);
      }
    }
  }

  @Property(tries = 60)
  void oneCandidateEachIsTheMessage(@ForAll("scenarios") Scenario scenario) {
    HeteroMemory memory = filled(scenario);
    Recall message = memory.retrieve(scenario.query());
    Recall candidates = memory.retrieve(Candidates.of(scenario.query()));
    assertEquals(message.toString(), candidates.toString());
    assertEquals(message.known(), candidates.known());
    for (int i = 0; i < scenario.output().count(); i++) {
      assertArrayEquals(message.scores(i), candidates.scores(i));
    }
  }

  @Property(tries = 100)
  void storedOutputIsInTheAnswerToABlurredInput(
      @ForAll("scenarios") Scenario scenario, @ForAll Random random) {
    HeteroMemory memory = filled(scenario);
    for (Pair pair : scenario.pairs()) {
      Candidates query = blurred(pair.x(), scenario.input(), random);
      Recall recall = memory.retrieve(query);
      assertTrue(recall.unanimous());
      for (int i = 0; i < scenario.output().count(); i++) {
        assertEquals(query.known(), recall.scores(i)[pair.y().symbol(i)]);
        assertTrue(recall.share(i, pair.y().symbol(i)) > 0);
      }
    }
  }

  /** The message with up to four wrong candidates beside the correct one in its known clusters. */
  private static Candidates blurred(Message message, Clusters clusters, Random random) {
    Candidates query = Candidates.of(message);
    for (int j = 0; j < clusters.count(); j++) {
      if (!message.isErased(j)) {
        int[] symbols = random.ints(1 + random.nextInt(5), 0, clusters.fanals(j)).toArray();
        symbols[0] = message.symbol(j);
        query = query.with(j, symbols);
      }
    }
    return query;
  }

  private static HeteroMemory filled(Scenario scenario) {
    HeteroMemory memory = new HeteroMemory(scenario.input(), scenario.output());
    scenario.pairs().forEach(pair -> memory.store(pair.x(), pair.y()));
    return memory;
  }
}
