package decisive.experiments.fewshot;

import decisive.autograd.Variable;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Feature vectors scaled to unit length, with the classes of their images. A vector of zeros stays
 * what it is.
 */
public final class UnitFeatures {
  private final int dimensions;
  private final float[] rows;
  private final List<String> classNames;

  /** The rows of each class, in order. */
  private final int[][] members;

  private UnitFeatures(int dimensions, float[] rows, List<String> classNames, int[][] members) {
    this.dimensions = dimensions;
    this.rows = rows;
    this.classNames = classNames;
    this.members = members;
  }

  /**
   * @param features [N, dimensions], one row an image
   * @param labels of the rows, each 0 .. classes-1
   * @param classNames the name of each label
   * @throws IllegalArgumentException if there are not as many labels as rows, a label has no name,
   *     or a feature is not finite
   */
  public static UnitFeatures of(Tensor features, int[] labels, List<String> classNames) {
    if (features.rank() != 2 || features.extent(0) != labels.length) {
      throw new IllegalArgumentException(
          "few-shot: features "
              + features.shape()
              + " and "
              + labels.length
              + " labels; give [N, dimensions] and N labels");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classNames.size()) {
        throw new IllegalArgumentException(
            "few-shot: label "
                + labels[i]
                + " of image "
                + i
                + " is outside 0 .. "
                + (classNames.size() - 1));
      }
    }
    int dimensions = features.extent(1);
    float[] rows = features.data().clone();
    for (int i = 0; i < labels.length; i++) {
      if (!scale(rows, i * dimensions, dimensions)) {
        throw new IllegalArgumentException(
            "few-shot: the features of image "
                + i
                + " are not all finite numbers; the network's weights may not be either");
      }
    }
    int[][] members = new int[classNames.size()][];
    for (int label = 0; label < members.length; label++) {
      int wanted = label;
      members[label] = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
    }
    return new UnitFeatures(dimensions, rows, List.copyOf(classNames), members);
  }

  /**
   * What {@link ResNet#features} says of images, in evaluation mode and in the phase that the
   * network's competitions are in.
   *
   * @param images epoch 0 of them is taken
   * @throws IllegalArgumentException as {@link #of}
   */
  public static UnitFeatures of(ResNet network, Batches images, List<String> classNames) {
    List<Tensor> features = new ArrayList<>();
    IntStream.Builder labels = IntStream.builder();
    network.evaluating(
        () -> {
          for (Batch batch : images.epoch(0)) {
            features.add(network.features(Variable.constant(batch.inputs())).value());
            Arrays.stream(batch.labels()).forEach(labels);
          }
          return null;
        });
    return of(
        Tensor.concatenate(0, features.toArray(Tensor[]::new)),
        labels.build().toArray(),
        classNames);
  }

  /**
   * Scales some of an array to unit length, in double precision; zeros stay.
   *
   * @return whether all of it was finite
   */
  static boolean scale(float[] x, int offset, int length) {
    double squares = 0; // in doubles the square of no float overflows, or becomes 0
    for (int i = offset; i < offset + length; i++) {
      squares += (double) x[i] * x[i];
    }
    if (squares > 0) {
      double norm = Math.sqrt(squares);
      for (int i = offset; i < offset + length; i++) {
        x[i] = (float) (x[i] / norm);
      }
    }
    return Double.isFinite(squares);
  }

  /** Length of a vector. */
  public int dimensions() {
    return dimensions;
  }

  public int classes() {
    return members.length;
  }

  public String className(int label) {
    return classNames.get(label);
  }

  /** Images of a class. */
  public int count(int label) {
    return members[label].length;
  }

  /** The row of a class's image {@code i}. */
  int member(int label, int i) {
    return members[label][i];
  }

  /** All vectors, one after the other. */
  float[] rows() {
    return rows;
  }
}
