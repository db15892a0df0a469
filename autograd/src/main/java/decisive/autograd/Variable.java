package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tensor that knows how it was made, so that gradients can be passed back through it.
 *
 * <p>A leaf is a {@link #parameter} (it collects gradients) or a {@link #constant} (it does not);
 * every other variable is the result of an {@link Operation}. {@link #backward()} adds to the
 * gradients of the parameters behind a result and frees the graph in between.
 */
public final class Variable {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.getAndIncrement();
  private final Tensor value;
  private final boolean requiresGradient;
  private final Operation operation;
  private Tensor gradient;

  private Variable(Tensor value, boolean requiresGradient, Operation operation) {
    this.value = value;
    this.requiresGradient = requiresGradient;
    this.operation = operation;
  }

  Variable(Tensor value, Operation operation) {
    this(value, true, operation);
  }

  /** A leaf that learns: backward adds to its {@link #gradient()}. */
  public static Variable parameter(Tensor value) {
    return new Variable(value, true, null);
  }

  /** A leaf that does not learn, such as an input. */
  public static Variable constant(Tensor value) {
    return new Variable(value, false, null);
  }

  public Tensor value() {
    return value;
  }

  public Shape shape() {
    return value.shape();
  }

  /** Whether a parameter took part in it. */
  public boolean requiresGradient() {
    return requiresGradient;
  }

  /** The sum of the gradients of all backward passes since {@link #clearGradient}, or null. */
  public Tensor gradient() {
    return gradient;
  }

  public void clearGradient() {
    gradient = null;
  }

  void accumulate(Tensor more) {
    gradient = gradient == null ? more : gradient.add(more);
  }

  /** How it was made; null for a leaf. */
  Operation operation() {
    return operation;
  }

  /** Its place in the order of creation. */
  long number() {
    return number;
  }

  /**
   * Passes the gradient 1 back from a loss: a variable of one element.
   *
   * @throws decisive.tensor.ShapeException if there is more than one element
   * @throws IllegalStateException if nothing behind it learns, or its graph was freed before
   */
  public void backward() {
    value.item(); // a loss is one number
    backward(Tensor.full(1, shape()));
  }

  /** Passes a gradient of this variable's shape back to the parameters behind it. */
  public void backward(Tensor gradient) {
    Backpropagation.run(this, gradient);
  }

  /** The same value as a constant: no gradient passes through. */
  public Variable stopGradient() {
    return constant(value);
  }

  // ---- images, [N, H, W, C]

  /** Convolution with w [kh, kw, C, C_out]; see {@link decisive.tensor.Convolution2d}. */
  public Variable conv2d(Variable w, int stride, int padding) {
    return new Convolution(stride, padding).apply(this, w);
  }

  /** Maxima of square windows; see {@link decisive.tensor.Pooling2d}. */
  public Variable maxPool2d(int size, int stride, int padding) {
    return new MaxPool(size, stride, padding).apply(this);
  }

  /** Averages of square windows; see {@link decisive.tensor.Pooling2d}. */
  public Variable averagePool2d(int size, int stride, int padding) {
    return new AveragePool(size, stride, padding).apply(this);
  }
}
