package decisive.tensor.parallel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The process's fixed pool of worker threads and its parallel loop.
 *
 * <p>The loop is deterministic by contract: the caller cuts the work into tasks whose number and
 * bounds never depend on the number of threads, and every task writes only its own outputs. Which
 * thread runs a task, and when, then cannot change a bit. A loop inside a task runs in that task's
 * own thread, so runs may be nested freely.
 */
public final class Workers {
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);
  private static volatile Workers shared = new Workers(defaultThreads());

  private final int threads;
  private final ExecutorService pool;

  private Workers(int threads) {
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    // The calling thread takes part in every loop, so the pool needs one thread less.
    this.pool =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "decisive-worker-" + number.incrementAndGet());
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** Threads in use: {@code -Ddecisive.threads=N}, by default the machine's processors. */
  public static int threads() {
    return shared.threads;
  }

  /**
   * Replaces the pool. Results do not depend on it; only time does.
   *
   * @param threads 1 to 1024
   */
  public static synchronized void use(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads " + threads + ": choose 1 to 1024");
    }
    if (threads != shared.threads) {
      Workers old = shared;
      shared = new Workers(threads);
      if (old.pool != null) {
        old.pool.shutdown();
      }
    }
  }

  /** Runs {@code body} for 0 .. tasks-1, each once, in any order, and returns when all are done. */
  public static void forEach(int tasks, IntConsumer body) {
    Workers workers = shared;
    if (tasks <= 1 || workers.pool == null || INSIDE.get()) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable drain =
        () -> {
          boolean outer = INSIDE.get();
          INSIDE.set(true);
          try {
            for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
              body.accept(task);
            }
          } finally {
            INSIDE.set(outer);
          }
        };
    List<Future<?>> helpers = new ArrayList<>();
    for (int helper = 1; helper < Math.min(workers.threads, tasks); helper++) {
      helpers.add(workers.pool.submit(drain));
    }
    try {
      drain.run();
    } finally {
      next.set(tasks); // a failed task ends the loop for everybody
      awaitAll(helpers);
    }
  }

  /** Runs independent jobs, one thread each, and returns their results in the order given. */
  public static <T> List<T> all(List<? extends Callable<T>> jobs) {
    List<T> results = new ArrayList<>(Collections.nCopies(jobs.size(), null));
    forEach(
        jobs.size(),
        index -> {
          try {
            results.set(index, jobs.get(index).call());
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
          }
        });
    return results;
  }

  private static void awaitAll(List<Future<?>> helpers) {
    Throwable failure = null;
    for (Future<?> helper : helpers) {
      try {
        helper.get();
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a parallel loop was running", e);
      }
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private static int defaultThreads() {
    Integer asked = Integer.getInteger("decisive.threads");
    return asked == null ? Runtime.getRuntime().availableProcessors() : asked;
  }
}
