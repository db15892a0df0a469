package decisive.experiments.train;

import decisive.experiments.compare.Environment;
import decisive.nn.resnet.ResNetDesign;

/**
 * What there is to report of a run.
 *
 * @param config what it was asked to do
 * @param design of the network
 * @param parameters learned values
 * @param data the images
 * @param environment where it runs
 * @param history the epochs until now
 * @param weightsSha256 of the network as it is
 */
public record RunRecord(
    RunConfig config,
    ResNetDesign design,
    long parameters,
    Data data,
    Environment environment,
    RunHistory history,
    String weightsSha256) {

  /**
   * The images of a run.
   *
   * @param height pixels
   * @param width pixels
   * @param trainImages to learn from
   * @param testImages to be judged by
   * @param trainSha256 of the training images
   * @param testSha256 of the test images
   */
  public record Data(
      int height,
      int width,
      int trainImages,
      int testImages,
      String trainSha256,
      String testSha256) {}

  /** Whether every epoch is done. */
  public boolean finished() {
    return history.epochs().size() == config.epochs();
  }
}
