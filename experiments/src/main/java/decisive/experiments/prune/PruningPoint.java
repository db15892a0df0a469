package decisive.experiments.prune;

/**
 * A network from which some maps have gone.
 *
 * @param gone maps that went, of those that may
 * @param trainingPercent accuracy on the training images that were looked at
 * @param testPercent accuracy on the test images
 * @param multiplicationsExact an image, if every group had a winner everywhere
 * @param multiplicationsExecuted an image, by inputs that are not zero
 * @param weights of convolutions and the linear layer, without biases
 */
public record PruningPoint(
    int gone,
    double trainingPercent,
    double testPercent,
    long multiplicationsExact,
    long multiplicationsExecuted,
    long weights) {}
