package decisive.nn;

import decisive.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a module owns of a known shape, made when it is first asked for; by one thread if by
 * several.
 */
final class Lazy<T> implements Supplier<T> {
  private final int[] extents;
  private final Function<Tensor, T> owned;
  private Supplier<Tensor> initial;
  private volatile T value;

  Lazy(Supplier<Tensor> initial, Function<Tensor, T> owned, int... extents) {
    this.extents = extents.clone();
    this.initial = initial;
    this.owned = owned;
  }

  /** Number of its values, which may be more than an array holds. */
  long size() {
    long size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    return size;
  }

  /** Its shape as text, as {@code [3,4]}. */
  @Override
  public String toString() {
    return Arrays.toString(extents).replace(" ", "");
  }

  @Override
  public T get() {
    T made = value;
    return made != null ? made : make();
  }

  private synchronized T make() {
    if (value == null) {
      value = owned.apply(initial.get());
      initial = null;
    }
    return value;
  }
}
