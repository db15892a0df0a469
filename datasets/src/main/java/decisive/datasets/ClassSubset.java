package decisive.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The images of some classes, which are numbered anew, as a view. */
final class ClassSubset extends AbstractImageDataset {
  private final ImageDataset all;
  private final ImageFormat format;
  private final int[] positions;

  /** The new number of each old class, or −1. */
  private final int[] numbers;

  private ClassSubset(ImageDataset all, ImageFormat format, int[] positions, int[] numbers) {
    this.all = all;
    this.format = format;
    this.positions = positions;
    this.numbers = numbers;
  }

  /**
   * @param classes names that the data set has; they keep their order
   * @throws IllegalArgumentException if these have no image
   */
  static ImageDataset of(ImageDataset all, String name, Set<String> classes) {
    List<String> kept = new ArrayList<>();
    int[] numbers = new int[all.classes()];
    for (int label = 0; label < numbers.length; label++) {
      String className = all.classNames().get(label);
      numbers[label] = classes.contains(className) ? kept.size() : -1;
      if (numbers[label] >= 0) {
        kept.add(className);
      }
    }
    int[] positions =
        IntStream.range(0, all.size()).filter(i -> numbers[all.label(i)] >= 0).toArray();
    if (positions.length == 0) {
      throw new IllegalArgumentException(name + ": no image is of these classes");
    }
    ImageFormat format =
        new ImageFormat(name, all.height(), all.width(), all.channels(), all.maximum(), kept);
    return new ClassSubset(all, format, positions, numbers);
  }

  @Override
  public ImageFormat format() {
    return format;
  }

  @Override
  public int size() {
    return positions.length;
  }

  @Override
  public int label(int i) {
    return numbers[all.label(positions[i])];
  }

  @Override
  public void copyPixels(int i, byte[] target, int offset) {
    all.copyPixels(positions[i], target, offset);
  }
}
