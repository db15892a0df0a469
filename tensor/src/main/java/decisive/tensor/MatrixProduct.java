package decisive.tensor;

import decisive.tensor.kernels.GatherProduct;
import decisive.tensor.kernels.Offsets;
import java.util.Arrays;

/**
 * C = A · B over the last two axes; leading axes broadcast. A plain matrix on the right makes one
 * product over all rows of A.
 */
final class MatrixProduct {
  private MatrixProduct() {}

  static Tensor matmul(Tensor a, Tensor b) {
    if (a.rank() < 2 || b.rank() < 2 || a.extent(-1) != b.extent(-2)) {
      throw new ShapeException(
          "matmul: shapes "
              + a.shape()
              + " and "
              + b.shape()
              + " do not fit: want [..., m, k] and [..., k, n], the inner extents equal"
              + (Math.min(a.rank(), b.rank()) == 1 ? "; reshape a vector to a row or column" : ""));
    }
    int m = a.extent(-2);
    int k = a.extent(-1);
    int n = b.extent(-1);
    if (a.rank() > 2 && b.rank() == 2) {
      Tensor allRows = a.reshape(a.shape().span(0, a.rank() - 1), k);
      return matmul(allRows, b).reshape(a.shape().with(-1, n).extents());
    }
    Shape batch = leading(a).broadcast(leading(b), "matmul");
    Tensor wideA = widen(a, batch);
    Tensor wideB = widen(b, batch);
    int[] extents = Arrays.copyOf(batch.extents(), batch.rank() + 2);
    extents[batch.rank()] = m;
    extents[batch.rank() + 1] = n;
    Tensor c = Tensor.empty(Shape.of(extents));
    int[] rows = Offsets.steps(m, k);
    int[] columns = Offsets.steps(k, 1);
    int[] out = Offsets.steps(m, n);
    for (int i = 0; i < batch.size(); i++) {
      GatherProduct.of(rows, columns, n)
          .left(wideA.data(), i * m * k)
          .right(wideB.data(), i * k * n, n, 1)
          .into(c.data(), i * m * n, out);
    }
    return c;
  }

  private static Shape leading(Tensor x) {
    return Shape.of(Arrays.copyOf(x.shape().extents(), x.rank() - 2));
  }

  private static Tensor widen(Tensor x, Shape batch) {
    int[] extents = Arrays.copyOf(batch.extents(), batch.rank() + 2);
    extents[batch.rank()] = x.extent(-2);
    extents[batch.rank() + 1] = x.extent(-1);
    return x.shape().equals(Shape.of(extents)) ? x : x.broadcastTo(extents);
  }
}
