package decisive.tensor.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** One parallel loop: whoever calls {@link #work} takes tasks until none is left. */
final class Loop {
  /** Set in a thread that is inside a task. */
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

  private final int tasks;
  private final IntConsumer body;

  /** Long, since every thread goes one beyond the last task. */
  private final AtomicLong next = new AtomicLong();

  /**
   * Threads that may be at a task. It is counted up before a task is taken; so when all tasks are
   * taken, nobody who has one is missing in it.
   */
  private final AtomicInteger active = new AtomicInteger();

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile Thread waiting;

  Loop(int tasks, IntConsumer body) {
    this.tasks = tasks;
    this.body = body;
  }

  /** Whether this thread runs a task of some loop. */
  static boolean isInside() {
    return INSIDE.get();
  }

  /** Takes tasks until none is left, or one has failed. */
  void work() {
    active.incrementAndGet();
    INSIDE.set(true);
    try {
      for (long task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
        body.accept((int) task);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      next.set(tasks); // ends the loop for everybody
    } finally {
      INSIDE.set(false);
      if (active.decrementAndGet() == 0 && waiting != null) {
        LockSupport.unpark(waiting);
      }
    }
  }

  /**
   * Waits until nobody is at a task, even when interrupted: they write to the caller's arrays.
   *
   * @param spin nanoseconds to look before sleeping
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
