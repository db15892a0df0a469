package decisive.tensor;

/**
 * Reductions that leave reduced axes in the shape with extent 1, as NumPy's {@code keepdims}. Got
 * by {@link Reducible#keepDims}; values and errors are those of the reductions of the same names.
 *
 * @param <T> what is reduced
 */
public final class KeepDims<T extends Reducible<T>> {
  private final T x;

  KeepDims(T x) {
    this.x = x;
  }

  public T sum(int... axes) {
    return keep(x.sum(axes), axes);
  }

  public T mean(int... axes) {
    return keep(x.mean(axes), axes);
  }

  public T max(int... axes) {
    return keep(x.max(axes), axes);
  }

  public T min(int... axes) {
    return keep(x.min(axes), axes);
  }

  public T variance(int... axes) {
    return keep(x.variance(axes), axes);
  }

  public T std(int... axes) {
    return keep(x.std(axes), axes);
  }

  private T keep(T result, int[] axes) {
    return result.reshape(x.shape().reduced(axes).extents());
  }

  /** As in {@code keepDims of [2,3]}. */
  @Override
  public String toString() {
    return "keepDims of " + x.shape();
  }
}
