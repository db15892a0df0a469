package decisive.experiments.reproduce;

/**
 * What came of a training run; all but the last is the same whenever it is repeated.
 *
 * @param run its name: a hash of its configuration
 * @param gatedPercent test accuracy after the last epoch, with the softmax gate
 * @param decidedPercent the same, winners taking all
 * @param multiplicationsExact an image, where each group has a winner
 * @param multiplicationsExecuted an image, by inputs that are not zero; mean over some test images
 * @param parameters trained numbers
 * @param weightsSha256 of the trained network
 * @param seconds of training
 */
public record RunResult(
    String run,
    double gatedPercent,
    double decidedPercent,
    long multiplicationsExact,
    long multiplicationsExecuted,
    long parameters,
    String weightsSha256,
    double seconds) {}
