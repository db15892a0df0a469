package decisive.tutorials;

import decisive.memory.Candidates;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.laws.CliqueLaws;
import java.util.Set;

/** A student's memory, held to the laws that the library publishes. */
class SetMemoryLawsTest extends CliqueLaws<SetMemory> {
  @Override
  protected SetMemory create(Clusters clusters) {
    return new SetMemory(clusters);
  }

  @Override
  protected void store(SetMemory memory, Message message) {
    memory.store(message);
  }

  @Override
  protected boolean contains(SetMemory memory, Message message) {
    return memory.contains(message);
  }

  @Override
  protected boolean connected(SetMemory memory, int i, int a, int j, int b) {
    return memory.connected(i, a, j, b);
  }

  @Override
  protected int[][] unanimity(SetMemory memory, Candidates query) {
    return memory.retrieve(query).stream().map(SetMemoryLawsTest::array).toArray(int[][]::new);
  }

  private static int[] array(Set<Integer> symbols) {
    return symbols.stream().mapToInt(Integer::intValue).toArray();
  }
}
