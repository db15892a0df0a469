package decisive.experiments.capacity;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.random.Generator;
import java.util.Arrays;

/**
 * What is done to a message to make a query of it: clusters chosen at random are erased, others get
 * another symbol.
 *
 * @param erased clusters, 0 or more
 * @param wrong clusters, 0 or more
 */
record QueryForm(int erased, int wrong) {
  /** A uniform random message. */
  static Message message(Clusters clusters, Generator random) {
    int[] symbols = new int[clusters.count()];
    Arrays.setAll(symbols, i -> random.nextInt(clusters.fanals(i)));
    return Message.of(symbols);
  }

  Message query(Message message, Clusters clusters, Generator random) {
    int[] order = random.permutation(message.length());
    int[] symbols = new int[message.length()];
    Arrays.setAll(symbols, message::symbol);
    for (int n = 0; n < erased; n++) {
      symbols[order[n]] = Message.ERASED;
    }
    for (int n = erased; n < erased + wrong; n++) {
      int i = order[n];
      int fanals = clusters.fanals(i);
      symbols[i] = (symbols[i] + 1 + random.nextInt(fanals - 1)) % fanals;
    }
    return Message.of(symbols);
  }
}
