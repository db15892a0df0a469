package decisive.nn.train;

/**
 * A learning-rate schedule: the factor by which the trainer's learning rate is multiplied, step by
 * step. It depends on the place in the run alone, so a run that goes on from a checkpoint continues
 * on the same curve.
 *
 * <p>Of {@code totalSteps} steps the first is step 0 and the last is {@code totalSteps − 1}; the
 * factor of a step is used by that step's update.
 */
@FunctionalInterface
public interface LearningRate {
  /**
   * @param step 0 .. totalSteps-1
   * @param totalSteps steps in the whole run, at least 1
   * @return 0 or more
   */
  double at(int step, int totalSteps);

  /** 1 at every step. */
  static LearningRate constant() {
    return (step, totalSteps) -> 1;
  }

  /**
   * Multiplied by {@code factor} at each milestone: {@code steps(0.1, 1/3., 2/3.)} divides by 10 at
   * one and at two thirds of the run. A milestone m is the step nearest to m · totalSteps.
   *
   * @param factor positive and finite
   * @param milestones shares of the run, ascending, each above 0 and below 1
   */
  static LearningRate steps(double factor, double... milestones) {
    return new MultiStep(factor, milestones);
  }

  /** Half a cosine from 1 down towards 0: (1 + cos(π · step / totalSteps)) / 2. */
  static LearningRate cosine() {
    return (step, totalSteps) -> (1 + StrictMath.cos(StrictMath.PI * step / totalSteps)) / 2;
  }

  /**
   * One cycle (Smith and Topin, "Super-convergence", 2018): from 1/25 up to 1 in the first 30 % of
   * the run, then down to 1/250,000 at its last step. The trainer's learning rate is the peak.
   */
  static LearningRate oneCycle() {
    return oneCycle(0.3, 25, 1e4);
  }

  /**
   * One cycle with PyTorch's parameters: from 1/divisor up to 1, then down to 1/(divisor ·
   * lastDivisor), along half cosines.
   *
   * @param rise share of the run that goes up, 0 to 1
   * @param divisor peak over first, at least 1
   * @param lastDivisor first over last, at least 1
   */
  static LearningRate oneCycle(double rise, double divisor, double lastDivisor) {
    return new OneCycle(rise, divisor, lastDivisor);
  }
}
