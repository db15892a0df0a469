package decisive.nn.layer;

import decisive.nn.Module;

/**
 * An activation y = f(x) without parameters that can follow a batch norm in the same pass over
 * memory: {@link Relu}, and the competition.
 */
public abstract class Activation extends Module {
  /** What it does in its present state, to be used once. */
  public abstract ActivationPass pass();

  /** Checks at construction time that {@code channels} maps can go into it. */
  public abstract void checkChannels(int channels);
}
