package decisive.autograd;

import decisive.tensor.Tensor;

/** y = x_0, x_1, … end to end along an axis; dx_i = the part of dy where x_i is */
final class Concatenate extends Operation {
  private final int axis;
  private Tensor[] parts;

  Concatenate(int axis) {
    this.axis = axis;
  }

  @Override
  protected Tensor forward(Tensor... in) {
    parts = in.clone();
    return Tensor.concatenate(axis, in);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor[] gradients = new Tensor[parts.length];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int to = from + parts[i].extent(axis);
      gradients[i] = needs(i) ? dy.slice(axis, from, to) : null;
      from = to;
    }
    return gradients;
  }
}
