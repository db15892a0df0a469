package decisive.nn.layer;

import decisive.nn.Module;

/** Modules one after the other, named 0, 1, 2, …; without any, its input is its output. */
public final class Sequential extends Chain {
  public Sequential(Module... modules) {
    for (int i = 0; i < modules.length; i++) {
      child(Integer.toString(i), modules[i]);
    }
  }
}
