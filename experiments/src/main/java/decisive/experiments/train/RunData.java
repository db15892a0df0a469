package decisive.experiments.train;

import decisive.datasets.Datasets;
import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.PrefetchedBatches;
import decisive.datasets.Split;
import decisive.datasets.transform.Augmentation;
import java.io.IOException;

/** The images of a run, and how it reads them. */
final class RunData {
  /** Images that are evaluated at a time; a change would round the test loss otherwise. */
  private static final int EVALUATION_BATCH = 250;

  /** Of each class, where the data set's own test images are of other classes. */
  private static final double TRAIN_SHARE = 0.9;

  private final RunConfig config;
  private final Split split;
  private final Normalization normalization;
  private final String trainSha256;
  private final String testSha256;

  private RunData(RunConfig config, Split split) {
    this.config = config;
    this.split = split;
    this.normalization = Normalization.of(split.train());
    this.trainSha256 = split.train().sha256();
    this.testSha256 = split.test().sha256();
  }

  /**
   * Reads the data set. Where its test images are of classes that the training images have not
   * (CIFAR-FS, for few-shot evaluation), a tenth of each training class is held back to test with.
   *
   * @throws InvalidSettingException if there is no such data set
   * @throws IOException if it is missing or not as it should be
   */
  static RunData load(RunConfig config) throws IOException {
    Split split;
    try {
      split = Datasets.named(config.data(), config.seed());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("data", config.data() + ": " + e.getMessage());
    }
    boolean same = split.train().classNames().equals(split.test().classNames());
    return new RunData(config, same ? split : split.train().split(TRAIN_SHARE, config.seed()));
  }

  ImageDataset train() {
    return split.train();
  }

  ImageDataset test() {
    return split.test();
  }

  Normalization normalization() {
    return normalization;
  }

  String trainSha256() {
    return trainSha256;
  }

  String testSha256() {
    return testSha256;
  }

  /** Shuffled, augmented and made ahead. */
  PrefetchedBatches trainingBatches() {
    return augmented(train().batches(config.batch()), config.augmentation())
        .normalized(normalization)
        .shuffled(config.seed())
        .prefetched();
  }

  /** In order; resized if the training images are. */
  ImageBatches testBatches() {
    return augmented(test().batches(EVALUATION_BATCH), config.augmentation().withoutChance())
        .normalized(normalization);
  }

  private ImageBatches augmented(ImageBatches batches, Augmentation augmentation) {
    try {
      return batches.augmented(augmentation, config.seed());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("augment", config.augment() + ": " + e.getMessage());
    }
  }
}
