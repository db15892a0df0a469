package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;

/** y = 1 / (1 + e^−x). */
public final class Sigmoid extends Module {
  @Override
  protected Variable forward(Variable x) {
    return x.sigmoid();
  }
}
