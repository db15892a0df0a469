package decisive.experiments.capacity;

import decisive.memory.Clusters;
import decisive.memory.DeepMemory;
import decisive.memory.DeepMemory.Passing;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chain of hetero-associative memories, asked for the end of a random path by its beginning. */
final class PathSubject implements Subject {
  private final DeepMemory memory;
  private final QueryForm form;
  private final List<Message[]> stored = new ArrayList<>();

  PathSubject(Clusters clusters, int layers, QueryForm form) {
    Clusters[] sides = new Clusters[layers + 1];
    Arrays.fill(sides, clusters);
    memory = DeepMemory.between(sides);
    this.form = form;
  }

  @Override
  public void store(Generator random) {
    Message[] path = new Message[memory.layers().size() + 1];
    Arrays.setAll(path, k -> QueryForm.message(memory.input(), random));
    stored.add(path);
    memory.store(path);
  }

  @Override
  public RecallOutcome ask(int index, Generator random) {
    Message[] path = stored.get(index);
    Message query = form.query(path[0], memory.input(), random);
    Recall recall = memory.retrieve(query, Passing.BLURRED).answer();
    if (!recall.unique()) {
      return RecallOutcome.AMBIGUOUS;
    }
    return recall.message().equals(path[path.length - 1])
        ? RecallOutcome.CORRECT
        : RecallOutcome.WRONG;
  }

  @Override
  public long bits() {
    return memory.layers().stream().mapToLong(HeteroMemory::bits).sum();
  }

  @Override
  public double density() {
    return memory.layers().get(0).density();
  }
}
