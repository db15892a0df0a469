package decisive.experiments;

import decisive.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Runs independent jobs, such as trainings with different settings. A job depends on nothing but
 * itself, so where and when it runs changes no bit of its result.
 */
public interface Runner {
  /** The results in the order of the jobs; the first failure is thrown. */
  <T> List<T> run(List<? extends Callable<T>> jobs);

  /** In this process: a thread a job, as many at a time as there are {@link Workers}. */
  static Runner threads() {
    return new Runner() {
      @Override
      public <T> List<T> run(List<? extends Callable<T>> jobs) {
        return Workers.all(jobs);
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
          try {
            results.add(job.call());
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
          }
        }
        return results;
      }
    };
  }
}
