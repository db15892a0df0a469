package decisive.experiments.capacity;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * No memory but a list, searched from end to end for the messages that differ from the query in the
 * fewest known clusters. It fails only where several do, and takes time with every message.
 */
final class ScanSubject implements Subject {
  private final Clusters clusters;
  private final QueryForm form;
  private final List<int[]> stored = new ArrayList<>();

  ScanSubject(Clusters clusters, QueryForm form) {
    this.clusters = clusters;
    this.form = form;
  }

  @Override
  public void store(Generator random) {
    stored.add(symbols(QueryForm.message(clusters, random)));
  }

  @Override
  public RecallOutcome ask(int index, Generator random) {
    int[] message = stored.get(index);
    int[] query = symbols(form.query(Message.of(message), clusters, random));
    int nearest = Integer.MAX_VALUE;
    int[] answer = null;
    boolean several = false;
    for (int[] candidate : stored) {
      int differ = 0;
      for (int i = 0; i < query.length && differ <= nearest; i++) {
        differ += query[i] != Message.ERASED && query[i] != candidate[i] ? 1 : 0;
      }
      if (differ < nearest) {
        nearest = differ;
        answer = candidate;
        several = false;
      } else if (differ == nearest && !Arrays.equals(candidate, answer)) {
        several = true;
      }
    }
    if (several) {
      return RecallOutcome.AMBIGUOUS;
    }
    return Arrays.equals(answer, message) ? RecallOutcome.CORRECT : RecallOutcome.WRONG;
  }

  private int[] symbols(Message message) {
    int[] symbols = new int[message.length()];
    Arrays.setAll(symbols, message::symbol);
    return symbols;
  }

  /** Of the packed messages. */
  @Override
  public long bits() {
    return (long) StrictMath.ceil(stored.size() * StudiedModel.messageBits(clusters));
  }

  @Override
  public double density() {
    return Double.NaN;
  }
}
