package decisive.memory;

import decisive.memory.laws.HeteroLaws;

/** The paper's definition obeys the laws, so they are laws of the model, not of one layout. */
class DenseDefinitionLawsTest extends HeteroLaws<DenseDefinition> {
  @Override
  protected DenseDefinition create(Clusters input, Clusters output) {
    return new DenseDefinition(input, output);
  }

  @Override
  protected void store(DenseDefinition memory, Message x, Message y) {
    memory.store(x, y);
  }

  @Override
  protected Recall retrieve(DenseDefinition memory, Message x) {
    float[] z = memory.scores(x);
    int[] scores = new int[z.length];
    for (int b = 0; b < z.length; b++) {
      scores[b] = (int) z[b];
    }
    return Recall.ofHighest(memory.output, scores, x.known());
  }

  @Override
  protected boolean connected(DenseDefinition memory, int inputFanal, int outputFanal) {
    return memory.weight(outputFanal, inputFanal) == 1;
  }
}
