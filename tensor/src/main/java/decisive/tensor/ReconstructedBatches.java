package decisive.tensor;

import java.util.Iterator;
import java.util.OptionalInt;

/** The batches of a source, their inputs being their own target. */
record ReconstructedBatches(Batches source) implements Batches {
  @Override
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  @Override
  public Iterable<Batch> epoch(int epoch, int fromBatch) {
    Iterable<Batch> batches = source.epoch(epoch, fromBatch);
    return () -> {
      Iterator<Batch> rest = batches.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rest.hasNext();
        }

        @Override
        public Batch next() {
          return rest.next().reconstructing();
        }
      };
    };
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public OptionalInt smallest() {
    return source.smallest();
  }

  @Override
  public String toString() {
    return source + ", inputs as targets";
  }
}
