package decisive.tensor;

import java.util.Iterator;

/** What a trainer reads: the batches of an epoch, the same for the same number on every call. */
public interface Batches {
  /**
   * @param epoch 0 or more; a shuffled source gives each epoch its own order
   */
  Iterable<Batch> epoch(int epoch);

  /**
   * The batches of {@link #epoch(int)} without its first ones. Makes and drops those, unless a
   * source knows better.
   *
   * @param fromBatch 0 (all) to {@link #count()} (none)
   */
  default Iterable<Batch> epoch(int epoch, int fromBatch) {
    Iterable<Batch> all = epoch(epoch);
    return () -> {
      Iterator<Batch> rest = all.iterator();
      for (int i = 0; i < fromBatch && rest.hasNext(); i++) {
        rest.next();
      }
      return rest;
    };
  }

  /** Batches in an epoch. */
  int count();
}
