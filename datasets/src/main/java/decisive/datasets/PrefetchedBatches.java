package decisive.datasets;

import decisive.tensor.Batch;
import decisive.tensor.Batches;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The batches of another source, the next few of them made ahead by a thread of their own while the
 * reader works: not one of {@code Workers}', which are all busy with training.
 *
 * <p>The same batches in the same order; what the source throws is thrown to the reader in its
 * place. Nothing has to be closed: the thread works while fewer than {@value #AHEAD} batches are
 * ready, then ends, and does not come back for a reader that stopped early.
 */
public final class PrefetchedBatches implements Batches {
  /** Batches made ahead of the reader. */
  static final int AHEAD = 3;

  private final Batches source;
  private final AtomicLong waited = new AtomicLong();

  PrefetchedBatches(Batches source) {
    this.source = source;
  }

  /** The source, and that its batches are made ahead. */
  @Override
  public String toString() {
    return source + ", prefetched";
  }

  /** How long readers have waited for batches until now, in all epochs together. */
  public double waitedSeconds() {
    return waited.get() / 1e9;
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
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  @Override
  public Iterable<Batch> epoch(int epoch, int fromBatch) {
    Iterable<Batch> batches = source.epoch(epoch, fromBatch);
    return () -> new Epoch(batches.iterator(), count() - fromBatch);
  }

  private final class Epoch implements Iterator<Batch> {
    private final Iterator<Batch> batches;

    /** One thread, so that batches are made in order; it ends when there is nothing to make. */
    private final ExecutorService loader =
        new ThreadPoolExecutor(
            0, 1, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), Epoch::thread);

    private final Queue<Future<Batch>> ready = new ArrayDeque<>();
    private int left;

    Epoch(Iterator<Batch> batches, int count) {
      this.batches = batches;
      this.left = count;
      while (left > 0 && ready.size() < AHEAD) {
        order();
      }
    }

    private static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "decisive-loader");
      thread.setDaemon(true);
      return thread;
    }

    private void order() {
      ready.add(loader.submit(batches::next));
      left--;
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty();
    }

    @Override
    public Batch next() {
      if (ready.isEmpty()) {
        throw new NoSuchElementException("the epoch has no more batches");
      }
      Future<Batch> next = ready.remove();
      if (left > 0) {
        order();
      }
      long start = System.nanoTime();
      try {
        return await(next);
      } finally {
        waited.addAndGet(System.nanoTime() - start);
      }
    }
  }

  /** Waits even when interrupted, as the workers do: making a batch always ends. */
  private static Batch await(Future<Batch> next) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return next.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
