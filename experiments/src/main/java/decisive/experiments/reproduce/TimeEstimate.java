package decisive.experiments.reproduce;

import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.experiments.train.RunConfig;
import decisive.nn.train.Trainer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** How long runs will take, by some training steps of the first of them. */
final class TimeEstimate {
  /** Steps that are timed, and as many before them. */
  private static final int STEPS = 4;

  private TimeEstimate() {}

  /**
   * @param runs of one data set and network, 1 or more
   * @return seconds, if each runs on all threads; those beside one another take about as long
   */
  static double seconds(List<RunConfig> runs) throws IOException {
    RunConfig first = runs.get(0);
    ImageDataset train = Study.data(first).train();
    int images = Math.min(train.size(), STEPS * first.batch());
    ImageBatches some =
        train
            .subset(IntStream.range(0, images).toArray())
            .batches(first.batch())
            .normalized(Normalization.none(train.channels()));
    Trainer trainer =
        new Trainer(first.design(train.channels(), train.classes()).build(first.seed()))
            .sgd(1e-4, 0)
            .epochs(2);
    double anImage = trainer.fit(some).epochs().get(1).seconds() / images;
    return runs.stream().mapToDouble(run -> anImage * train.size() * run.epochs()).sum();
  }
}
