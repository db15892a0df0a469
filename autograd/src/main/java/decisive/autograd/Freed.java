package decisive.autograd;

import decisive.tensor.Tensor;

/**
 * What is left of an operation after backward: its name. What the operation kept can be collected
 * while its result lives on.
 */
final class Freed extends Operation {
  private final String name;

  Freed(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    throw new IllegalStateException(name + ": freed");
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    throw error(name, dy);
  }

  static IllegalStateException error(String name, Tensor dy) {
    return new IllegalStateException(
        "backward: the graph behind "
            + name
            + " "
            + dy.shape()
            + " was freed by an earlier backward; run forward again");
  }
}
