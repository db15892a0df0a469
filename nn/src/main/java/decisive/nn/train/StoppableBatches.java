package decisive.nn.train;

import decisive.tensor.Batch;
import decisive.tensor.Batches;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/** Batches that end in a {@link StoppedException} once a stop is asked for. */
record StoppableBatches(Batches batches, BooleanSupplier stopAsked) implements Batches {
  /** Whoever reads should stop. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped", null, false, false);
    }
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    Iterable<Batch> all = batches.epoch(epoch);
    return () -> {
      Iterator<Batch> rest = all.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rest.hasNext();
        }

        @Override
        public Batch next() {
          if (stopAsked.getAsBoolean()) {
            throw new StoppedException();
          }
          return rest.next();
        }
      };
    };
  }

  @Override
  public int count() {
    return batches.count();
  }
}
