package decisive.nn.train;

import java.util.Locale;

/**
 * How often each class was predicted as each: a row for each label, a column for each prediction.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[][] counts;

  private ConfusionMatrix(int classes) {
    this.classes = classes;
    this.counts = new long[classes][classes];
  }

  /**
   * @param labels what was, each 0 .. classes-1
   * @param predictions the predicted classes, as many, each 0 .. classes-1
   * @throws IllegalArgumentException if there are not as many, or one is out of range
   */
  public static ConfusionMatrix of(int[] labels, int[] predictions, int classes) {
    if (labels.length != predictions.length) {
      throw new IllegalArgumentException(
          "confusion matrix: "
              + labels.length
              + " labels and "
              + predictions.length
              + " predictions; give one of each per image");
    }
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    for (int i = 0; i < labels.length; i++) {
      matrix.check("label", labels[i], i);
      matrix.check("prediction", predictions[i], i);
      matrix.counts[labels[i]][predictions[i]]++;
    }
    return matrix;
  }

  private void check(String what, int value, int i) {
    if (value < 0 || value >= classes) {
      throw new IllegalArgumentException(
          "confusion matrix: "
              + what
              + " "
              + value
              + " at "
              + i
              + " is outside 0 .. "
              + (classes - 1));
    }
  }

  public int classes() {
    return classes;
  }

  /** Images of class {@code label} that were predicted as {@code prediction}. */
  public long count(int label, int prediction) {
    return counts[label][prediction];
  }

  /** Images in all. */
  public long total() {
    long total = 0;
    for (int label = 0; label < classes; label++) {
      total += labelled(label);
    }
    return total;
  }

  /** Share of images on the diagonal; NaN without images. */
  public double accuracy() {
    long correct = 0;
    for (int label = 0; label < classes; label++) {
      correct += counts[label][label];
    }
    return (double) correct / total();
  }

  /** Share of a class's images that were found; NaN if it has none. */
  public double recall(int label) {
    return (double) counts[label][label] / labelled(label);
  }

  /** Share of the images predicted as a class that are of it; NaN if it was never predicted. */
  public double precision(int prediction) {
    long predicted = 0;
    for (int label = 0; label < classes; label++) {
      predicted += counts[label][prediction];
    }
    return (double) counts[prediction][prediction] / predicted;
  }

  private long labelled(int label) {
    long labelled = 0;
    for (long count : counts[label]) {
      labelled += count;
    }
    return labelled;
  }

  /** A table: a row per class with its recall, and a last row of precisions, in percent. */
  @Override
  public String toString() {
    int width = Math.max(6, Long.toString(total()).length() + 1);
    StringBuilder table = new StringBuilder(cell("", 10));
    for (int prediction = 0; prediction < classes; prediction++) {
      table.append(cell(Integer.toString(prediction), width));
    }
    table.append(cell("recall", 8)).append('\n');
    for (int label = 0; label < classes; label++) {
      table.append(cell(Integer.toString(label), 10));
      for (long count : counts[label]) {
        table.append(cell(Long.toString(count), width));
      }
      table.append(cell(percent(recall(label)), 8)).append('\n');
    }
    table.append(cell("precision", 10));
    for (int prediction = 0; prediction < classes; prediction++) {
      table.append(cell(percent(precision(prediction)), width));
    }
    return table.append(cell(percent(accuracy()), 8)).append('\n').toString();
  }

  private static String cell(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
