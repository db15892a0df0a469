package decisive.experiments;

import decisive.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs independent jobs, such as trainings with different settings. A job depends on nothing but
 * itself, so where and when it runs changes no bit of its result.
 */
public interface Runner {
  /** The results in the order of the jobs; the first failure is thrown. */
  <T> List<T> run(List<? extends Callable<T>> jobs);

  /** In this process: a thread a job, as many at a time as there are {@link Workers}. */
  static Runner threads() {
    return threads(Workers.threads());
  }

  /**
   * In this process: a thread a job, so many at a time.
   *
   * @param atMost 1 or more; beyond the {@link Workers} more change nothing
   */
  static Runner threads(int atMost) {
    if (atMost < 1) {
      throw new IllegalArgumentException("runner: " + atMost + " jobs at a time; want 1 or more");
    }
    return new Runner() {
      @Override
      public <T> List<T> run(List<? extends Callable<T>> jobs) {
        List<T> results = new ArrayList<>(Collections.nCopies(jobs.size(), null));
        AtomicInteger next = new AtomicInteger();
        Workers.forEach(
            Math.min(atMost, jobs.size()),
            lane -> {
              for (int job; (job = next.getAndIncrement()) < jobs.size(); ) {
                try {
                  results.set(job, call(jobs.get(job)));
                } catch (RuntimeException e) {
                  next.set(jobs.size()); // what has not begun is left out
                  throw e;
                }
              }
            });
        return results;
      }
    };
  }

  /** One job after the other, each on all {@link Workers}. */
  static Runner inOrder() {
    return new Runner() {
      @Override
      public <T> List<T> run(List<? extends Callable<T>> jobs) {
        List<T> results = new ArrayList<>();
        for (Callable<T> job : jobs) {
          results.add(call(job));
        }
        return results;
      }
    };
  }

  private static <T> T call(Callable<T> job) {
    try {
      return job.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
