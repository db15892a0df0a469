package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;

/** The mean of each map: [N, H, W, C] to [N, C]. */
public final class GlobalAveragePool extends Module {
  @Override
  protected Variable forward(Variable x) {
    return x.mean(1, 2);
  }
}
