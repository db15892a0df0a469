package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.ShapeException;

/** The mean of each map: [N, H, W, C] to [N, C]. */
public final class GlobalAveragePool extends Module {
  @Override
  protected Variable forward(Variable x) {
    if (x.shape().rank() != 4) {
      throw new ShapeException("globalAveragePool: input " + x.shape() + " must be [N,H,W,C]");
    }
    return x.mean(1, 2);
  }
}
