package decisive.memory;

/**
 * What {@link AssociativeMemory#store} and {@link AssociativeMemory#retrieve} refuse, in one place.
 */
final class Checked {
  private Checked() {}

  /**
   * The fanals of a message to store, one a cluster.
   *
   * @throws IllegalArgumentException if it does not fit the clusters or has an erased one
   */
  static int[] stored(Message message, Clusters clusters) {
    int[] active = clusters.active(message, "store: message");
    if (active.length < message.length()) {
      throw new IllegalArgumentException(
          "store: message "
              + message
              + " has erased clusters; only complete messages can be stored, erase in the query");
    }
    return active;
  }

  /**
   * The fanals of the known clusters of a query.
   *
   * @throws IllegalArgumentException if it does not fit the clusters or nothing of it is known
   */
  static int[] query(Message message, Clusters clusters) {
    int[] active = clusters.active(message, "retrieve: query");
    if (active.length == 0) {
      throw new IllegalArgumentException(
          "retrieve: all "
              + message.length()
              + " clusters of the query are erased; at least one must be known");
    }
    return active;
  }

  /**
   * Refuses a memory whose n × n weights are more than an array holds.
   *
   * @param memory its name, to begin the error with
   * @param entries that its array takes
   */
  static void weightsFit(String memory, int n, long entries) {
    if (entries > Clusters.MAX_ARRAY) {
      throw new IllegalArgumentException(
          memory
              + ": the weights between "
              + n
              + " units take an array of "
              + entries
              + " entries, more than the "
              + Clusters.MAX_ARRAY
              + " there can be; use fewer or smaller clusters");
    }
  }

  static void iterations(String memory, int iterations) {
    if (iterations < 1) {
      throw new IllegalArgumentException(
          memory + ": a cap of " + iterations + " iterations; there must be at least 1");
    }
  }
}
