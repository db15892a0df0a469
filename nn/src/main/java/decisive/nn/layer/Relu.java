package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;

/** y = max(x, 0). */
public final class Relu extends Module {
  @Override
  protected Variable forward(Variable x) {
    return x.relu();
  }
}
