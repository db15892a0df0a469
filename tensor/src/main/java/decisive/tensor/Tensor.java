package decisive.tensor;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.random.Generator;
import java.util.Arrays;

/**
 * An n-dimensional array of float32, row-major and contiguous on the heap.
 *
 * <p>Operations return new tensors and leave their operands alone; only {@link #set}, {@link #fill}
 * and writing to {@link #data()} change a tensor. {@link #reshape} shares the array with its
 * operand, every other operation copies. Binary operations broadcast as NumPy's do. Axes may be
 * counted from the end (-1 is the last). Shapes that do not fit throw {@link ShapeException}.
 */
public final class Tensor {
  private final float[] data;
  private final Shape shape;

  private Tensor(float[] data, Shape shape) {
    if (data.length != shape.size()) {
      throw new ShapeException(
          "tensor: shape "
              + shape
              + " has "
              + shape.size()
              + " elements, the array "
              + data.length);
    }
    this.data = data;
    this.shape = shape;
  }

  // ---- creation

  /** A tensor around {@code data} itself, not a copy: later writes to either are seen by both. */
  public static Tensor of(float[] data, int... extents) {
    return new Tensor(data, Shape.of(extents));
  }

  /** As {@link #of(float[], int...)}. */
  public static Tensor of(float[] data, Shape shape) {
    return new Tensor(data, shape);
  }

  public static Tensor scalar(float value) {
    return new Tensor(new float[] {value}, Shape.SCALAR);
  }

  public static Tensor vector(float... values) {
    return new Tensor(values.clone(), Shape.of(values.length));
  }

  /** A matrix from its rows, all of one length. */
  public static Tensor matrix(float[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Tensor result = zeros(rows.length, columns);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new ShapeException(
            "matrix: row 0 has " + columns + " columns, row " + row + " has " + rows[row].length);
      }
      System.arraycopy(rows[row], 0, result.data, row * columns, columns);
    }
    return result;
  }

  public static Tensor zeros(int... extents) {
    return zeros(Shape.of(extents));
  }

  public static Tensor zeros(Shape shape) {
    return new Tensor(new float[shape.size()], shape);
  }

  public static Tensor ones(int... extents) {
    return full(1, Shape.of(extents));
  }

  public static Tensor full(float value, Shape shape) {
    return zeros(shape).fill(value);
  }

  /** 0, 1, … n-1. */
  public static Tensor range(int n) {
    Tensor result = zeros(n);
    for (int i = 0; i < n; i++) {
      result.data[i] = i;
    }
    return result;
  }

  /** The identity matrix [n, n]. */
  public static Tensor eye(int n) {
    Tensor result = zeros(n, n);
    for (int i = 0; i < n; i++) {
      result.data[i * n + i] = 1;
    }
    return result;
  }

  /**
   * Uniform in [low, high).
   *
   * @throws IllegalArgumentException unless low is below high, and their distance a finite float
   */
  public static Tensor uniform(Generator generator, float low, float high, int... extents) {
    if (!(low < high) || Float.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "uniform: from " + low + " to " + high + ": the first must be smaller, both finite");
    }
    Tensor result = zeros(extents);
    float below = Math.nextDown(high); // the sum may be rounded up to high
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = Math.min(below, low + (high - low) * generator.nextFloat());
    }
    return result;
  }

  /**
   * Normal with mean 0 and the given standard deviation.
   *
   * @throws IllegalArgumentException if the deviation is negative or not finite
   */
  public static Tensor normal(Generator generator, float deviation, int... extents) {
    if (!(deviation >= 0) || Float.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "normal: deviation " + deviation + ": must be finite and not negative");
    }
    Tensor result = zeros(extents);
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = (float) (deviation * generator.nextGaussian());
    }
    return result;
  }

  /**
   * Rows of zeros with a one at each label: shape [labels.length, classes].
   *
   * @throws IllegalArgumentException if a label is outside 0 .. classes-1
   */
  public static Tensor oneHot(int[] labels, int classes) {
    Tensor result = zeros(labels.length, classes);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "oneHot: label " + labels[row] + " at " + row + " is outside 0 .. " + (classes - 1));
      }
      result.data[row * classes + labels[row]] = 1;
    }
    return result;
  }

  // ---- access

  public Shape shape() {
    return shape;
  }

  public int rank() {
    return shape.rank();
  }

  public int size() {
    return data.length;
  }

  /** Extent of an axis. */
  public int extent(int axis) {
    return shape.extent(axis);
  }

  /** The elements themselves, row-major; writing changes the tensor. */
  public float[] data() {
    return data;
  }

  /**
   * One element.
   *
   * @param index a number per axis, from 0; not counted from the end
   * @throws ShapeException for another number of indices
   * @throws IndexOutOfBoundsException outside the shape
   */
  public float get(int... index) {
    return data[offset(index)];
  }

  /** Writes one element; the index is {@link #get}'s. */
  public void set(float value, int... index) {
    data[offset(index)] = value;
  }

  /** The only element of a tensor of size 1. */
  public float item() {
    if (data.length != 1) {
      throw new ShapeException(
          "item: shape " + shape + " has " + data.length + " elements, not one");
    }
    return data[0];
  }

  /** Writes a value to every element; returns this tensor. */
  public Tensor fill(float value) {
    Arrays.fill(data, value);
    return this;
  }

  /** The same elements in an array of their own. */
  public Tensor copy() {
    return new Tensor(data.clone(), shape);
  }

  private int offset(int[] index) {
    if (index.length != rank()) {
      throw new ShapeException(
          "index " + Arrays.toString(index) + " of shape " + shape + ": give one number per axis");
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape.extent(axis)) {
        throw new IndexOutOfBoundsException(
            "index " + Arrays.toString(index) + " is outside shape " + shape + " at axis " + axis);
      }
      offset = offset * shape.extent(axis) + index[axis];
    }
    return offset;
  }

  // ---- layout

  /**
   * The same elements under another shape; shares the array. One extent may be -1: it is inferred.
   */
  public Tensor reshape(int... extents) {
    return new Tensor(data, Layout.reshaped(shape, extents));
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

  /** Adds up what a broadcast repeated, so that the result has {@code target}'s shape again. */
  public Tensor sumTo(Shape target) {
    return Broadcast.sumTo(this, target);
  }

  // ---- elementwise

  public Tensor apply(UnaryOp operation) {
    return Elementwise.unary(operation, this);
  }

  public Tensor apply(BinaryOp operation, Tensor other) {
    return Broadcast.binary(operation, this, other);
  }

  public Tensor add(Tensor other) {
    return apply(BinaryOp.ADD, other);
  }

  public Tensor add(float other) {
    return add(scalar(other));
  }

  public Tensor sub(Tensor other) {
    return apply(BinaryOp.SUBTRACT, other);
  }

  public Tensor sub(float other) {
    return sub(scalar(other));
  }

  public Tensor mul(Tensor other) {
    return apply(BinaryOp.MULTIPLY, other);
  }

  public Tensor mul(float other) {
    return mul(scalar(other));
  }

  public Tensor div(Tensor other) {
    return apply(BinaryOp.DIVIDE, other);
  }

  public Tensor div(float other) {
    return div(scalar(other));
  }

  /** 1 where this is greater, else 0. */
  public Tensor greater(Tensor other) {
    return apply(BinaryOp.GREATER, other);
  }

  /** 1 where equal, else 0. */
  public Tensor equalTo(Tensor other) {
    return apply(BinaryOp.EQUAL, other);
  }

  public Tensor neg() {
    return apply(UnaryOp.NEGATE);
  }

  public Tensor abs() {
    return apply(UnaryOp.ABSOLUTE);
  }

  public Tensor square() {
    return apply(UnaryOp.SQUARE);
  }

  public Tensor sqrt() {
    return apply(UnaryOp.SQUARE_ROOT);
  }

  public Tensor exp() {
    return apply(UnaryOp.EXPONENTIAL);
  }

  /** Natural logarithm. */
  public Tensor log() {
    return apply(UnaryOp.LOGARITHM);
  }

  public Tensor tanh() {
    return apply(UnaryOp.HYPERBOLIC_TANGENT);
  }

  public Tensor sigmoid() {
    return apply(UnaryOp.SIGMOID);
  }

  /** max(x, 0). */
  public Tensor relu() {
    return apply(UnaryOp.RELU);
  }

  // ---- reductions: without axes over everything, to a scalar; reduced axes leave the shape

  public Tensor sum(int... axes) {
    return Reduction.sum(this, axes);
  }

  public Tensor mean(int... axes) {
    return Reduction.mean(this, axes);
  }

  public Tensor max(int... axes) {
    return Reduction.max(this, axes);
  }

  /** Mean squared distance from the mean (divided by the count, not by the count less one). */
  public Tensor variance(int... axes) {
    return Reduction.variance(this, axes);
  }

  /** Position of the largest element along an axis, the first of equals; NaN counts as largest. */
  public int[] argmax(int axis) {
    return Reduction.argmax(this, axis);
  }

  /** e^x / Σ e^x along an axis, shifted by the largest so that nothing overflows. */
  public Tensor softmax(int axis) {
    return Softmax.softmax(this, axis);
  }

  /** log(softmax) along an axis, without taking the logarithm of small numbers. */
  public Tensor logSoftmax(int axis) {
    return Softmax.logSoftmax(this, axis);
  }

  // ---- products

  /**
   * Matrix product [..., m, k] · [..., k, n] = [..., m, n]; leading axes broadcast. Both operands
   * have rank 2 or more.
   */
  public Tensor matmul(Tensor other) {
    return MatrixProduct.matmul(this, other);
  }

  // ---- comparison and text

  /**
   * Same shape and equal elements; as in {@link Arrays#equals(float[], float[])}, NaN equals NaN.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(data, tensor.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  /** The elements as NumPy prints them, long axes shortened, then the shape. */
  @Override
  public String toString() {
    return TensorPrinter.print(this);
  }
}
