package decisive.tensor.parallel;

import java.util.function.IntConsumer;

/**
 * The process's fixed pool of worker threads and its parallel loop.
 *
 * <p>The loop is deterministic by contract: every task writes only its own outputs, and the caller
 * splits the work into tasks whose number and bounds never depend on the number of threads, unless
 * no bit depends on the bounds. Which thread runs a task, and when, then cannot change a bit. A
 * loop inside a task runs in that task's own thread, so runs may be nested freely.
 */
public final class Workers {
  /** Names the number of threads on the command line. */
  public static final String PROPERTY = "decisive.threads";

  /** Elements that are worth a task of their own where each costs little: waking a thread pays. */
  public static final int CHUNK = 1 << 15;

  private static final int MOST = 1024;
  private static volatile Workers shared;

  private final int threads;
  private final Team team;

  private Workers(int threads) {
    this.threads = threads;
    this.team = threads == 1 ? null : new Team(threads);
  }

  /**
   * Threads in use: {@code -Ddecisive.threads=N}, by default the machine's processors.
   *
   * @throws IllegalArgumentException if the property is not a number from 1 to 1024
   */
  public static int threads() {
    return shared().threads;
  }

  private static Workers shared() {
    Workers workers = shared;
    return workers != null ? workers : start();
  }

  private static synchronized Workers start() {
    if (shared == null) {
      shared = new Workers(defaultThreads(System.getProperty(PROPERTY)));
    }
    return shared;
  }

  /** The threads that the property's text asks for; null asks for all processors. */
  static int defaultThreads(String asked) {
    if (asked == null) {
      return Math.min(MOST, Runtime.getRuntime().availableProcessors());
    }
    try {
      return checked(Integer.parseInt(asked));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + "=" + asked + ": choose a number of threads from 1 to " + MOST, e);
    }
  }

  private static int checked(int threads) {
    if (threads < 1 || threads > MOST) {
      throw new IllegalArgumentException("threads " + threads + ": choose 1 to " + MOST);
    }
    return threads;
  }

  /**
   * Replaces the pool; loops that run meanwhile end on the old one. Results do not depend on it;
   * only time does.
   *
   * @param threads 1 to 1024
   * @throws IllegalArgumentException for other numbers
   */
  public static synchronized void use(int threads) {
    Workers old = shared;
    if (old == null || checked(threads) != old.threads) {
      shared = new Workers(checked(threads));
      if (old != null && old.team != null) {
        old.team.close();
      }
    }
  }

  /**
   * Runs {@code body} for 0 .. tasks-1, each once, in any order, and returns when all are done. If
   * a task throws, tasks that have not begun are left out, the others end, and what it threw is
   * thrown here.
   */
  public static void forEach(int tasks, IntConsumer body) {
    Workers workers = shared();
    if (tasks <= 1 || workers.team == null || Loop.isInside()) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
      return;
    }
    workers.team.run(tasks, body);
  }

  /**
   * Calls {@code body} for consecutive ranges that cover 0 .. n-1, in parallel as {@link #forEach}.
   *
   * @param n 0 or more
   * @param size length of every range but the last, which may be shorter; at least 1
   */
  public static void forEachRange(int n, int size, Range body) {
    forEach(
        n == 0 ? 0 : (n - 1) / size + 1,
        task -> {
          int from = task * size;
          body.accept(from, Math.min(n - from, size) + from);
        });
  }

  /** Work on a half-open range. */
  @FunctionalInterface
  public interface Range {
    void accept(int from, int to);
  }
}
