package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.GatherProduct;
import decisive.tensor.kernels.Offsets;
import java.util.Arrays;

/**
 * Y = A · B over the last two axes; dA = dY · Bᵀ, dB = Aᵀ · dY
 *
 * <p>Nothing is transposed in memory: {@link GatherProduct} reads either operand by strides. Where
 * leading axes were broadcast, the gradient is the sum over the repeats; for a plain matrix B that
 * sum is part of one product over all of A's rows.
 */
final class Matmul extends Operation {
  private Tensor a;
  private Tensor b;

  @Override
  protected Tensor forward(Tensor... in) {
    a = in[0];
    b = in[1];
    saveWhatIsRead(a, b);
    return a.matmul(b);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    if (b.rank() == 2 && a.rank() > 2) {
      Tensor flatA = a.reshape(a.shape().span(0, a.rank() - 1), a.extent(-1));
      Tensor flatDy = dy.reshape(flatA.extent(0), b.extent(1));
      return gradients(
          needs(0) ? timesTransposed(flatDy, b).reshape(a.shape().extents()) : null,
          needs(1) ? transposedTimes(flatA, flatDy) : null);
    }
    return gradients(
        needs(0) ? timesTransposed(dy, repeated(b, dy)).sumTo(a.shape()) : null,
        needs(1) ? transposedTimes(repeated(a, dy), dy).sumTo(b.shape()) : null);
  }

  /** P · Qᵀ: [..., m, n] and [..., k, n] give [..., m, k], leading axes equal. */
  private static Tensor timesTransposed(Tensor p, Tensor q) {
    int m = p.extent(-2);
    int n = p.extent(-1);
    int k = q.extent(-2);
    Tensor result = Tensor.zeros(p.shape().with(-1, k));
    int[] rows = Offsets.steps(m, n);
    int[] columns = Offsets.steps(n, 1);
    int[] out = Offsets.steps(m, k);
    for (int i = 0; i < matrices(p); i++) {
      GatherProduct.of(rows, columns, k)
          .left(p.data(), i * m * n)
          .right(q.data(), i * k * n, 1, n)
          .into(result.data(), i * m * k, out);
    }
    return result;
  }

  /** Pᵀ · Q: [..., m, k] and [..., m, n] give [..., k, n], leading axes equal. */
  private static Tensor transposedTimes(Tensor p, Tensor q) {
    int m = p.extent(-2);
    int k = p.extent(-1);
    int n = q.extent(-1);
    Tensor result = Tensor.zeros(q.shape().with(-2, k));
    int[] rows = Offsets.steps(k, 1);
    int[] columns = Offsets.steps(m, k);
    int[] out = Offsets.steps(k, n);
    for (int i = 0; i < matrices(p); i++) {
      GatherProduct.of(rows, columns, n)
          .left(p.data(), i * m * k)
          .right(q.data(), i * m * n, n, 1)
          .into(result.data(), i * k * n, out);
    }
    return result;
  }

  private static int matrices(Tensor x) {
    return x.shape().span(0, x.rank() - 2);
  }

  /** An operand repeated along the leading axes, as the product saw it. */
  private static Tensor repeated(Tensor operand, Tensor dy) {
    int[] extents = Arrays.copyOf(dy.shape().extents(), dy.rank());
    extents[dy.rank() - 2] = operand.extent(-2);
    extents[dy.rank() - 1] = operand.extent(-1);
    Shape wide = Shape.of(extents);
    return operand.shape().equals(wide) ? operand : operand.broadcastTo(extents);
  }
}
