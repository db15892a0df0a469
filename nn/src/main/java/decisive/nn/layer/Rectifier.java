package decisive.nn.layer;

import decisive.tensor.Tensor;
import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.UnaryOp;

/** y = max(x, 0); dx = dy where y &gt; 0, else 0. */
final class Rectifier implements ActivationPass {
  @Override
  public String name() {
    return "relu";
  }

  @Override
  public void begin(Tensor y) {}

  @Override
  public void activate(Tensor x, Tensor y, int from, int to) {
    KernelSet.active().unary(UnaryOp.RELU, x.data(), from, y.data(), from, to - from);
  }

  @Override
  public void gradient(Tensor dy, Tensor y, Tensor dx, int from, int to) {
    KernelSet.active()
        .binary(
            BinaryOp.WHERE_POSITIVE,
            dy.data(),
            from,
            1,
            y.data(),
            from,
            1,
            dx.data(),
            from,
            to - from);
  }
}
