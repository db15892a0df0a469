package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.tensor.parallel.Workers;

/** The option that says how many threads a command uses. */
final class ThreadOption {
  private static final int MOST = 1024;

  @Parameter(
      names = "--threads",
      description = "threads to use; changes the time, not the results",
      order = 90)
  private Integer threads;

  /** What is given, or null. */
  Integer given() {
    return threads;
  }

  /**
   * @throws UsageException if the number is out of range
   */
  void apply() {
    if (threads != null) {
      IntegerRange.check("--threads", threads, 1, MOST);
      Workers.use(threads);
    }
  }
}
