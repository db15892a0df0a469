package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import java.util.List;

/** Modules one after the other, named 0, 1, 2, …; without any, its input is its output. */
public final class Sequential extends Module {
  private final List<Module> modules;

  public Sequential(Module... modules) {
    this.modules = List.of(modules);
    for (int i = 0; i < modules.length; i++) {
      child(Integer.toString(i), modules[i]);
    }
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = x;
    for (Module module : modules) {
      y = module.apply(y);
    }
    return y;
  }
}
