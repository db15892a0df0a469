package decisive.tensor;

/** Softmax and its logarithm along one axis. */
final class AxisSoftmax {
  private AxisSoftmax() {}

  /** y = e^(x − max) / Σ e^(x − max). */
  static Tensor softmax(Tensor x, int axis) {
    Tensor e = shifted(x, axis).exp();
    return e.div(kept(e.sum(axis), e, axis));
  }

  /** y = (x − max) − log Σ e^(x − max). */
  static Tensor logSoftmax(Tensor x, int axis) {
    Tensor shifted = shifted(x, axis);
    return shifted.sub(kept(shifted.exp().sum(axis).log(), x, axis));
  }

  private static Tensor shifted(Tensor x, int axis) {
    return x.sub(kept(x.max(axis), x, axis));
  }

  /** Puts a reduced axis back with extent 1. */
  private static Tensor kept(Tensor reduced, Tensor x, int axis) {
    return reduced.reshape(x.shape().with(axis, 1).extents());
  }
}
