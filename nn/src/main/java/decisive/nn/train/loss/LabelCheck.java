package decisive.nn.train.loss;

import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import java.util.function.IntPredicate;

/** What the losses here ask of an output and its labels. */
final class LabelCheck {
  private LabelCheck() {}

  /**
   * @param counts whether a label counts; others may be anything
   */
  static void check(String loss, Shape output, int[] labels, IntPredicate counts) {
    if (output.rank() != 2 || output.extent(0) != labels.length) {
      throw new ShapeException(
          loss
              + ": output "
              + output
              + " and "
              + labels.length
              + " labels; the output is [n, classes] with n labels: end the network with a linear"
              + " layer");
    }
    if (labels.length == 0) {
      throw new ShapeException(loss + ": the batch is empty, output " + output + " has no mean");
    }
    int classes = output.extent(1);
    for (int row = 0; row < labels.length; row++) {
      if ((labels[row] < 0 || labels[row] >= classes) && counts.test(labels[row])) {
        throw new IllegalArgumentException(
            loss
                + ": label "
                + labels[row]
                + " at row "
                + row
                + " is outside 0 .. "
                + (classes - 1)
                + ", output "
                + output
                + "; labels count from 0, and the network needs an output for each class");
      }
    }
  }
}
