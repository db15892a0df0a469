package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;

/** [N, ...] to [N, everything else]. */
public final class Flatten extends Module {
  @Override
  protected Variable forward(Variable x) {
    int images = x.shape().extent(0);
    return x.reshape(images, x.shape().span(1, x.shape().rank()));
  }
}
