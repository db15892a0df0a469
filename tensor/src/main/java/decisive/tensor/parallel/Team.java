package decisive.tensor.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that help with loops. A network's step is a few hundred loops, many shorter than a thread
 * takes to wake; so a helper that has nothing to do spins for a while before it sleeps, and so does
 * a caller at the end of its own loop.
 */
final class Team {
  /**
   * Nanoseconds. Between the loops of a training step there are some tens of microseconds; waking a
   * thread takes about as long, and longer on virtual machines.
   */
  private static final long SPIN = 200_000;

  private final List<Helper> helpers = new ArrayList<>();
  private final Queue<Loop> open = new ConcurrentLinkedQueue<>();
  private final long spin;
  private volatile boolean closed;

  /** Of {@code threads} threads, the calling one among them. */
  Team(int threads) {
    // More threads than processors would take them from those that have work.
    this.spin = threads <= Runtime.getRuntime().availableProcessors() ? SPIN : 0;
    for (int number = 1; number < threads; number++) {
      Helper helper = new Helper(number);
      helpers.add(helper);
      helper.start();
    }
  }

  /** Runs a loop in this thread and in those helpers that are free. */
  void run(int tasks, IntConsumer body) {
    Loop loop = new Loop(tasks, Math.min(tasks, helpers.size() + 1), body);
    open.add(loop);
    int wanted = Math.min(helpers.size(), tasks - 1);
    for (int i = 0; i < wanted; i++) {
      helpers.get(i).wake();
    }
    loop.work(0);
    open.remove(loop);
    loop.join(spin);
  }

  /** Lets the helpers end; loops that still run are ended by those who called them. */
  void close() {
    closed = true;
    helpers.forEach(Helper::wake);
  }

  private final class Helper extends Thread {
    private final int number;
    private volatile boolean asleep;

    Helper(int number) {
      super("decisive-worker-" + number);
      this.number = number;
      setDaemon(true);
    }

    private void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      while (!closed) {
        Loop loop = open.peek();
        if (loop != null) {
          loop.work(number);
          open.remove(loop); // has no task left
        } else if (!Spin.until(spin, this::hasReason)) {
          asleep = true;
          if (!hasReason()) { // whoever gives a reason reads asleep afterwards
            LockSupport.park(Team.this);
          }
          asleep = false;
        }
      }
    }

    private boolean hasReason() {
      return closed || !open.isEmpty();
    }
  }
}
