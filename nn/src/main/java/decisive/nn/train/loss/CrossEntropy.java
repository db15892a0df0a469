package decisive.nn.train.loss;

import decisive.autograd.Operation;
import decisive.autograd.Variable;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The mean over the batch of the cross-entropy between the softmax of the logits and the label.
 *
 * <p>Label smoothing (Szegedy et al., "Rethinking the Inception architecture", 2016) takes a share
 * ε of the target from the label and spreads it evenly over all classes, the label included:
 *
 * <pre>
 *   target_ij = (1 − ε) · [j = label_i] + ε / classes
 *   loss      = −1/n · Σ_i Σ_j target_ij · log softmax(x_i)_j
 *   dx_ij     = (softmax(x_i)_j − target_ij) / n · dloss
 * </pre>
 *
 * <p>Rows of the ignored label take no part: both sums and n are over the others, and the ignored
 * rows' dx is 0. Where a batch has no others the loss is NaN, a mean of nothing, and dx is 0; all
 * as in PyTorch's {@code cross_entropy} with {@code ignore_index}.
 *
 * @param smoothing ε, 0 (none) up to but not including 1
 * @param ignoreIndex a label that does not count, any number; none if empty
 */
public record CrossEntropy(double smoothing, OptionalInt ignoreIndex) implements LabelLoss {
  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: label smoothing " + smoothing + ": must be at least 0 and below 1");
    }
  }

  /** Without label smoothing; every label counts. */
  public CrossEntropy() {
    this(0);
  }

  /** Every label counts. */
  public CrossEntropy(double smoothing) {
    this(smoothing, OptionalInt.empty());
  }

  /** The same, with a label that does not count, such as PyTorch's −100. */
  public CrossEntropy ignoreIndex(int label) {
    return new CrossEntropy(smoothing, OptionalInt.of(label));
  }

  @Override
  public boolean counts(int label) {
    return ignoreIndex.isEmpty() || label != ignoreIndex.getAsInt();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        ignoreIndex.isPresent()
            ? Metric.accuracyIgnoring(ignoreIndex.getAsInt())
            : Metric.accuracy());
  }

  @Override
  public Variable of(Variable logits, int[] labels) {
    LabelCheck.check("crossEntropy", logits.shape(), labels, this::counts);
    int[] rows = IntStream.range(0, labels.length).filter(row -> counts(labels[row])).toArray();
    return new Fused(labels.clone(), rows, smoothing).apply(logits);
  }

  /** Softmax, logarithm and mean in one step, so that no small probability is ever divided by. */
  private static final class Fused extends Operation {
    private final int[] labels;

    /** Those that count, in order. */
    private final int[] rows;

    private final double smoothing;
    private Tensor logProbabilities;

    Fused(int[] labels, int[] rows, double smoothing) {
      this.labels = labels;
      this.rows = rows;
      this.smoothing = smoothing;
    }

    @Override
    public String name() {
      return "crossEntropy";
    }

    @Override
    protected Tensor forward(Tensor... in) {
      logProbabilities = in[0].logSoftmax(1);
      if (rows.length == 0) {
        return Tensor.scalar(Float.NaN);
      }
      float[] logs = logProbabilities.data();
      int classes = logProbabilities.extent(1);
      Kernels kernels = KernelSet.active();
      Tensor losses = Tensor.zeros(rows.length);
      for (int i = 0; i < rows.length; i++) {
        int row = rows[i];
        float loss = -logs[row * classes + labels[row]];
        if (smoothing > 0) { // without it, a logit of −∞ at another class is no harm
          float others = -kernels.sum(logs, row * classes, classes);
          loss = (float) (1 - smoothing) * loss + (float) (smoothing / classes) * others;
        }
        losses.data()[i] = loss;
      }
      return losses.mean();
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      Tensor dx = logProbabilities.exp();
      int classes = dx.extent(1);
      float label = (float) (1 - smoothing);
      float every = (float) (smoothing / classes);
      for (int row : rows) {
        dx.data()[row * classes + labels[row]] -= label;
      }
      dx = dx.sub(every).mul(dy.item() / rows.length);
      if (rows.length < labels.length) {
        clearIgnored(dx);
      }
      return gradients(dx);
    }

    private void clearIgnored(Tensor dx) {
      int classes = dx.extent(1);
      int next = 0;
      for (int row = 0; row < labels.length; row++) {
        if (next < rows.length && rows[next] == row) {
          next++;
        } else {
          Arrays.fill(dx.data(), row * classes, (row + 1) * classes, 0);
        }
      }
    }
  }
}
