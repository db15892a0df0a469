package decisive.nn.competition;

import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.UnaryOp;

/** y = max(x, 0); dx = dy where y &gt; 0, else 0. */
final class Rectifier implements Activation {
  @Override
  public void begin(Tensor y) {}

  @Override
  public void compete(Tensor x, Tensor y, int from, int to) {
    KernelSet.active().unary(UnaryOp.RELU, x.data(), from, y.data(), from, to - from);
  }

  @Override
  public Tensor gradient(Tensor dy, Tensor y) {
    return dy.wherePositive(y);
  }
}
