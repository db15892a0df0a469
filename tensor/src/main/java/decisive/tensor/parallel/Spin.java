package decisive.tensor.parallel;

import java.util.function.BooleanSupplier;

/** Spinning instead of sleeping, since a thread that sleeps takes long to wake. */
final class Spin {
  /** Checks between two readings of the clock. */
  private static final int CHECKS = 32;

  private Spin() {}

  /** Whether the condition came true within that many nanoseconds. */
  static boolean until(long nanoseconds, BooleanSupplier condition) {
    if (condition.getAsBoolean()) {
      return true;
    }
    if (nanoseconds == 0) {
      return false;
    }
    long start = System.nanoTime();
    do {
      for (int check = 0; check < CHECKS; check++) {
        Thread.onSpinWait();
        if (condition.getAsBoolean()) {
          return true;
        }
      }
    } while (System.nanoTime() - start < nanoseconds);
    return false;
  }
}
