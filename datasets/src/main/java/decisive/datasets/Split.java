package decisive.datasets;

import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Images to learn from and images to be judged by. Made by {@link ImageDataset#split}, or by a data
 * set that comes in two parts.
 */
public record Split(ImageDataset train, ImageDataset test) {
  /** Far more than the rounding error of share · size, far less than an image. */
  private static final double ROUNDING = 1e-6;

  static Split stratified(ImageDataset images, double trainShare, long seed) {
    if (!(trainShare > 0 && trainShare < 1)) {
      throw new IllegalArgumentException(
          "split of "
              + images.name()
              + ": training share "
              + trainShare
              + " must be above 0 and below 1, as in 0.8");
    }
    int[] labels = images.labels();
    int[] counts = images.classCounts();
    int[] wanted = apportion(counts, trainShare);
    Generator generator = new Generator(seed).split("split");
    BitSet chosen = new BitSet(labels.length);
    for (int label = 0; label < counts.length; label++) {
      checkBothParts(images, label, counts[label], wanted[label]);
      int[] members = positions(labels, label);
      int[] order = generator.split(label).permutation(members.length);
      for (int i = 0; i < wanted[label]; i++) {
        chosen.set(members[order[i]]);
      }
    }
    BitSet rest = new BitSet(labels.length);
    rest.set(0, labels.length);
    rest.andNot(chosen);
    return new Split(
        images.subset(chosen.stream().toArray()), images.subset(rest.stream().toArray()));
  }

  /**
   * The largest-remainder method: share · count of each class rounded down, then one more for the
   * classes with the largest fractions, until the total is share · (all images) rounded down.
   */
  private static int[] apportion(int[] counts, double share) {
    int[] parts = new int[counts.length];
    double[] fractions = new double[counts.length];
    for (int label = 0; label < counts.length; label++) {
      double exact = share * counts[label];
      parts[label] = (int) exact;
      fractions[label] = exact - parts[label];
    }
    int total = (int) (share * Arrays.stream(counts).sum() + ROUNDING);
    int left = total - Arrays.stream(parts).sum();
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingDouble(label -> -fractions[label]))
        .limit(left)
        .forEach(label -> parts[label]++);
    return parts;
  }

  private static void checkBothParts(ImageDataset images, int label, int count, int training) {
    if (count > 0 && (training == 0 || training == count)) {
      throw new IllegalArgumentException(
          "split of "
              + images.name()
              + ": class "
              + label
              + " ("
              + images.classNames().get(label)
              + ") has too few images, "
              + count
              + ": "
              + training
              + " for training and "
              + (count - training)
              + " for test; use a share nearer to 0.5 or more images");
    }
  }

  private static int[] positions(int[] labels, int label) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
  }
}
