package decisive.tensor;

/** What a trainer reads: the batches of an epoch, the same for the same number on every call. */
public interface Batches {
  /**
   * @param epoch 0 or more; a shuffled source gives each epoch its own order
   */
  Iterable<Batch> epoch(int epoch);

  /** Batches in an epoch. */
  int count();
}
