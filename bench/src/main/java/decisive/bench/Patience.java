package decisive.bench;

/** Waits for the compiler: it makes work faster while it runs. */
final class Patience {
  private static final double SECONDS = 3;
  private static final int AT_MOST = 20;

  private Patience() {}

  /**
   * Repeats the work until three seconds brought no gain of 3 %, for a minute at most.
   *
   * @return seconds of the fastest run
   */
  static double warm(Runnable work) {
    long start = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    double gained = 0;
    double now = 0;
    while (now < gained + SECONDS && now < AT_MOST * SECONDS) {
      long before = System.nanoTime();
      work.run();
      long after = System.nanoTime();
      now = (after - start) / 1e9;
      double time = (after - before) / 1e9;
      if (time < 0.97 * best) {
        gained = now;
      }
      best = Math.min(best, time);
    }
    return best;
  }
}
