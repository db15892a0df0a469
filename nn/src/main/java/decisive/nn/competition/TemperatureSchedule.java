package decisive.nn.competition;

/**
 * The temperature over a training run, growing exponentially with the progress t in [0, 1).
 *
 * <p>The two readings of the paper: its text says T(t) = initial · (last / initial)^t ({@link
 * #between}); its authors' program computes T(t) = initial · factor^t ({@link #scaled}), which ends
 * at initial · factor. The arguments in the paper's Table 3 are that program's.
 *
 * @param initial temperature at t = 0, positive and finite
 * @param factor last over initial temperature, positive and finite
 */
public record TemperatureSchedule(double initial, double factor) {
  public TemperatureSchedule {
    double last = initial * factor;
    if (!(initial > 0) || !(factor > 0) || !(last > 0) || Double.isInfinite(last)) {
      throw new IllegalArgumentException(
          "temperature from "
              + initial
              + " by factor "
              + factor
              + ": both must be positive and finite, and so their product");
    }
  }

  /** The paper's text: from {@code initial} to {@code last}. */
  public static TemperatureSchedule between(double initial, double last) {
    return new TemperatureSchedule(initial, last / initial);
  }

  /** The authors' program: from {@code initial} to {@code initial · factor}. */
  public static TemperatureSchedule scaled(double initial, double factor) {
    return new TemperatureSchedule(initial, factor);
  }

  /**
   * @param progress share of the run's steps that are done, 0 to 1
   */
  public double at(double progress) {
    return initial * StrictMath.pow(factor, progress);
  }
}
