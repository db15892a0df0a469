package decisive.tensor;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.random.Generator;
import decisive.tensor.storage.Storage;
import java.util.Arrays;

/**
 * An n-dimensional array of float32, row-major and contiguous on the heap.
 *
 * <p>Operations return new tensors and leave their operands alone; only {@link #set}, {@link
 * #fill}, {@link #copyFrom} and writing to {@link #data()} change a tensor. {@link #reshape} shares
 * the array with its operand, and so does {@link #sumTo} where there is nothing to add up; every
 * other operation copies. Binary operations broadcast as NumPy's do. Axes may be counted from the
 * end (-1 is the last). Shapes that do not fit throw {@link ShapeException}.
 */
public final class Tensor implements Reducible<Tensor> {
  static {
    Storage.tellOf(Tensor.class, tensor -> tensor.storage);
  }

  private final Storage storage;
  private final Shape shape;

  private Tensor(Storage storage, Shape shape) {
    if (storage.array().length != shape.size()) {
      throw new ShapeException(
          "tensor: shape "
              + shape
              + " has "
              + shape.size()
              + " elements, the array "
              + storage.array().length
              + "; give an extent per axis, their product the array's length");
    }
    this.storage = storage;
    this.shape = shape;
  }

  // ---- creation

  /** A tensor around {@code data} itself, not a copy: later writes to either are seen by both. */
  public static Tensor of(float[] data, int... extents) {
    return of(data, Shape.of(extents));
  }

  /** As {@link #of(float[], int...)}. */
  public static Tensor of(float[] data, Shape shape) {
    return new Tensor(Storage.of(data), shape);
  }

  public static Tensor scalar(float value) {
    return of(new float[] {value}, Shape.SCALAR);
  }

  public static Tensor vector(float... values) {
    return of(values.clone(), Shape.of(values.length));
  }

  /** A matrix from its rows, all of one length. */
  public static Tensor matrix(float[]... rows) {
    return Creation.matrix(rows);
  }

  public static Tensor zeros(int... extents) {
    return zeros(Shape.of(extents));
  }

  public static Tensor zeros(Shape shape) {
    return new Tensor(Storage.zeros(shape.size()), shape);
  }

  /**
   * A tensor whose elements are not initialised, as NumPy's {@code empty}: write each before it is
   * read. Inside a training step it saves the pass that writes zeros.
   */
  public static Tensor empty(Shape shape) {
    return new Tensor(Storage.empty(shape.size()), shape);
  }

  public static Tensor ones(int... extents) {
    return full(1, Shape.of(extents));
  }

  public static Tensor full(float value, Shape shape) {
    return empty(shape).fill(value);
  }

  /** 0, 1, … n-1. */
  public static Tensor range(int n) {
    return Creation.range(n);
  }

  /** The identity matrix [n, n]. */
  public static Tensor eye(int n) {
    return Creation.eye(n);
  }

  /**
   * Uniform in [low, high).
   *
   * @throws IllegalArgumentException unless low is below high, and their distance a finite float
   */
  public static Tensor uniform(Generator generator, float low, float high, int... extents) {
    return Creation.uniform(generator, low, high, extents);
  }

  /**
   * Normal with mean 0 and the given standard deviation.
   *
   * @throws IllegalArgumentException if the standard deviation is negative or not finite
   */
  public static Tensor normal(Generator generator, float std, int... extents) {
    return Creation.normal(generator, std, extents);
  }

  /**
   * Rows of zeros with a one at each label: shape [labels.length, classes].
   *
   * @throws IllegalArgumentException if a label is outside 0 .. classes-1
   */
  public static Tensor oneHot(int[] labels, int classes) {
    return Creation.oneHot(labels, classes);
  }

  // ---- access

  @Override
  public Shape shape() {
    return shape;
  }

  public int rank() {
    return shape.rank();
  }

  public int size() {
    return shape.size();
  }

  /** Extent of an axis. */
  public int extent(int axis) {
    return shape.extent(axis);
  }

  /**
   * The elements themselves, row-major; writing changes the tensor, and nobody can see it: call
   * {@link #markChanged} afterwards if the tensor may have a part in a computation whose gradients
   * are still to come. Valid as long as the tensor is ({@link #keep}).
   */
  public float[] data() {
    return storage.array();
  }

  /**
   * Says that the elements were written to through {@link #data()}, as {@link #set}, {@link #fill}
   * and {@link #copyFrom} say by themselves. Backward then refuses to read what an operation kept
   * of this tensor before, instead of computing wrong gradients.
   *
   * @return this tensor
   */
  public Tensor markChanged() {
    storage.markChanged();
    return this;
  }

  /**
   * Lets it outlive the training step, or evaluated batch, that made it: without, its memory is
   * used again, and reading it throws an IllegalStateException. Elsewhere it changes nothing.
   *
   * @return this tensor
   */
  public Tensor keep() {
    storage.keep();
    return this;
  }

  /**
   * One element.
   *
   * @param index a number per axis, from 0; not counted from the end
   * @throws ShapeException for another number of indices
   * @throws IndexOutOfBoundsException outside the shape
   */
  public float get(int... index) {
    return data()[shape.offset(index)];
  }

  /** Writes one element; the index is {@link #get}'s. */
  public void set(float value, int... index) {
    data()[shape.offset(index)] = value;
    markChanged();
  }

  /** The only element of a tensor of size 1. */
  public float item() {
    if (size() != 1) {
      throw new ShapeException("item: shape " + shape + " has " + size() + " elements, not one");
    }
    return data()[0];
  }

  /** Writes a value to every element; returns this tensor. */
  public Tensor fill(float value) {
    Arrays.fill(data(), value);
    return markChanged();
  }

  /**
   * Writes another tensor's elements to this one's; returns this tensor.
   *
   * @throws ShapeException if the shapes differ
   */
  public Tensor copyFrom(Tensor other) {
    if (!shape.equals(other.shape)) {
      throw new ShapeException(
          "copyFrom: shape "
              + other.shape
              + " into "
              + shape
              + "; they must be equal: reshape(...) or broadcastTo(...) the source");
    }
    System.arraycopy(other.data(), 0, data(), 0, size());
    return markChanged();
  }

  /** The same elements in an array of their own. */
  public Tensor copy() {
    Tensor copy = empty(shape);
    System.arraycopy(data(), 0, copy.data(), 0, size());
    return copy;
  }

  // ---- layout

  /**
   * The same elements under another shape; shares the array. One extent may be -1: it is inferred.
   */
  @Override
  public Tensor reshape(int... extents) {
    return new Tensor(storage, Layout.reshaped(shape, extents));
  }

  /** Swaps the last two axes. */
  public Tensor transpose() {
    return Layout.transpose(this);
  }

  /** Reorders axes: result axis i is this tensor's axis {@code axes[i]}. */
  public Tensor permute(int... axes) {
    return Layout.permute(this, axes);
  }

  /** Elements {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Tensor slice(int axis, int from, int to) {
    return Layout.slice(this, axis, from, to);
  }

  /** One position of an axis; the axis is gone from the result. */
  public Tensor select(int axis, int position) {
    return slice(axis, position, position + 1).reshape(shape.without(axis).extents());
  }

  /** The given positions of the first axis, in the order given; repeats are allowed. */
  public Tensor rows(int... positions) {
    return Layout.rows(this, positions);
  }

  /** Joins tensors along an axis; all other extents are equal. */
  public static Tensor concatenate(int axis, Tensor... parts) {
    return Layout.concatenate(axis, parts);
  }

  /** Adds {@code before} and {@code after} zeros at the ends of an axis. */
  public Tensor pad(int axis, int before, int after) {
    return Layout.pad(this, axis, before, after);
  }

  /** Repeats along new axes and along axes of extent 1, by NumPy's rule. */
  public Tensor broadcastTo(int... extents) {
    return Broadcast.expand(this, Shape.of(extents));
  }

  /**
   * Adds up what a broadcast repeated, so that the result has {@code target}'s shape again; this
   * tensor itself if it has that shape.
   */
  public Tensor sumTo(Shape target) {
    return Broadcast.sumTo(this, target);
  }

  // ---- elementwise; two operands broadcast

  Tensor apply(UnaryOp operation) {
    return Elementwise.unary(operation, this);
  }

  Tensor apply(BinaryOp operation, Tensor other) {
    return Broadcast.binary(operation, this, other);
  }

  /** this + other */
  public Tensor add(Tensor other) {
    return apply(BinaryOp.ADD, other);
  }

  /** this + other */
  public Tensor add(float other) {
    return add(scalar(other));
  }

  /** this − other */
  public Tensor sub(Tensor other) {
    return apply(BinaryOp.SUBTRACT, other);
  }

  /** this − other */
  public Tensor sub(float other) {
    return sub(scalar(other));
  }

  /** this · other, element by element */
  public Tensor mul(Tensor other) {
    return apply(BinaryOp.MULTIPLY, other);
  }

  /** this · other */
  public Tensor mul(float other) {
    return mul(scalar(other));
  }

  /** this / other, element by element */
  public Tensor div(Tensor other) {
    return apply(BinaryOp.DIVIDE, other);
  }

  /** this / other */
  public Tensor div(float other) {
    return div(scalar(other));
  }

  /** The larger of the two; NaN if either is. */
  public Tensor maximum(Tensor other) {
    return apply(BinaryOp.MAXIMUM, other);
  }

  /** The larger of the two; NaN if either is. */
  public Tensor maximum(float other) {
    return maximum(scalar(other));
  }

  /** The smaller of the two; NaN if either is. */
  public Tensor minimum(Tensor other) {
    return apply(BinaryOp.MINIMUM, other);
  }

  /** The smaller of the two; NaN if either is. */
  public Tensor minimum(float other) {
    return minimum(scalar(other));
  }

  /**
   * What is below {@code low} becomes low, what is above {@code high} becomes high; NaN stays. A
   * bound may be infinite: there is none then.
   *
   * @throws IllegalArgumentException if low is above high, or one of them NaN
   */
  public Tensor clamp(float low, float high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clamp: from " + low + " to " + high + ": the first must not be above the second");
    }
    return maximum(low).minimum(high);
  }

  /**
   * this^exponent, element by element, as {@link StrictMath#pow}: NaN for a negative number to a
   * power that is not whole.
   */
  public Tensor pow(Tensor exponent) {
    return apply(BinaryOp.POWER, exponent);
  }

  /** this^exponent, as {@link #pow(Tensor)}. */
  public Tensor pow(float exponent) {
    return pow(scalar(exponent));
  }

  /** 1 where this is greater, else 0; NaN compares as false, here and below. */
  public Tensor greater(Tensor other) {
    return apply(BinaryOp.GREATER, other);
  }

  /** 1 where this is greater, else 0. */
  public Tensor greater(float other) {
    return greater(scalar(other));
  }

  /** 1 where this is greater or equal, else 0. */
  public Tensor greaterOrEqual(Tensor other) {
    return apply(BinaryOp.GREATER_OR_EQUAL, other);
  }

  /** 1 where this is greater or equal, else 0. */
  public Tensor greaterOrEqual(float other) {
    return greaterOrEqual(scalar(other));
  }

  /** 1 where this is less, else 0. */
  public Tensor less(Tensor other) {
    return apply(BinaryOp.LESS, other);
  }

  /** 1 where this is less, else 0. */
  public Tensor less(float other) {
    return less(scalar(other));
  }

  /** 1 where this is less or equal, else 0. */
  public Tensor lessOrEqual(Tensor other) {
    return apply(BinaryOp.LESS_OR_EQUAL, other);
  }

  /** 1 where this is less or equal, else 0. */
  public Tensor lessOrEqual(float other) {
    return lessOrEqual(scalar(other));
  }

  /** 1 where equal, else 0. */
  public Tensor equalTo(Tensor other) {
    return apply(BinaryOp.EQUAL, other);
  }

  /** 1 where equal, else 0. */
  public Tensor equalTo(float other) {
    return equalTo(scalar(other));
  }

  /** 1 where not equal, else 0; NaN is equal to nothing. */
  public Tensor notEqualTo(Tensor other) {
    return apply(BinaryOp.NOT_EQUAL, other);
  }

  /** 1 where not equal, else 0; NaN is equal to nothing. */
  public Tensor notEqualTo(float other) {
    return notEqualTo(scalar(other));
  }

  /** This where {@code other} is above 0, else 0; broadcast. */
  public Tensor wherePositive(Tensor other) {
    return apply(BinaryOp.WHERE_POSITIVE, other);
  }

  /** −this */
  public Tensor neg() {
    return apply(UnaryOp.NEGATE);
  }

  /** Absolute value. */
  public Tensor abs() {
    return apply(UnaryOp.ABSOLUTE);
  }

  /** this² */
  public Tensor square() {
    return apply(UnaryOp.SQUARE);
  }

  /** Square root; NaN below 0. */
  public Tensor sqrt() {
    return apply(UnaryOp.SQUARE_ROOT);
  }

  /** e^this */
  public Tensor exp() {
    return apply(UnaryOp.EXPONENTIAL);
  }

  /** Natural logarithm. */
  public Tensor log() {
    return apply(UnaryOp.LOGARITHM);
  }

  /** Hyperbolic tangent. */
  public Tensor tanh() {
    return apply(UnaryOp.HYPERBOLIC_TANGENT);
  }

  /** 1 / (1 + e^−this) */
  public Tensor sigmoid() {
    return apply(UnaryOp.SIGMOID);
  }

  /** max(x, 0). */
  public Tensor relu() {
    return apply(UnaryOp.RELU);
  }

  // ---- reductions: without axes over everything, to a scalar; reduced axes leave the shape

  /** Sum over the axes, in float32 in blocks of 1024 whose sums are added in double. */
  @Override
  public Tensor sum(int... axes) {
    return Reduction.sum(this, axes);
  }

  /**
   * Mean over the axes: their sum, divided.
   *
   * @throws ShapeException if there is nothing to reduce; so for all reductions but the sum
   */
  @Override
  public Tensor mean(int... axes) {
    return Reduction.mean(this, axes);
  }

  @Override
  public Tensor max(int... axes) {
    return Reduction.max(this, axes);
  }

  @Override
  public Tensor min(int... axes) {
    return Reduction.min(this, axes);
  }

  /**
   * Mean squared distance from the mean over the axes (divided by the count n, not by n − 1), in
   * double until it is rounded: accurate however large the mean is.
   */
  @Override
  public Tensor variance(int... axes) {
    return Reduction.variance(this, "variance", axes);
  }

  @Override
  public Tensor std(int... axes) {
    return Reduction.variance(this, "std", axes).sqrt();
  }

  /**
   * Positions of the largest elements along an axis, the first of equals; NaN counts as largest.
   *
   * @return a position for each element of {@code max(axis)}, row-major
   * @throws ShapeException if the axis is empty and others are not
   */
  public int[] argmax(int axis) {
    return Reduction.argmax(this, axis);
  }

  /** e^x / Σ e^x along an axis, shifted by the largest so that nothing overflows. */
  public Tensor softmax(int axis) {
    return AxisSoftmax.softmax(this, axis);
  }

  /** log(softmax) along an axis, without taking the logarithm of small numbers. */
  public Tensor logSoftmax(int axis) {
    return AxisSoftmax.logSoftmax(this, axis);
  }

  // ---- products

  /**
   * Matrix product [..., m, k] · [..., k, n] = [..., m, n]; leading axes broadcast. Both operands
   * have rank 2 or more.
   */
  public Tensor matmul(Tensor other) {
    return MatrixProduct.matmul(this, other);
  }

  // ---- images, [N, H, W, C]

  /** Convolution with w [kh, kw, C, C_out]; see {@link Convolution2d}. */
  public Tensor conv2d(Tensor w, int stride, int padding) {
    return new Convolution2d(shape, w.shape, stride, padding).forward(this, w);
  }

  /**
   * Convolution with w [kh, kw, C / groups, C_out] by further settings; see {@link Convolution2d}.
   */
  public Tensor conv2d(Tensor w, ConvolutionSettings settings) {
    return new Convolution2d(shape, w.shape, settings).forward(this, w);
  }

  /** Maxima of square windows; see {@link Pooling2d}. */
  public Tensor maxPool2d(int size, int stride, int padding) {
    return new Pooling2d(shape, size, stride, padding).max(this).values();
  }

  /** Averages of square windows; see {@link Pooling2d}. */
  public Tensor averagePool2d(int size, int stride, int padding) {
    return new Pooling2d(shape, size, stride, padding).average(this);
  }

  // ---- comparison and text

  /**
   * Same shape and equal elements; as in {@link Arrays#equals(float[], float[])}, NaN equals NaN.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(data(), tensor.data());
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data());
  }

  /** The elements as NumPy prints them, long axes shortened, then the shape. */
  @Override
  public String toString() {
    return TensorPrinter.print(this);
  }
}
