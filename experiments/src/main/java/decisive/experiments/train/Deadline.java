package decisive.experiments.train;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a run is to be over, saving included. Asked before every step and every batch of a
 * validation, it learns how long one takes, and says stop when another would not fit.
 */
public final class Deadline {
  private final Long end;
  private final LongSupplier nanos;
  private long asked;
  private long longest;
  private long saving;
  private boolean worked;

  /**
   * @param time from now; empty for none
   */
  public static Deadline after(Optional<Duration> time) {
    return new Deadline(time, System::nanoTime);
  }

  Deadline(Optional<Duration> time, LongSupplier nanos) {
    this.nanos = nanos;
    this.asked = nanos.getAsLong();
    this.end = time.map(duration -> asked + duration.toNanos()).orElse(null);
  }

  /**
   * A step or a validation is done: without one a run that is resumed again and again would never
   * get on. How long the first took says little, since its code was compiled meanwhile.
   */
  void worked() {
    if (!worked) {
      asked = nanos.getAsLong();
      worked = true;
    }
  }

  /** Saving took this long. */
  void saved(long duration) {
    saving = Math.max(saving, duration);
  }

  boolean reached() {
    long now = nanos.getAsLong();
    if (worked) {
      longest = Math.max(longest, now - asked);
    }
    asked = now;
    return end != null && worked && end - now < longest + saving;
  }
}
