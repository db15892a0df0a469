package decisive.nn.train;

/**
 * The curve of {@link LearningRate#oneCycle(double, double, double)}, as PyTorch's {@code
 * OneCycleLR} with cosine annealing. Over N steps the top is at step r = rise · N − 1, not always a
 * whole number, and the end at step N − 1:
 *
 * <pre>
 *   step ≤ r:  between first and 1, at the share step / r of the way
 *   step > r:  between 1 and last, at the share (step − r) / (N − 1 − r) of the way
 *   first = 1 / divisor,  last = first / lastDivisor
 *   between a and b at the share s:  b + (a − b) · (1 + cos(π · s)) / 2
 * </pre>
 */
record OneCycle(double rise, double divisor, double lastDivisor) implements LearningRate {
  OneCycle {
    if (!(rise >= 0 && rise <= 1)) {
      throw new IllegalArgumentException(
          "one-cycle learning rate: rise " + rise + ": a share of the run, 0 to 1");
    }
    if (!(divisor >= 1) || !(lastDivisor >= 1) || Double.isInfinite(divisor * lastDivisor)) {
      throw new IllegalArgumentException(
          "one-cycle learning rate: divisors "
              + divisor
              + " and "
              + lastDivisor
              + ": must be finite and at least 1");
    }
  }

  @Override
  public double at(int step, int totalSteps) {
    double first = 1 / divisor;
    double top = rise * totalSteps - 1;
    if (step <= top) {
      return top == 0 ? 1 : between(first, 1, step / top);
    }
    return between(1, first / lastDivisor, (step - top) / (totalSteps - 1 - top));
  }

  private static double between(double from, double to, double share) {
    return to + (from - to) * (1 + StrictMath.cos(StrictMath.PI * share)) / 2;
  }
}
