package decisive.tensor;

import java.util.Arrays;

/**
 * The extents of a tensor, one per axis, outermost first. Row-major: the last axis is contiguous.
 *
 * <p>Rank 0 is a scalar of size 1. An extent may be 0; the tensor is then empty, whatever the other
 * extents. Axes may be counted from the end: -1 is the last one. Immutable.
 */
public final class Shape {
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] extents;
  private final int size;

  private Shape(int[] extents) {
    this.extents = extents;
    this.size = size(extents);
  }

  private static int size(int[] extents) {
    boolean empty = false;
    for (int extent : extents) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "shape " + text(extents) + ": an extent is negative; extents are 0 or more");
      }
      empty |= extent == 0;
    }
    long product = empty ? 0 : 1;
    for (int extent : extents) {
      product *= extent;
      if (product > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "shape "
                + text(extents)
                + ": more elements than an array holds ("
                + (Integer.MAX_VALUE - 8)
                + "); split the tensor along its first axis");
      }
    }
    return (int) product;
  }

  /**
   * @param extents one per axis, each 0 or more
   * @throws IllegalArgumentException if an extent is negative or the product exceeds an array
   */
  public static Shape of(int... extents) {
    return extents.length == 0 ? SCALAR : new Shape(extents.clone());
  }

  public int rank() {
    return extents.length;
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** Extent of an axis; negative axes count from the end. */
  public int extent(int axis) {
    return extents[axis(axis)];
  }

  public int[] extents() {
    return extents.clone();
  }

  /** Resolves a negative axis and checks the range: the result is in 0 .. rank-1. */
  public int axis(int axis) {
    int resolved = axis < 0 ? axis + rank() : axis;
    if (resolved < 0 || resolved >= rank()) {
      throw new IllegalArgumentException(
          "axis "
              + axis
              + " of shape "
              + this
              + ": axes run from "
              + -rank()
              + " to "
              + (rank() - 1));
    }
    return resolved;
  }

  /**
   * Where an element lies in the array.
   *
   * @param index a number per axis, from 0
   * @throws ShapeException for another number of indices
   * @throws IndexOutOfBoundsException outside the shape
   */
  int offset(int... index) {
    if (index.length != rank()) {
      throw new ShapeException(
          "index " + Arrays.toString(index) + " of shape " + this + ": give one number per axis");
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= extents[axis]) {
        throw new IndexOutOfBoundsException(
            "index " + Arrays.toString(index) + " is outside shape " + this + " at axis " + axis);
      }
      offset = offset * extents[axis] + index[axis];
    }
    return offset;
  }

  /** Elements between two neighbours along each axis. */
  public int[] strides() {
    int[] strides = new int[rank()];
    int stride = 1;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    return strides;
  }

  /** Product of the extents of axes {@code from} (inclusive) to {@code to} (exclusive). */
  public int span(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= extents[axis];
    }
    return product;
  }

  /** The same shape with one extent replaced. */
  public Shape with(int axis, int extent) {
    int[] changed = extents.clone();
    changed[axis(axis)] = extent;
    return new Shape(changed);
  }

  /**
   * The shape of a reduction that keeps its axes: extent 1 at those given, at all if none is.
   *
   * @throws IllegalArgumentException if an axis is out of range
   */
  public Shape reduced(int... axes) {
    int[] kept = extents.clone();
    if (axes.length == 0) {
      Arrays.fill(kept, 1);
    }
    for (int axis : axes) {
      kept[axis(axis)] = 1;
    }
    return new Shape(kept);
  }

  /** The same shape without one axis. */
  public Shape without(int axis) {
    int gone = axis(axis);
    int[] rest = new int[rank() - 1];
    System.arraycopy(extents, 0, rest, 0, gone);
    System.arraycopy(extents, gone + 1, rest, gone, rest.length - gone);
    return new Shape(rest);
  }

  /**
   * The shape both operands broadcast to (NumPy's rule): aligned at the last axis, extents are
   * equal or one of them is 1.
   *
   * @param operation named in the error
   */
  public Shape broadcast(Shape other, String operation) {
    int rank = Math.max(rank(), other.rank());
    int[] result = new int[rank];
    for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
      int a = fromEnd <= rank() ? extents[rank() - fromEnd] : 1;
      int b = fromEnd <= other.rank() ? other.extents[other.rank() - fromEnd] : 1;
      if (a != b && a != 1 && b != 1) {
        throw new ShapeException(
            operation
                + ": shapes "
                + this
                + " and "
                + other
                + " do not broadcast: axis -"
                + fromEnd
                + " is "
                + a
                + " and "
                + b
                + "; they must be equal, or one of them 1");
      }
      result[rank - fromEnd] = a == 1 ? b : a;
    }
    return new Shape(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** As in {@code [32,8,8,16]}. */
  @Override
  public String toString() {
    return text(extents);
  }

  private static String text(int[] extents) {
    return Arrays.toString(extents).replace(" ", "");
  }
}
