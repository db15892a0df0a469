package decisive.nn.competition;

import decisive.autograd.Operation;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.Exponential;
import decisive.tensor.parallel.Workers;

/**
 * The competition inside groups of maps. With a = max(x, 0) and A = max of a's group:
 *
 * <pre>
 *   rectified     y = a
 *   gated at T    y = a · exp(T · (a − A))          the paper's a · s / max s, s = softmax(T · a)
 *   decided       y = a if a = A, else 0            (or 1 and 0: the binary variant)
 *   dx = dy · factor · [x &gt; 0]                      factor = y / a: the gate is a constant
 * </pre>
 *
 * <p>Ties all win. Where a group holds NaN, all of it is NaN, and its gradient too. The gradient of
 * the gate itself is disregarded, as in the paper (Section 4.1). In the binary variant the gradient
 * passes to the winners as if they had kept their value.
 */
final class Gate extends Operation {
  /** Locations a task handles. */
  private static final int CHUNK = 1 << 10;

  private final int groupSize;
  private final boolean strided;
  private final boolean winnersToOne;
  private final Phase phase;
  private Tensor factor;

  Gate(int groupSize, boolean strided, boolean winnersToOne, Phase phase) {
    this.groupSize = groupSize;
    this.strided = strided;
    this.winnersToOne = winnersToOne;
    this.phase = phase;
  }

  @Override
  public String name() {
    return "competition";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    Tensor x = in[0];
    int channels = x.extent(-1);
    int groups = channels / groupSize;
    int groupStep = strided ? 1 : groupSize;
    int memberStep = strided ? groups : 1;
    factor = Tensor.zeros(x.shape());
    Tensor y = Tensor.zeros(x.shape());
    boolean one = winnersToOne && phase instanceof Phase.Decided;
    int locations = x.size() / Math.max(1, channels);
    Workers.forEachRange(
        locations,
        CHUNK,
        (from, to) -> {
          for (int location = from; location < to; location++) {
            for (int group = 0; group < groups; group++) {
              int first = location * channels + group * groupStep;
              compete(x.data(), first, memberStep, factor.data());
              for (int m = 0, i = first; m < groupSize; m++, i += memberStep) {
                float f = factor.data()[i];
                y.data()[i] = f == 0 ? 0 : one ? f : f * x.data()[i]; // decided, f is 1 or NaN
              }
            }
          }
        });
    return y;
  }

  /** The factors of one group: maps first, first + step, … */
  private void compete(float[] x, int first, int step, float[] factors) {
    float largest = 0;
    for (int m = 0, i = first; m < groupSize; m++, i += step) {
      largest = Math.max(largest, x[i]);
    }
    if (largest == 0) {
      return; // nobody is active
    }
    if (Float.isNaN(largest)) {
      for (int m = 0, i = first; m < groupSize; m++, i += step) {
        factors[i] = Float.NaN; // never let a comparison hide it
      }
      return;
    }
    boolean rectified = phase instanceof Phase.Rectified;
    float temperature = phase instanceof Phase.Gated gated ? (float) gated.temperature() : 0;
    for (int m = 0, i = first; m < groupSize; m++, i += step) {
      if (x[i] > 0) {
        if (rectified || x[i] == largest) {
          factors[i] = 1;
        } else if (phase instanceof Phase.Gated) {
          factors[i] = Exponential.exp(temperature * (x[i] - largest));
        }
      }
    }
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.mul(factor));
  }
}
