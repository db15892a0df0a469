package decisive.tensor;

import java.util.Arrays;

/** Operations that move elements without computing: reshape, permute, slice, join, pad. */
final class Layout {
  private Layout() {}

  static Shape reshaped(Shape shape, int[] extents) {
    int[] resolved = extents.clone();
    int inferred = -1;
    long known = 1;
    for (int axis = 0; axis < resolved.length; axis++) {
      if (resolved[axis] == -1 && inferred < 0) {
        inferred = axis;
      } else {
        known *= resolved[axis];
      }
    }
    if (inferred >= 0 && known > 0 && shape.size() % known == 0) {
      resolved[inferred] = (int) (shape.size() / known);
      known *= resolved[inferred];
    } else if (inferred >= 0) {
      known = -1;
    }
    if (known != shape.size()) {
      throw new ShapeException(
          "reshape: shape "
              + shape
              + " has "
              + shape.size()
              + " elements, which do not fit "
              + Arrays.toString(extents).replace(" ", ""));
    }
    return Shape.of(resolved);
  }

  static Tensor transpose(Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException("transpose: shape " + x.shape() + " has fewer than two axes");
    }
    int[] axes = new int[x.rank()];
    for (int axis = 0; axis < axes.length; axis++) {
      axes[axis] = axis;
    }
    axes[axes.length - 1] = axes.length - 2;
    axes[axes.length - 2] = axes.length - 1;
    return permute(x, axes);
  }

  static Tensor permute(Tensor x, int[] axes) {
    int rank = x.rank();
    int[] extents = new int[rank];
    int[] strides = new int[rank];
    boolean[] used = new boolean[rank];
    boolean valid = axes.length == rank;
    for (int i = 0; valid && i < rank; i++) {
      int axis = x.shape().axis(axes[i]);
      valid = !used[axis];
      used[axis] = true;
      extents[i] = x.extent(axis);
      strides[i] = x.shape().strides()[axis];
    }
    if (!valid) {
      throw new ShapeException(
          "permute: "
              + Arrays.toString(axes)
              + " is not an order of the axes of shape "
              + x.shape());
    }
    Tensor y = Tensor.zeros(extents);
    int[] index = new int[rank];
    int from = 0;
    for (int to = 0; to < y.size(); to++) {
      y.data()[to] = x.data()[from];
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < extents[axis]) {
          break;
        }
        from -= extents[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return y;
  }

  static Tensor slice(Tensor x, int axis, int from, int to) {
    int along = x.shape().axis(axis);
    int extent = x.extent(along);
    if (from < 0 || to > extent || from > to) {
      throw new ShapeException(
          "slice: " + from + " to " + to + " is outside axis " + axis + " of shape " + x.shape());
    }
    Tensor y = Tensor.zeros(x.shape().with(along, to - from));
    int block = x.shape().span(along + 1, x.rank());
    int outer = x.shape().span(0, along);
    for (int i = 0; i < outer; i++) {
      System.arraycopy(
          x.data(),
          (i * extent + from) * block,
          y.data(),
          i * (to - from) * block,
          (to - from) * block);
    }
    return y;
  }

  static Tensor rows(Tensor x, int[] positions) {
    Tensor y = Tensor.zeros(x.shape().with(0, positions.length));
    int block = x.shape().span(1, x.rank());
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] < 0 || positions[i] >= x.extent(0)) {
        throw new ShapeException(
            "rows: position " + positions[i] + " is outside axis 0 of shape " + x.shape());
      }
      System.arraycopy(x.data(), positions[i] * block, y.data(), i * block, block);
    }
    return y;
  }

  static Tensor concatenate(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new ShapeException("concatenate: no tensors given");
    }
    int along = parts[0].shape().axis(axis);
    int extent = 0;
    for (Tensor part : parts) {
      if (part.rank() != parts[0].rank()
          || !part.shape().with(along, 0).equals(parts[0].shape().with(along, 0))) {
        throw new ShapeException(
            "concatenate: shapes "
                + parts[0].shape()
                + " and "
                + part.shape()
                + " differ outside axis "
                + axis);
      }
      extent += part.extent(along);
    }
    Tensor y = Tensor.zeros(parts[0].shape().with(along, extent));
    int block = y.shape().span(along + 1, y.rank());
    int outer = y.shape().span(0, along);
    int position = 0;
    for (Tensor part : parts) {
      int length = part.extent(along) * block;
      for (int i = 0; i < outer; i++) {
        System.arraycopy(
            part.data(), i * length, y.data(), (i * extent + position) * block, length);
      }
      position += part.extent(along);
    }
    return y;
  }

  static Tensor pad(Tensor x, int axis, int before, int after) {
    int along = x.shape().axis(axis);
    if (before < 0 || after < 0) {
      throw new ShapeException(
          "pad: " + before + " and " + after + " must be 0 or more; to remove elements use slice");
    }
    return concatenate(
        along,
        Tensor.zeros(x.shape().with(along, before)),
        x,
        Tensor.zeros(x.shape().with(along, after)));
  }
}
