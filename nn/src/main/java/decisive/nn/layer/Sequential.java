package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import java.util.function.UnaryOperator;

/**
 * Modules and functions one after the other, named 0, 1, 2, …; without any, its input is its
 * output.
 *
 * <pre>{@code
 * new Sequential(new Linear(4, 8, random), Variable::tanh, new Linear(8, 3, random))
 * }</pre>
 */
public final class Sequential extends Chain {
  /**
   * @param parts modules, or functions, which become {@link Lambda}s
   */
  @SafeVarargs
  public Sequential(UnaryOperator<Variable>... parts) {
    for (int i = 0; i < parts.length; i++) {
      child(Integer.toString(i), parts[i] instanceof Module module ? module : new Lambda(parts[i]));
    }
  }
}
