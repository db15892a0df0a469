package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The bit-set memory obeys the laws and equals the paper's definition. */
class HeteroMemoryLawsTest extends HeteroLaws<HeteroMemory> {
  @Override
  HeteroMemory create(Clusters input, Clusters output) {
    return new HeteroMemory(input, output);
  }

  @Override
  void store(HeteroMemory memory, Message x, Message y) {
    memory.store(x, y);
  }

  @Override
  Recall retrieve(HeteroMemory memory, Message x) {
    return memory.retrieve(x);
  }

  @Override
  boolean connected(HeteroMemory memory, int inputFanal, int outputFanal) {
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
}
