package decisive.memory;

import decisive.memory.laws.CliqueLaws;

/** The definition obeys the laws, so they are laws of the model, not of one layout. */
class CliqueDefinitionLawsTest extends CliqueLaws<CliqueDefinition> {
  @Override
  protected CliqueDefinition create(Clusters clusters) {
    return new CliqueDefinition(clusters);
  }

  @Override
  protected void store(CliqueDefinition memory, Message message) {
    memory.store(message);
  }

  @Override
  protected boolean contains(CliqueDefinition memory, Message message) {
    return memory.contains(message);
  }

  @Override
  protected boolean connected(CliqueDefinition memory, int i, int a, int j, int b) {
    return memory.connected(i, a, j, b);
  }

  @Override
  protected int[][] unanimity(CliqueDefinition memory, Candidates query) {
    Recall recall = memory.retrieve(query, RetrievalRule.unanimity());
    int[][] symbols = new int[memory.clusters.count()][];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = recall.candidates(i);
    }
    return symbols;
  }
}
