package decisive.nn.competition;

import decisive.autograd.Operation;
import decisive.nn.layer.ActivationPass;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
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
 * <p>A factor below 2^-24 is taken as 0: it changes the winner's value, or what is added to it, by
 * less than half of the last bit ({@link Kernels#FAINT}); and what is 0 can be left out. Ties all
 * win. Where a group holds NaN, all of it is NaN, and its gradient too. The gradient of the gate
 * itself is disregarded, as in the paper (Section 4.1). In the binary variant the gradient passes
 * to the winners as if they had kept their value.
 */
final class Gate extends Operation implements ActivationPass {
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
    Tensor y = Tensor.empty(x.shape());
    begin(y);
    Workers.forEachRange(
        x.size() / Math.max(1, channels),
        CHUNK,
        (from, to) -> activate(x, y, from * channels, to * channels));
    return y;
  }

  @Override
  protected boolean stopsAtZero() {
    return true;
  }

  @Override
  public void begin(Tensor y) {
    factor = Tensor.empty(y.shape());
  }

  @Override
  public void activate(Tensor x, Tensor y, int from, int to) {
    int channels = x.extent(-1);
    int groups = channels / groupSize;
    if (!strided) {
      compete(x, from, (to - from) / groupSize, 1, y);
    } else {
      for (int location = from; location < to; location += channels) {
        compete(x, location, groups, groups, y);
      }
    }
    if (winnersToOne && phase instanceof Phase.Decided) { // a factor is 1, 0 or NaN
      System.arraycopy(factor.data(), from, y.data(), from, to - from);
    }
  }

  private void compete(Tensor x, int offset, int groups, int step, Tensor y) {
    KernelSet.active()
        .compete(x.data(), offset, groups, groupSize, step, temperature(), factor.data(), y.data());
  }

  private float temperature() {
    if (phase instanceof Phase.Gated gated) {
      return (float) gated.temperature();
    }
    return phase instanceof Phase.Decided ? Float.POSITIVE_INFINITY : 0;
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(dy.mul(factor));
  }

  @Override
  public void gradient(Tensor dy, Tensor y, Tensor dx, int from, int to) {
    KernelSet.active()
        .binary(
            BinaryOp.MULTIPLY,
            dy.data(),
            from,
            1,
            factor.data(),
            from,
            1,
            dx.data(),
            from,
            to - from);
  }
}
