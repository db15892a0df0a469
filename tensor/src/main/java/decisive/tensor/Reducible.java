package decisive.tensor;

/**
 * What can be reduced along axes: a {@link Tensor}, and what computes with tensors.
 *
 * <p>Without axes a reduction goes over everything, to a scalar. Reduced axes leave the shape, or
 * stay in it with extent 1 after {@link #keepDims}. A reduction that gives a result where there is
 * nothing to reduce throws {@link ShapeException}, but for the sum, which is 0 there. Where no
 * result is asked for, as in the mean of [0, 3] along axis 1, the result is empty.
 *
 * @param <T> what a reduction gives: the same type
 */
public interface Reducible<T extends Reducible<T>> {
  Shape shape();

  /** The same elements under another shape; one extent may be -1: it is inferred. */
  T reshape(int... extents);

  /** Sum over the axes. */
  T sum(int... axes);

  /** Mean over the axes. */
  T mean(int... axes);

  /** Largest over the axes; NaN if any is. */
  T max(int... axes);

  /** Smallest over the axes; NaN if any is. */
  T min(int... axes);

  /** Mean squared distance from the mean over the axes: divided by the count n, not by n − 1. */
  T variance(int... axes);

  /**
   * Standard deviation over the axes, the square root of {@link #variance}: NumPy's {@code std},
   * PyTorch's with {@code unbiased=False}.
   */
  T std(int... axes);

  /**
   * The same reductions, which leave reduced axes in the shape with extent 1, so that the result
   * broadcasts against what it was reduced from: {@code x.sub(x.keepDims().mean(1))}.
   */
  default KeepDims<T> keepDims() {
    @SuppressWarnings("unchecked") // T is the type that implements this
    T self = (T) this;
    return new KeepDims<>(self);
  }
}
