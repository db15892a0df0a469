package decisive.autograd;

import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Reducible;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.storage.Storage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A tensor that knows how it was made, so that gradients can be passed back through it.
 *
 * <p>A leaf is a {@link #parameter} (it collects gradients) or a {@link #constant} (it does not);
 * every other variable is the result of an {@link Operation}. {@link #backward()} adds to the
 * gradients of the parameters behind a result and frees the graph in between.
 *
 * <p>The methods below are {@link Tensor}'s: same names, shapes, broadcasting and errors. For any
 * other function, write an {@link Operation}.
 *
 * <p>A value must not be written to between the forward pass and a backward pass that reads it
 * again. Writes by {@link Tensor#set}, {@link Tensor#fill}, {@link Tensor#copyFrom} and an
 * optimizer's step are seen, and backward throws; of writes to {@link Tensor#data()} tell by {@link
 * Tensor#markChanged}.
 *
 * <p>Threads may compute with the same parameters at a time, forward and backward, each with a
 * graph of its own: a backward pass adds its gradients to a parameter's at its end, one pass after
 * the other. The sum of two passes is the same in either order; of more, or to a gradient that is
 * there before, the last bits depend on the order in which the passes end. For the same bits every
 * time run the backward passes one after the other. Parameters must not be changed meanwhile. All
 * other variables belong to one backward pass: of two that share one, the second throws.
 */
public final class Variable implements Reducible<Variable> {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.getAndIncrement();
  private final Tensor value;
  private final boolean requiresGradient;
  private Operation operation;
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
    return new Variable(value.keep(), true, null);
  }

  /** A leaf that does not learn, such as an input. */
  public static Variable constant(Tensor value) {
    return new Variable(value, false, null);
  }

  public Tensor value() {
    return value;
  }

  @Override
  public Shape shape() {
    return value.shape();
  }

  /** Whether a parameter took part in it. */
  public boolean requiresGradient() {
    return requiresGradient;
  }

  /**
   * For a parameter, the sum of the gradients of all backward passes since {@link #clearGradient},
   * or null before the first. The tensor is this parameter's own and may be written to. In a
   * trainer's steps it ends with {@link #clearGradient}; copy its data to have it longer.
   */
  public synchronized Tensor gradient() {
    return gradient;
  }

  /** Forgets the gradient; the next backward pass starts from none. */
  public synchronized void clearGradient() {
    if (gradient != null) {
      Storage.behind(gradient).release();
      gradient = null;
    }
  }

  /**
   * @param owned whether nobody else has {@code more}. A copy otherwise: one gradient may reach
   *     several parameters, or be a tensor that an operation keeps.
   */
  synchronized void accumulate(Tensor more, boolean owned) {
    Tensor sum = gradient != null ? gradient.add(more) : owned ? more : more.copy();
    clearGradient();
    gradient = sum.keep();
  }

  /** How it was made; null for a leaf. */
  Operation operation() {
    return operation;
  }

  /** Forgets how it was made, but for the name. */
  void free() {
    operation = new Freed(operation.name());
  }

  /** What it is: "parameter", "constant" or the name of the operation that made it. */
  String kind() {
    return operation != null ? operation.name() : requiresGradient ? "parameter" : "constant";
  }

  /** Its place in the order of creation. */
  long number() {
    return number;
  }

  /**
   * The parameters that took part in it, in the order of their creation: those that backward would
   * give gradients to.
   *
   * @throws IllegalStateException if backward has freed its graph
   */
  public List<Variable> parameters() {
    return GraphDrawing.collect(this).keySet().stream()
        .filter(variable -> variable.operation() == null && variable.requiresGradient())
        .toList();
  }

  // ---- backward

  /**
   * Passes the gradient 1 back from a loss: a variable of one element.
   *
   * @throws ShapeException if there is more than one element
   * @throws IllegalStateException if nothing behind it learns, or its graph was freed before
   */
  public void backward() {
    if (value.size() != 1) {
      throw new ShapeException(
          "backward: shape "
              + shape()
              + " has "
              + value.size()
              + " elements, a loss has one; reduce it with mean() or sum(), or pass a gradient of"
              + " its shape");
    }
    backward(Tensor.full(1, shape()));
  }

  /**
   * Passes a gradient of this variable's shape back to the parameters behind it.
   *
   * @throws ShapeException if the gradient has another shape
   * @throws IllegalStateException if nothing behind it learns, or its graph was freed before; no
   *     parameter's gradient has changed then
   */
  public void backward(Tensor gradient) {
    Backpropagation.run(this, gradient);
  }

  /** The same value as a constant: no gradient passes through. */
  public Variable stopGradient() {
    return constant(value);
  }

  // ---- elementwise, broadcasting

  /** this + other */
  public Variable add(Variable other) {
    return new Add().apply(this, other);
  }

  /** this + other */
  public Variable add(float other) {
    return add(scalar(other));
  }

  /** this − other */
  public Variable sub(Variable other) {
    return new Sub().apply(this, other);
  }

  /** this − other */
  public Variable sub(float other) {
    return sub(scalar(other));
  }

  /** this · other, element by element */
  public Variable mul(Variable other) {
    return new Mul().apply(this, other);
  }

  /** this · other */
  public Variable mul(float other) {
    return mul(scalar(other));
  }

  /** this / other */
  public Variable div(Variable other) {
    return new Div().apply(this, other);
  }

  /** this / other */
  public Variable div(float other) {
    return div(scalar(other));
  }

  /** The larger of the two; where they are equal each gets half of the gradient. */
  public Variable maximum(Variable other) {
    return new Maximum().apply(this, other);
  }

  /** The larger of the two; where they are equal half of the gradient passes. */
  public Variable maximum(float other) {
    return maximum(scalar(other));
  }

  /** The smaller of the two; where they are equal each gets half of the gradient. */
  public Variable minimum(Variable other) {
    return new Minimum().apply(this, other);
  }

  /** The smaller of the two; where they are equal half of the gradient passes. */
  public Variable minimum(float other) {
    return minimum(scalar(other));
  }

  /**
   * this^exponent, element by element; NaN for a negative number to a power that is not whole, and
   * for the gradient to the exponent of a negative number.
   */
  public Variable pow(Variable exponent) {
    return new Pow().apply(this, exponent);
  }

  /** this^exponent */
  public Variable pow(float exponent) {
    return pow(scalar(exponent));
  }

  private static Variable scalar(float value) {
    return constant(Tensor.scalar(value));
  }

  // ---- elementwise

  /** −this */
  public Variable neg() {
    return mul(-1);
  }

  /** e^this */
  public Variable exp() {
    return new Exp().apply(this);
  }

  /** Natural logarithm. */
  public Variable log() {
    return new Log().apply(this);
  }

  /** Square root; its gradient at 0 is infinite. */
  public Variable sqrt() {
    return new Sqrt().apply(this);
  }

  /** this² */
  public Variable square() {
    return new Square().apply(this);
  }

  /** Absolute value; its gradient at 0 is 0. */
  public Variable abs() {
    return new Abs().apply(this);
  }

  /** Hyperbolic tangent. */
  public Variable tanh() {
    return new Tanh().apply(this);
  }

  /** 1 / (1 + e^−this) */
  public Variable sigmoid() {
    return new Sigmoid().apply(this);
  }

  /** max(this, 0); its gradient at 0 is 0. */
  public Variable relu() {
    return new Relu().apply(this);
  }

  /**
   * What is below {@code low} becomes low, what is above {@code high} becomes high; no gradient
   * passes there. A bound may be infinite.
   *
   * @throws IllegalArgumentException if low is above high, or one of them NaN
   */
  public Variable clamp(float low, float high) {
    return new Clamp(low, high).apply(this);
  }

  // ---- reductions: without axes over everything, to a scalar; reduced axes leave the shape

  /** Sum over the axes; without axes over everything, to a scalar. So for all reductions. */
  @Override
  public Variable sum(int... axes) {
    return new Sum(axes).apply(this);
  }

  /** Mean over the axes. */
  @Override
  public Variable mean(int... axes) {
    if (value.size() == 0) {
      value.mean(axes); // throws if there is none
      return sum(axes);
    }
    Variable sum = sum(axes);
    return sum.div((float) value.size() / sum.value.size());
  }

  /** Largest over the axes; elements that tie share the gradient equally. */
  @Override
  public Variable max(int... axes) {
    return new Max(axes).apply(this);
  }

  /** Smallest over the axes; elements that tie share the gradient equally. */
  @Override
  public Variable min(int... axes) {
    return new Min(axes).apply(this);
  }

  /** Standard deviation over the axes, √variance; where it is 0, no gradient passes. */
  @Override
  public Variable std(int... axes) {
    return new Std(axes).apply(this);
  }

  /** Mean squared distance from the mean over the axes (divided by the count n, not by n − 1). */
  @Override
  public Variable variance(int... axes) {
    return new Variance(axes).apply(this);
  }

  /** e^x / Σ e^x along an axis. */
  public Variable softmax(int axis) {
    return new Softmax(axis).apply(this);
  }

  /** The logarithm of softmax along an axis; accurate where softmax is close to 0. */
  public Variable logSoftmax(int axis) {
    return new LogSoftmax(axis).apply(this);
  }

  // ---- products

  /** Matrix product [..., m, k] · [..., k, n] = [..., m, n]; leading axes broadcast. */
  public Variable matmul(Variable other) {
    return new Matmul().apply(this, other);
  }

  // ---- layout

  /** The same elements under another shape; one extent may be -1: it is inferred. */
  @Override
  public Variable reshape(int... extents) {
    return new Reshape(extents).apply(this);
  }

  /** Reorders axes: result axis i is this variable's axis {@code axes[i]}. */
  public Variable permute(int... axes) {
    return new Permute(axes).apply(this);
  }

  /** Swaps the last two axes. */
  public Variable transpose() {
    int rank = value.rank();
    if (rank < 2) {
      throw new ShapeException("transpose: shape " + shape() + " has fewer than two axes");
    }
    return permute(
        IntStream.range(0, rank).map(i -> i < rank - 2 ? i : 2 * rank - 3 - i).toArray());
  }

  /** Elements {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Variable slice(int axis, int from, int to) {
    return new Slice(axis, from, to).apply(this);
  }

  /** One position of an axis; the axis is gone from the result. */
  public Variable select(int axis, int position) {
    return slice(axis, position, position + 1).reshape(shape().without(axis).extents());
  }

  /** The given positions of the first axis, in the order given; repeats are allowed. */
  public Variable rows(int... positions) {
    return new Rows(positions).apply(this);
  }

  /** Joins variables along an axis; all other extents are equal. */
  public static Variable concatenate(int axis, Variable... parts) {
    return new Concatenate(axis).apply(parts);
  }

  /** Adds {@code before} and {@code after} zeros at the ends of an axis. */
  public Variable pad(int axis, int before, int after) {
    return new Pad(axis, before, after).apply(this);
  }

  /** Repeats along new axes and along axes of extent 1, by NumPy's rule. */
  public Variable broadcastTo(int... extents) {
    return new BroadcastTo(extents).apply(this);
  }

  // ---- images, [N, H, W, C]

  /** Convolution with w [kh, kw, C, C_out]; see {@link decisive.tensor.Convolution2d}. */
  public Variable conv2d(Variable w, int stride, int padding) {
    return conv2d(w, ConvolutionSettings.of(stride, padding));
  }

  /** Convolution with w [kh, kw, C / groups, C_out], with dilation and groups. */
  public Variable conv2d(Variable w, ConvolutionSettings settings) {
    return new Convolution(settings).apply(this, w);
  }

  /** Maxima of square windows; see {@link decisive.tensor.Pooling2d}. */
  public Variable maxPool2d(int size, int stride, int padding) {
    return new MaxPool(size, stride, padding).apply(this);
  }

  /** Averages of square windows; see {@link decisive.tensor.Pooling2d}. */
  public Variable averagePool2d(int size, int stride, int padding) {
    return new AveragePool(size, stride, padding).apply(this);
  }

  /** What it is and its value. */
  @Override
  public String toString() {
    return kind() + " " + value;
  }
}
