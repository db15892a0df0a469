package decisive.memory;

/**
 * A memory of messages: stores whole ones, and finds them again from a part or a noisy copy.
 *
 * <p>All models here are measured against one another through this interface, so a message is
 * always symbols over {@link Clusters}, whatever the model makes of it: a clique ({@code
 * CliqueMemory}), a vector of 0 and 1 with a one a cluster ({@code WillshawMemory}, {@code
 * AmariMemory}), or, over clusters of two fanals, a vector of −1 and 1 ({@code HopfieldMemory}).
 *
 * <p>Any number of threads may retrieve while none stores.
 */
public interface AssociativeMemory {
  /** What its messages are made of. */
  Clusters clusters();

  /**
   * @param message of {@link #clusters()}, nothing erased
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or a cluster
   *     is erased; the memory is then unchanged
   */
  void store(Message message);

  /**
   * @param query of {@link #clusters()}; some clusters may be erased, but not all, and some symbols
   *     may be wrong
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  Recall retrieve(Message query);

  /** Size of the memory in bits: of each connection that can exist, what it takes to store it. */
  long bits();
}
