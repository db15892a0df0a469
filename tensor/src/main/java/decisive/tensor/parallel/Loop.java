package decisive.tensor.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * One parallel loop: whoever calls {@link #work} takes tasks until none is left.
 *
 * <p>Each thread has a part of the tasks, which it does first, in order; then it helps others with
 * theirs. So in loop after loop a thread meets the same images, whose values are in its core's
 * cache.
 */
final class Loop {
  /** Set in a thread that is inside a task. */
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

  private final int tasks;
  private final IntConsumer body;

  /**
   * Longs from a part's next task to the next part's, so that they are in different cache lines.
   */
  private static final int PART_STRIDE = 16;

  private final int parts;

  /** The next task of each part. Long, since every thread goes one beyond the last. */
  private final AtomicLongArray next;

  /**
   * Threads that may be running a task. A thread is counted before it takes a task; so when all
   * tasks are taken, every thread that still has one is counted.
   */
  private final AtomicInteger active = new AtomicInteger();

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile Thread waiting;

  /**
   * @param parts threads that are expected
   */
  Loop(int tasks, int parts, IntConsumer body) {
    this.tasks = tasks;
    this.parts = parts;
    this.body = body;
    this.next = new AtomicLongArray(parts * PART_STRIDE);
    for (int part = 0; part < parts; part++) {
      next.setPlain(part * PART_STRIDE, first(part));
    }
  }

  private long first(int part) {
    return (long) tasks * part / parts;
  }

  /** Whether this thread runs a task of some loop. */
  static boolean isInside() {
    return INSIDE.get();
  }

  /**
   * Takes tasks until none is left, or one has failed.
   *
   * @param number of the part to begin with
   */
  void work(int number) {
    active.incrementAndGet();
    INSIDE.set(true);
    try {
      for (int i = 0; i < parts; i++) {
        workOn((number + i) % parts);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      for (int part = 0; part < parts; part++) { // ends the loop for all threads
        next.set(part * PART_STRIDE, tasks);
      }
    } finally {
      INSIDE.set(false);
      if (active.decrementAndGet() == 0 && waiting != null) {
        LockSupport.unpark(waiting);
      }
    }
  }

  private void workOn(int part) {
    int index = part * PART_STRIDE;
    long end = first(part + 1);
    for (long task = next.getAndIncrement(index); task < end; task = next.getAndIncrement(index)) {
      body.accept((int) task);
    }
  }

  /**
   * Waits until no thread runs a task, even when interrupted: tasks write to the caller's arrays.
   *
   * @param spin nanoseconds to spin before sleeping
   * @throws RuntimeException or Error that a task threw, the first of them
   */
  void join(long spin) {
    if (!Spin.until(spin, () -> active.get() == 0)) {
      waiting = Thread.currentThread();
      boolean interrupted = false;
      while (active.get() != 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // with it set, park would not wait
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }
}
