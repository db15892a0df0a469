package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;

/** The check that every decoder begins with: one symbol a cluster, in range, nothing erased. */
final class CompleteMessage {
  private CompleteMessage() {}

  /**
   * @param encoder its name, to begin an error with
   * @throws IllegalArgumentException if the message is not complete, or not of these clusters
   */
  static int[] symbols(Message message, Clusters clusters, String encoder) {
    String operation = "decode with " + encoder + ": ";
    if (message.length() != clusters.count()) {
      throw new IllegalArgumentException(
          operation
              + "the message has length "
              + message.length()
              + ", this encoder's have "
              + clusters
              + "; decode with the encoder that encoded");
    }
    int[] symbols = new int[message.length()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = message.symbol(i);
      if (message.isErased(i)) {
        throw new IllegalArgumentException(
            operation + "cluster " + i + " is erased; retrieve the message from a memory first");
      }
      if (symbols[i] < 0 || symbols[i] >= clusters.fanals(i)) {
        throw new IllegalArgumentException(
            operation
                + "symbol "
                + symbols[i]
                + " of cluster "
                + i
                + " is out of range; with "
                + clusters.fanals(i)
                + " fanals its symbols are 0 to "
                + (clusters.fanals(i) - 1));
      }
    }
    return symbols;
  }
}
