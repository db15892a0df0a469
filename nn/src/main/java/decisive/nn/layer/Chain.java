package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import java.util.List;

/**
 * A module that runs its parts one after the other, in the order in which they were registered;
 * without any, its input is its output. {@link #forward} is final, so that what is read from the
 * parts, as counting and deciding do, is what is computed.
 *
 * <pre>{@code
 * final class Net extends Chain {
 *   Net(Generator random) {
 *     child("conv", new Conv2d(1, 8, 3, 1, 1, random.split("conv")));
 *     child("pool", new GlobalAveragePool());
 *     child("head", new Linear(8, 10, random.split("head")));
 *   }
 * }
 * }</pre>
 */
public abstract class Chain extends Module {
  /** The parts, in the order in which they run. */
  public final List<Module> parts() {
    return children().stream().map(Child::module).toList();
  }

  @Override
  protected final Variable forward(Variable x) {
    Variable y = x;
    for (Child child : children()) {
      y = child.module().apply(y);
    }
    return y;
  }
}
