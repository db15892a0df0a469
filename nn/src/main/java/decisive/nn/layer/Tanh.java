package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;

/** y = tanh(x). */
public final class Tanh extends Module {
  @Override
  protected Variable forward(Variable x) {
    return x.tanh();
  }
}
