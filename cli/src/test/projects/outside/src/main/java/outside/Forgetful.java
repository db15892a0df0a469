package outside;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.tensor.random.Generator;

/** Has a layer that it does not register: it would stay as it began. */
final class Forgetful extends Module {
  private final Flatten flatten = child("flatten", new Flatten());
  private final Linear hidden;
  private final Linear classes;

  Forgetful(Generator random) {
    hidden = new Linear(64, 16, random.split("hidden")); // no child("hidden", …)
    classes = child("classes", new Linear(16, 10, random.split("classes")));
  }

  @Override
  protected Variable forward(Variable x) {
    return classes.apply(hidden.apply(flatten.apply(x)).relu());
  }
}
