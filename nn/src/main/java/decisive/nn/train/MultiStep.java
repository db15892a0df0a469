package decisive.nn.train;

/** factor^(milestones passed); see {@link LearningRate#steps}. */
final class MultiStep implements LearningRate {
  private final double factor;
  private final double[] milestones;

  MultiStep(double factor, double... milestones) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "learning rate by steps: factor " + factor + ": must be positive and finite");
    }
    double previous = 0;
    for (double milestone : milestones) {
      if (!(milestone > previous && milestone < 1)) {
        throw new IllegalArgumentException(
            "learning rate by steps: milestone "
                + milestone
                + ": milestones are shares of the run, ascending, above 0 and below 1; epoch 10 of"
                + " 30 is 10 / 30.");
      }
      previous = milestone;
    }
    this.factor = factor;
    this.milestones = milestones.clone();
  }

  @Override
  public double at(int step, int totalSteps) {
    double product = 1;
    for (double milestone : milestones) {
      // Rounded, since 2/3. times the steps may miss the whole number by a hair.
      if (step >= Math.round(milestone * totalSteps)) {
        product *= factor;
      }
    }
    return product;
  }
}
