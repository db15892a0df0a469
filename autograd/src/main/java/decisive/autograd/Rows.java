package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;

/**
 * y_i = x_p(i) over the first axis; dx_j = Σ dy_i over the i with p(i) = j
 *
 * <p>The sum runs in the order of i, so that repeated positions give the same bits every time.
 */
final class Rows extends Operation {
  private final int[] positions;
  private Shape before;

  Rows(int... positions) {
    this.positions = positions.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    before = in[0].shape();
    return in[0].rows(positions);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor dx = Tensor.zeros(before);
    int block = before.span(1, before.rank());
    for (int i = 0; i < positions.length; i++) {
      for (int j = 0; j < block; j++) {
        dx.data()[positions[i] * block + j] += dy.data()[i * block + j];
      }
    }
    return gradients(dx);
  }
}
