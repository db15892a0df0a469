package decisive.memory;

import decisive.memory.laws.SparseCliqueLaws;

/** The definition obeys the laws, so they are laws of the model, not of one layout. */
class SparseCliqueDefinitionLawsTest extends SparseCliqueLaws<CliqueDefinition> {
  @Override
  protected CliqueDefinition create(Clusters clusters, int used) {
    return new CliqueDefinition(clusters, used);
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
  protected Recall unanimity(CliqueDefinition memory, Message query) {
    return memory.retrieve(query, RetrievalRule.unanimity());
  }
}
