package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import java.util.function.UnaryOperator;

/**
 * A function as a module: {@code new Lambda(x -> x.square().mul(0.5f))}. Its parameters, if it uses
 * any, are not known to the network and so do not learn; for these, write a {@link Module}.
 */
public final class Lambda extends Module {
  private final UnaryOperator<Variable> function;

  public Lambda(UnaryOperator<Variable> function) {
    this.function = function;
  }

  @Override
  protected Variable forward(Variable x) {
    return function.apply(x);
  }
}
