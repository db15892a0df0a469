package decisive.experiments.capacity;

import decisive.memory.AssociativeMemory;
import decisive.memory.CliqueMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.WillshawMemory;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;

/** A memory of messages, one uniform random symbol a cluster. */
final class MessageSubject implements Subject {
  private final AssociativeMemory memory;
  private final QueryForm form;
  private final List<Message> stored = new ArrayList<>();

  MessageSubject(AssociativeMemory memory, QueryForm form) {
    this.memory = memory;
    this.form = form;
  }

  @Override
  public void store(Generator random) {
    Message message = QueryForm.message(memory.clusters(), random);
    stored.add(message);
    memory.store(message);
  }

  @Override
  public RecallOutcome ask(int index, Generator random) {
    Message message = stored.get(index);
    Recall recall = memory.retrieve(form.query(message, memory.clusters(), random));
    if (!recall.unique()) {
      return RecallOutcome.AMBIGUOUS;
    }
    return recall.message().equals(message) ? RecallOutcome.CORRECT : RecallOutcome.WRONG;
  }

  @Override
  public long bits() {
    return memory.bits();
  }

  @Override
  public double density() {
    if (memory instanceof CliqueMemory cliques) {
      return cliques.density();
    }
    return memory instanceof WillshawMemory willshaw ? willshaw.density() : Double.NaN;
  }
}
