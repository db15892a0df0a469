package decisive.nn.layer;

import decisive.autograd.Variable;

/** y = max(x, 0). */
public final class Relu extends Activation {
  @Override
  protected Variable forward(Variable x) {
    return x.relu();
  }

  @Override
  public ActivationPass pass() {
    return new Rectifier();
  }

  @Override
  public void checkChannels(int channels) {}
}
