package decisive.nn;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a module owns of a shape, made when it is first asked for; by one thread if by several. */
final class Lazy<T> implements Supplier<T> {
  private final Shape shape;
  private final Function<Tensor, T> owned;
  private Supplier<Tensor> initial;
  private volatile T value;

  Lazy(Shape shape, Supplier<Tensor> initial, Function<Tensor, T> owned) {
    this.shape = shape;
    this.initial = initial;
    this.owned = owned;
  }

  /** Its shape, without making it. */
  Shape shape() {
    return shape;
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
