package decisive.autograd;

import decisive.tensor.Shape;

/** The shape that lets a reduced tensor broadcast against what it was reduced from. */
final class ReducedAxes {
  private ReducedAxes() {}

  /** {@code shape} with extent 1 at the reduced axes; without axes all are reduced. */
  static Shape kept(Shape shape, int... axes) {
    Shape kept = shape;
    for (int i = 0; i < (axes.length == 0 ? shape.rank() : axes.length); i++) {
      kept = kept.with(axes.length == 0 ? i : axes[i], 1);
    }
    return kept;
  }
}
