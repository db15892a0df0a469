package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limits are for code that would otherwise hang; no test waits for time to pass. */
class PrefetchedBatchesTest {
  /** Batches whose only label is their number; {@code making} is called as each is made. */
  private record Numbered(int count, IntConsumer making, Set<Thread> makers) implements Batches {
    Numbered(int count, IntConsumer making) {
      this(count, making, ConcurrentHashMap.newKeySet());
    }

    @Override
    public Iterable<Batch> epoch(int epoch) {
      return () ->
          new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
              return next < count;
            }

            @Override
            public Batch next() {
              makers.add(Thread.currentThread());
              int number = next++;
              making.accept(number);
              return new Batch(Tensor.zeros(1, 1), new int[] {number});
            }
          };
    }
  }

  private static List<Integer> numbers(Iterable<Batch> batches) {
    List<Integer> numbers = new ArrayList<>();
    batches.forEach(batch -> numbers.add(batch.labels()[0]));
    return numbers;
  }

  @Property(tries = 200)
  void theSameBatchesInTheSameOrder(
      @ForAll @IntRange(min = 0, max = 20) int count,
      @ForAll @IntRange(min = 0, max = 20) int from) {
    Numbered source = new Numbered(count, number -> {});
    PrefetchedBatches batches = new PrefetchedBatches(source);
    int first = Math.min(from, count);
    assertEquals(count, batches.count());
    assertEquals(numbers(source.epoch(0, first)), numbers(batches.epoch(0, first)));
    Iterable<Batch> epoch = batches.epoch(1);
    assertEquals(numbers(epoch), numbers(epoch), "walked twice");
  }

  @Test
  @Timeout(60)
  void aFewBatchesAreMadeAheadAndNoThreadIsLeftWhenTheReaderStopsEarly()
      throws InterruptedException {
    Semaphore made = new Semaphore(0);
    Numbered source = new Numbered(100, number -> made.release());
    Iterator<Batch> reader = new PrefetchedBatches(source).epoch(0).iterator();
    made.acquire(PrefetchedBatches.AHEAD); // without the reader
    reader.next();
    made.acquire(); // as many again are ready
    for (Thread maker : source.makers()) {
      assertNotSame(Thread.currentThread(), maker);
      assertTrue(maker.isDaemon());
      maker.join();
    }
    assertEquals(0, made.availablePermits(), "no more are made than that");
    assertTrue(reader.hasNext(), "though there is more to read");
  }

  @Test
  @Timeout(60)
  void whatTheSourceThrowsComesInItsPlace() {
    RuntimeException exception = new IllegalStateException("image 2 is damaged");
    Error error = new OutOfMemoryError("for a test");
    Numbered source =
        new Numbered(
            6,
            number -> {
              if (number == 2) {
                throw exception;
              }
              if (number == 4) {
                throw error;
              }
            });
    Iterator<Batch> reader = new PrefetchedBatches(source).epoch(0).iterator();
    assertEquals(0, reader.next().labels()[0]);
    assertEquals(1, reader.next().labels()[0]);
    assertSame(exception, assertThrows(IllegalStateException.class, reader::next));
    assertEquals(3, reader.next().labels()[0]);
    assertSame(error, assertThrows(OutOfMemoryError.class, reader::next));
    assertEquals(5, reader.next().labels()[0]);
    assertFalse(reader.hasNext());
    assertEquals(
        "the epoch has no more batches",
        assertThrows(NoSuchElementException.class, reader::next).getMessage());
  }

  @Test
  @Timeout(60)
  void anInterruptIsKeptAndLosesNoBatch() {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread reading = Thread.currentThread();
    Numbered source =
        new Numbered(
            3,
            number -> {
              if (number == 0) {
                reading.interrupt();
                interrupted.countDown();
              }
            });
    List<Integer> read = numbers(new PrefetchedBatches(source).epoch(0));
    assertTrue(Thread.interrupted());
    assertEquals(0, interrupted.getCount());
    assertEquals(List.of(0, 1, 2), read);
  }

  @Test
  @Timeout(60)
  void waitingIsMeasured() {
    CountDownLatch waiting = new CountDownLatch(1);
    Thread reading = Thread.currentThread();
    Numbered source =
        new Numbered(
            1,
            number -> {
              // Until the reader waits.
              while (reading.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              waiting.countDown();
            });
    PrefetchedBatches batches = new PrefetchedBatches(source);
    assertEquals(0, batches.waitedSeconds());
    numbers(batches.epoch(0));
    assertEquals(0, waiting.getCount());
    assertTrue(batches.waitedSeconds() > 0);
  }

  @Test
  @Timeout(60)
  void wrongNumbersAreRefusedAtOnce() {
    PrefetchedBatches batches = Samples.numbered(10).batches(4).prefetched();
    assertThrows(IllegalArgumentException.class, () -> batches.epoch(-1));
    assertThrows(IllegalArgumentException.class, () -> batches.epoch(0, 4));
    assertEquals(List.of(), numbers(batches.epoch(0, 3)));
  }
}
