package decisive.nn.train.loss;

import decisive.autograd.Operation;
import decisive.autograd.Variable;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;

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
 * @param smoothing ε, 0 (none) up to but not including 1
 */
public record CrossEntropy(double smoothing) implements Loss {
  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: label smoothing " + smoothing + ": must be at least 0 and below 1");
    }
  }

  /** Without label smoothing. */
  public CrossEntropy() {
    this(0);
  }

  @Override
  public Variable of(Variable logits, int[] labels) {
    Labels.check("crossEntropy", logits.shape(), labels);
    return new Fused(labels.clone(), smoothing).apply(logits);
  }

  /** Softmax, logarithm and mean in one step, so that no small probability is ever divided by. */
  private static final class Fused extends Operation {
    private final int[] labels;
    private final double smoothing;
    private Tensor logProbabilities;

    Fused(int[] labels, double smoothing) {
      this.labels = labels;
      this.smoothing = smoothing;
    }

    @Override
    public String name() {
      return "crossEntropy";
    }

    @Override
    protected Tensor forward(Tensor... in) {
      logProbabilities = in[0].logSoftmax(1);
      float[] logs = logProbabilities.data();
      int classes = logProbabilities.extent(1);
      Kernels kernels = KernelSet.active();
      Tensor losses = Tensor.zeros(labels.length);
      for (int row = 0; row < labels.length; row++) {
        float loss = -logs[row * classes + labels[row]];
        if (smoothing > 0) { // without it, a logit of −∞ at another class is no harm
          float others = -kernels.sum(logs, row * classes, classes);
          loss = (float) (1 - smoothing) * loss + (float) (smoothing / classes) * others;
        }
        losses.data()[row] = loss;
      }
      return losses.mean();
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      Tensor dx = logProbabilities.exp();
      int classes = dx.extent(1);
      float label = (float) (1 - smoothing);
      float every = (float) (smoothing / classes);
      for (int row = 0; row < labels.length; row++) {
        dx.data()[row * classes + labels[row]] -= label;
      }
      return gradients(dx.sub(every).mul(dy.item() / labels.length));
    }
  }
}
