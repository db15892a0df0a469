package decisive.experiments.reproduce;

import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Normalization;
import decisive.experiments.train.RunConfig;
import decisive.nn.Module;
import decisive.nn.train.Trainer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** How long runs will take, by some training steps of the first of them, at their fastest. */
final class TimeEstimate {
  /** Steps that are timed together. */
  private static final int STEPS = 4;

  /** The JVM is still compiling what it runs as long as steps become faster by this factor... */
  private static final double FASTER = 0.95;

  /** ...within so many rounds; but no more than so many seconds are spent on it. */
  private static final int STEADY_ROUNDS = 10;

  private static final double MOST_SECONDS = 20;

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
    Module network = first.design(train.channels(), train.classes()).build(first.seed());
    double spent = 0;
    double least = Double.POSITIVE_INFINITY;
    int steady = 0;
    while (steady < STEADY_ROUNDS && spent < MOST_SECONDS) {
      double seconds =
          new Trainer(network).sgd(1e-4, 0).epochs(1).fit(some).epochs().get(0).seconds();
      spent += seconds;
      steady++;
      if (seconds < FASTER * least) {
        least = seconds;
        steady = 0;
      }
    }
    double anImage = least / images;
    return runs.stream().mapToDouble(run -> anImage * train.size() * run.epochs()).sum();
  }
}
