package decisive.experiments.prune;

import decisive.datasets.ImageBatches;
import decisive.datasets.ImageDataset;
import decisive.datasets.Split;
import decisive.experiments.ImageTime;
import decisive.experiments.Progress;
import decisive.experiments.train.DecidedNetwork;
import decisive.nn.decide.Dham;
import decisive.nn.decide.LayerCount;
import decisive.nn.decide.Pruning;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Takes maps from a decided network, those that win least on the training images first, and goes as
 * far as its accuracy on these images may fall. The test images take no part in that choice.
 */
public final class PruningStudy {
  private static final int BATCH = 64;

  /** Test images that multiplications are counted on, at most. */
  private static final int COUNTED = 512;

  /** Points of the curve behind the maps that never win. */
  private static final int POINTS = 16;

  private final DecidedNetwork network;
  private final String data;
  private final double maxDrop;
  private final OptionalInt wanted;
  private final ImageBatches training;
  private final ImageBatches test;
  private final ImageBatches counted;
  private final int trainingImages;
  private final int testImages;

  /**
   * @param data name of the data set
   * @param images of the training images the first that are looked at, at most
   * @param maxDrop points of training accuracy that may be lost, 0 or more
   * @param wanted how many maps go, whatever is lost
   */
  public PruningStudy(
      DecidedNetwork network,
      String data,
      Split split,
      int images,
      double maxDrop,
      OptionalInt wanted) {
    this.network = network;
    this.data = data;
    this.maxDrop = maxDrop;
    this.wanted = wanted;
    ImageDataset test = split.test();
    this.trainingImages = Math.min(images, split.train().size());
    this.testImages = test.size();
    this.training =
        network.trainingBatches(data, new Split(first(split.train(), trainingImages), test), BATCH);
    this.test = network.testBatches(data, split, BATCH);
    this.counted =
        network.testBatches(
            data, new Split(split.train(), first(test, Math.min(COUNTED, testImages))), BATCH);
  }

  private static ImageDataset first(ImageDataset images, int count) {
    return images.subset(IntStream.range(0, count).toArray());
  }

  /** Steps that {@link #run} reports, at most. */
  public long steps() {
    return training.count() + (long) (POINTS + 3) * (training.count() + test.count());
  }

  /** A pruned network and how it came about. */
  public record Pruned(Dham dham, PruningResult result) {}

  /**
   * @throws IllegalArgumentException if a layer would have no maps left: names it
   */
  public Pruned run(Progress progress) {
    Dham whole = network.dham();
    Pruning pruning = new Pruning(whole, whole.wins(progress.over(training.epoch(0))));
    int count = pruning.candidates().size();
    if (wanted.isPresent() && wanted.getAsInt() > count) {
      throw new IllegalArgumentException(
          "prune: " + wanted.getAsInt() + " maps, of " + count + " that may go; prune fewer");
    }
    wanted.ifPresent(gone -> without(pruning, gone)); // fails before the work
    List<PruningPoint> curve = new ArrayList<>();
    for (int gone : stops(pruning)) {
      curve.add(point(pruning, gone, progress));
    }
    int chosen = chosen(curve);
    Tensor images = test.epoch(0).iterator().next().inputs();
    Dham before = whole.calibrated(images);
    Dham after = without(pruning, curve.get(chosen).gone()).calibrated(images);
    List<Double> seconds = ImageTime.of(List.of(before::logits, after::logits), images);
    return new Pruned(
        after,
        new PruningResult(
            network.file().toString(),
            data,
            trainingImages,
            testImages,
            pruning.candidates().size(),
            pruning.silent(),
            maxDrop,
            curve,
            chosen,
            seconds.get(0),
            seconds.get(1)));
  }

  /** None; those that never win; then in growing steps until a layer would be empty. */
  private TreeSet<Integer> stops(Pruning pruning) {
    TreeSet<Integer> stops = new TreeSet<>(List.of(0));
    wanted.ifPresent(stops::add);
    int silent = Math.min(pruning.silent(), pruning.most());
    for (int i = 0; i <= POINTS; i++) {
      stops.add(silent + (int) ((long) (pruning.most() - silent) * i * i / (POINTS * POINTS)));
    }
    return stops;
  }

  private static Dham without(Pruning pruning, int gone) {
    return pruning.without(pruning.candidates().subList(0, gone));
  }

  private PruningPoint point(Pruning pruning, int gone, Progress progress) {
    Dham dham = without(pruning, gone);
    long exact = 0;
    long executed = 0;
    for (LayerCount count : dham.count(counted.epoch(0))) {
      exact += count.exact();
      executed += count.executed();
    }
    return new PruningPoint(
        gone,
        100 * dham.accuracy(progress.over(training.epoch(0))),
        100 * dham.accuracy(progress.over(test.epoch(0))),
        exact,
        executed,
        dham.weights());
  }

  /** What was wanted, or the farthest point before training accuracy first falls too far. */
  private int chosen(List<PruningPoint> curve) {
    if (wanted.isPresent()) {
      return curve.stream().map(PruningPoint::gone).toList().indexOf(wanted.getAsInt());
    }
    double least = curve.get(0).trainingPercent() - maxDrop;
    int chosen = 0;
    while (chosen + 1 < curve.size() && curve.get(chosen + 1).trainingPercent() >= least) {
      chosen++;
    }
    return chosen;
  }
}
