package decisive.experiments.compare;

import decisive.datasets.Digits;
import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.datasets.Split;

/** The digits as every model of a comparison gets them. */
final class DigitsTask {
  /** Images that are evaluated at a time. */
  private static final int EVALUATION_BATCH = 120;

  private final long seed;
  private final Split split;
  private final Normalization normalization;

  DigitsTask(long seed) {
    this.seed = seed;
    this.split = Digits.load().split(ComparisonPlan.TRAIN_SHARE, seed);
    this.normalization = Normalization.of(split.train());
  }

  ImageDataset train() {
    return split.train();
  }

  ImageDataset test() {
    return split.test();
  }

  /** Shuffled, to train on. */
  ImageBatches trainingBatches() {
    return train().batches(ComparisonPlan.BATCH).normalized(normalization).shuffled(seed);
  }

  /** In the order of the data set, to evaluate on. */
  ImageBatches inOrder(ImageDataset images) {
    return images.batches(EVALUATION_BATCH).normalized(normalization);
  }
}
