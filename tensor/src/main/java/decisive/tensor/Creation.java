package decisive.tensor;

import decisive.tensor.random.Generator;

/** Tensors from rows, rules and random numbers. */
final class Creation {
  private Creation() {}

  static Tensor matrix(float[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Tensor result = Tensor.zeros(rows.length, columns);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new ShapeException(
            "matrix: row 0 has " + columns + " columns, row " + row + " has " + rows[row].length);
      }
      System.arraycopy(rows[row], 0, result.data(), row * columns, columns);
    }
    return result;
  }

  static Tensor range(int n) {
    Tensor result = Tensor.zeros(n);
    for (int i = 0; i < n; i++) {
      result.data()[i] = i;
    }
    return result;
  }

  static Tensor eye(int n) {
    Tensor result = Tensor.zeros(n, n);
    for (int i = 0; i < n; i++) {
      result.data()[i * n + i] = 1;
    }
    return result;
  }

  static Tensor uniform(Generator generator, float low, float high, int... extents) {
    if (!(low < high) || Float.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "uniform: from " + low + " to " + high + ": the first must be smaller, both finite");
    }
    Tensor result = Tensor.zeros(extents);
    float below = Math.nextDown(high); // the sum may be rounded up to high
    for (int i = 0; i < result.size(); i++) {
      result.data()[i] = Math.min(below, low + (high - low) * generator.nextFloat());
    }
    return result;
  }

  static Tensor normal(Generator generator, float std, int... extents) {
    if (!(std >= 0) || Float.isInfinite(std)) {
      throw new IllegalArgumentException(
          "normal: standard deviation " + std + ": must be finite and not negative");
    }
    Tensor result = Tensor.zeros(extents);
    for (int i = 0; i < result.size(); i++) {
      result.data()[i] = (float) (std * generator.nextGaussian());
    }
    return result;
  }

  static Tensor oneHot(int[] labels, int classes) {
    Tensor result = Tensor.zeros(labels.length, classes);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "oneHot: label " + labels[row] + " at " + row + " is outside 0 .. " + (classes - 1));
      }
      result.data()[row * classes + labels[row]] = 1;
    }
    return result;
  }
}
